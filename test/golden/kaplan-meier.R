# Oracle of kaplanMeier() and its curve: survival::survfit, its summary() at given times and with a restricted mean, and
# its quantile(). R prints 1 to 1 for the interval where all survive (log, plain); it is left out here, as null.
# Wilson's interval of S (1 - S) / var(S) answers is written out; where that is 0 over 0, it is of the number at risk
# while S is 1, and once S is 0, of that for half of one duration left after the last event.
# Run in test/golden: Rscript kaplan-meier.R > kaplan-meier.json
suppressMessages(library(survival))
num <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "null")
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")

wilson <- function(p, n, level) {
  z <- qnorm(1 - (1 - level) / 2)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  list(lower = ifelse(p == 0, 0, (p + z^2 / (2 * n) - half) / (1 + z^2 / n)), upper = ifelse(p == 1, 1, (p + z^2 / (2 * n) + half) / (1 + z^2 / n)))
}

# log-log, wilson have their own treatment of all and none; of the others R's 1 to 1 is no interval
ends <- function(fit, surv, se, risk, type, level) {
  if (type != "wilson") return(list(lower = ifelse(surv == 1, NA, fit$lower), upper = ifelse(surv == 1, NA, fit$upper)))
  n <- ifelse(surv == 1, risk, surv * (1 - surv) / se^2)
  for (i in which(surv == 0)) {
    s <- c(1, surv)[i] * 0.5 / risk[i]
    n[i] <- s * (1 - s) / (s^2 * (sum(fit$n.event[seq_len(i - 1)] / (risk * (risk - fit$n.event))[seq_len(i - 1)]) + (risk[i] - 0.5) / (risk[i] * 0.5)))
  }
  wilson(surv, n, level)
}

# the first time at which a column is at most a share, as print.survfit finds it
first <- function(time, y, share = 0.5) {
  tolerance <- 1e-9
  keep <- !is.na(y) & y < share + tolerance
  if (!any(keep)) return(NA_real_)
  x <- time[keep]
  y <- y[keep]
  if (abs(y[1] - share) < tolerance && any(y < y[1])) (x[1] + x[min(which(y < y[1]))]) / 2 else x[1]
}

case <- function(id, time, status, type = "log-log", level = 0.95, times = numeric(0), horizon = NA) {
  formula <- Surv(time, status) ~ 1
  fit <- survfit(formula, conf.type = if (type == "wilson") "plain" else type, conf.int = level)
  se <- ifelse(fit$surv == 0, 0, fit$std.err * fit$surv)
  e <- ends(fit, fit$surv, se, fit$n.risk, type, level)
  table <- summary(fit)$table
  median <- c(first(fit$time, fit$surv), first(fit$time, e$lower), first(fit$time, e$upper))
  if (type != "wilson" && !any(fit$surv == 1)) {
    stopifnot(identical(is.na(median), unname(is.na(table[c("median", paste0(level, c("LCL", "UCL")))]))))
    stopifnot(isTRUE(all.equal(median, unname(table[c("median", paste0(level, c("LCL", "UCL")))]))))
  }
  read <- if (length(times) > 0) summary(fit, times = times, extend = TRUE) else NULL
  at <- "[]"
  if (!is.null(read)) {
    known <- times <= max(time) | min(fit$surv) == 0
    s <- read$surv
    at_risk <- sapply(times, function(t) sum(time >= t))
    stopifnot(all(read$n.risk == at_risk))
    r_se <- ifelse(s == 0, 0, read$std.err)
    # the interval at a time is that of the step it lies on
    on <- sapply(times, function(t) sum(fit$time <= t))
    lower <- ifelse(on == 0, NA, e$lower[pmax(1, on)])
    upper <- ifelse(on == 0, NA, e$upper[pmax(1, on)])
    if (type == "wilson") {
      while_all <- wilson(rep(1, length(times)), pmax(at_risk, 1), level)
      lower <- ifelse(s == 1, while_all$lower, lower)
      upper <- ifelse(s == 1, 1, upper)
    }
    gone <- function(x) ifelse(known, x, NA)
    at <- sprintf("{\"times\": %s, \"atRisk\": %s, \"survival\": %s,\n   \"standardError\": %s, \"lower\": %s, \"upper\": %s}",
      arr(times), arr(at_risk), arr(gone(s)), arr(gone(r_se)), arr(gone(lower)), arr(gone(upper)))
  }
  mean <- "null"
  if (!is.na(horizon)) {
    m <- summary(fit, rmean = horizon)$table
    mean <- sprintf("{\"horizon\": %.17g, \"estimate\": %.17g, \"standardError\": %.17g}", horizon, m["rmean"], m["se(rmean)"])
  }
  share <- c(0.1, 0.25, 0.4, 0.75, 0.9)
  q <- unname(quantile(fit, share, conf.int = FALSE))
  # quantile() puts the middle between the last two times where the curve ends at the share itself
  ends_there <- abs(1 - share - tail(fit$surv, 1)) < 1e-8
  for (i in which(!ends_there)) stopifnot(isTRUE(all.equal(q[i], first(fit$time, fit$surv, 1 - share[i]))))
  sprintf(paste0(" {\"id\": \"%s\", \"method\": \"%s\", \"level\": %.17g,\n  \"durations\": %s,\n  \"observed\": %s,\n",
    "  \"time\": %s,\n  \"atRisk\": %s,\n  \"events\": %s,\n  \"censored\": %s,\n  \"survival\": %s,\n  \"standardError\": %s,\n",
    "  \"lower\": %s,\n  \"upper\": %s,\n  \"median\": %s, \"shares\": %s, \"quantiles\": %s,\n  \"readings\": %s,\n  \"mean\": %s}"),
    id, type, level, arr(time), arr(status), arr(fit$time), arr(fit$n.risk), arr(fit$n.event), arr(fit$n.censor),
    arr(fit$surv), arr(se), arr(e$lower), arr(e$upper), arr(median), arr(share[!ends_there]), arr(q[!ends_there]), at, mean)
}

