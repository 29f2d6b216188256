# Oracle of retention(): the times from the first order to the second, and to the lapse, made from a table of orders with
# R's own calendar, and survival::survfit of them (log-log).
# The orders come from a linear congruential generator, so that they are the same everywhere: `days` has calendar days and
# customers who order twice on a day; `times` has times, counted on the clock of Berlin across two changes of the clocks.
# Run in test/golden: Rscript retention.R > retention.json
suppressMessages(library(survival))
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
txt <- function(x) paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")

state <- 42
draw <- function(n) {
  state <<- (state * 16807) %% 2147483647
  state %% n
}

# offsets of orders in units after the start: the first, then gaps, some of them long
table_of <- function(customers, span, gap, until) {
  rows <- list()
  for (id in seq_len(customers)) {
    at <- draw(span)
    rows[[length(rows) + 1]] <- data.frame(customer = id, at = at)
    while (draw(10) < 6) {
      at <- at + draw(gap)
      if (at > until) break
      rows[[length(rows) + 1]] <- data.frame(customer = id, at = at)
    }
  }
  do.call(rbind, rows)
}

# seconds on a calendar for every order, and for the end, which are whole, so that times tie where they should
curves <- function(customer, second, end, within) {
  occasions <- lapply(split(second, customer), function(s) sort(unique(s)))
  first <- sapply(occasions, `[`, 1)
  second <- sapply(occasions, `[`, 2)
  repeats <- survfit(Surv(ifelse(is.na(second), end - first, second - first), !is.na(second)) ~ 1, conf.type = "log-log")
  lapse <- sapply(occasions, function(s) {
    # the end of the window belongs to it, as the end of the records belongs to them
    gaps <- c(diff(s), if (end - tail(s, 1) >= within) Inf else 0)
    i <- which(gaps > within)
    if (length(i) > 0) s[i[1]] + within - s[1] else NA
  })
  returned <- sum(sapply(occasions, function(s) any(diff(s) > within)))
  stay <- survfit(Surv(ifelse(is.na(lapse), end - first, lapse), !is.na(lapse)) ~ 1, conf.type = "log-log")
  at <- summary(repeats, times = within)
  list(repeats = repeats, stay = stay, returned = returned, occasions = sum(lengths(occasions)), n = length(occasions),
    share = 1 - at$surv, se = at$std.err, interval = 1 - c(at$upper, at$lower),
    repeated = sum(!is.na(second) & second - first <= within), followed = sum(end - first >= within))
}

curve <- function(fit) {
  t <- summary(fit)$table
  sprintf("{\"time\": %s,\n   \"atRisk\": %s,\n   \"events\": %s,\n   \"survival\": %s,\n   \"lower\": %s,\n   \"upper\": %s,\n   \"median\": %s}",
    arr(fit$time / 86400), arr(fit$n.risk), arr(fit$n.event), arr(fit$surv), arr(fit$lower), arr(fit$upper),
    arr(unname(t[c("median", "0.95LCL", "0.95UCL")]) / 86400))
}

case <- function(id, customer, shown, second, as_of, end, within, zone) {
  c <- curves(customer, second, end, 86400 * within)
  sprintf(paste0(" {\"id\": \"%s\", \"asOf\": \"%s\", \"within\": %g, \"timeZone\": \"%s\",\n  \"customer\": %s,\n  \"at\": %s,\n",
    "  \"customers\": %d, \"occasions\": %d, \"returned\": %d, \"repeated\": %d, \"followed\": %d,\n",
    "  \"repeatShare\": %.17g, \"standardError\": %.17g, \"interval\": %s,\n  \"repeatCurve\": %s,\n  \"retentionCurve\": %s}"),
    id, as_of, within, zone, arr(customer), txt(shown), c$n, c$occasions, c$returned, c$repeated, c$followed, c$share, c$se,
    arr(c$interval), curve(c$repeats), curve(c$stay))
}

days <- table_of(60, 300, 70, 330)
start <- as.Date("2025-12-01")
end <- start + 330
hours <- table_of(80, 300 * 24, 60 * 24, 340 * 24)
begin <- as.POSIXct("2026-01-01 00:00", tz = "UTC")
# what the clock in Berlin shows, as seconds since 1970
clock <- function(t) as.numeric(as.POSIXct(format(t, tz = "Europe/Berlin", format = "%Y-%m-%d %H:%M:%S"), tz = "UTC"))
instants <- begin + 3600 * hours$at
last <- begin + 3600 * 340 * 24
iso <- function(t) format(t, tz = "UTC", format = "%Y-%m-%dT%H:%M:%SZ")
cases <- c(
  sapply(c(30, 45, 90), function(w) case("days", days$customer, format(start + days$at), 86400 * days$at, format(end), 86400 * 330, w, "UTC")),
  case("days on another calendar", days$customer, format(start + days$at), 86400 * days$at, format(end), 86400 * 330, 45, "America/New_York"),
  sapply(c(20, 45), function(w) case("times", hours$customer, iso(instants), clock(instants), iso(last), clock(last), w, "Europe/Berlin"))
)
cat(sprintf("{\n\"_note\": \"made by retention.R\",\n\"software\": \"%s, survival %s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, packageVersion("survival"), paste(cases, collapse = ",\n")))