kept <- aml[aml$x == "Maintained", ]
not <- aml[aml$x != "Maintained", ]
ties <- list(t = c(2, 2, 2, 3, 3, 5, 5, 5, 5, 8, 8, 9, 0, 0), s = c(1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0))
set.seed(1)
many <- list(t = round(rexp(300, 0.1), 1), c = round(runif(300, 0, 15), 1))
many <- list(t = pmin(many$t, many$c), s = as.numeric(many$t <= many$c))
types <- c("log-log", "log", "plain", "wilson")
cases <- c(
  unlist(lapply(types, function(y) case("aml maintained", kept$time, kept$status, y, times = c(0, 8.5, 9, 31, 50, 161, 162), horizon = 48))),
  unlist(lapply(types, function(y) case("aml not maintained", not$time, not$status, y, times = c(0, 5, 45, 46), horizon = 30))),
  unlist(lapply(types, function(y) case("ties", ties$t, ties$s, y, 0.9, times = c(0, 2, 2.5, 8, 9), horizon = 9))),
  unlist(lapply(types, function(y) case("many", many$t, many$s, y, 0.99, times = c(1, 5, 10, 14), horizon = 10))),
  unlist(lapply(types, function(y) case("none censored, half at a step", c(4, 1, 3, 2, 6, 7), rep(1, 6), y, times = c(3, 3.5, 7, 9), horizon = 5))),
  unlist(lapply(types, function(y) case("ends at a half", c(1, 2, 3, 4), c(1, 1, 0, 0), y, 0.5, times = c(2, 4)))),
  unlist(lapply(types, function(y) case("none had the event", c(3, 1, 2, 2), rep(0, 4), y, times = c(0.5, 2, 3, 4), horizon = 3))),
  unlist(lapply(types, function(y) case("one, with the event", 5, 1, y, times = c(4, 5, 6), horizon = 7))),
  unlist(lapply(types, function(y) case("one, without", 5, 0, y, times = c(4, 5, 6), horizon = 5))),
  unlist(lapply(types, function(y) case("all at once", c(5, 5, 5), c(1, 1, 1), y, times = c(4, 5, 6), horizon = 7))),
  unlist(lapply(types, function(y) case("censored first, the last has the event", c(1, 2, 3, 4, 5, 5), c(0, 0, 1, 1, 0, 1), y, 0.8, times = c(2.5, 5)))),
  unlist(lapply(types, function(y) case("the last has the event alone", c(1, 2, 4, 5, 8), c(0, 1, 1, 0, 1), y, 0.8, times = c(7, 8, 9), horizon = 8)))
)
cat(sprintf("{\n\"_note\": \"made by kaplan-meier.R\",\n\"software\": \"%s, survival %s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, packageVersion("survival"), paste(cases, collapse = ",\n")))
