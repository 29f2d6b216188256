# Oracle of quantile() and median(): type 7 by R's quantile(); ranks of the interval's ends by search over exact binomial
# sums (dbinom), checked against qbinom, which packages use; coverage as the sum of dbinom between the ranks.
# Run in test/golden: Rscript quantile.R > quantile.json
arr <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
end <- function(x) if (length(x) == 0 || is.na(x)) "null" else sprintf("%.17g", x)

ranks_of <- function(n, p, level, alternative) {
  tail <- (1 - level) / (if (alternative == "two-sided") 2 else 1)
  mass <- dbinom(0:n, n, p)
  # P(B < r) for r = 0..n, and P(B >= s) for s = 1..n+1
  below <- sapply(0:n, function(r) sum(mass[seq_len(r)]))
  above <- sapply(1:(n + 1), function(s) sum(mass[seq_len(n + 1) > s]))
  r <- if (alternative == "less") 0 else max((0:n)[below <= tail * (1 + 1e-12)])
  s <- if (alternative == "greater") n + 1 else min((1:(n + 1))[above <= tail * (1 + 1e-12)])
  if (p > 0 && p < 1 && alternative == "two-sided") {
    # qbinom: the smallest k with P(B <= k) >= tail; one less than here only where P(B <= k) is the tail itself
    exact <- any(abs(below - tail) < 1e-12)
    if (!exact) stopifnot(r == qbinom(tail, n, p), s == qbinom(tail, n, p, lower.tail = FALSE) + 1)
  }
  list(r = r, s = s, coverage = sum(mass[(0:n) >= r & (0:n) <= s - 1]))
}

case <- function(id, x, p, level = 0.95, alternative = "two-sided", data = TRUE) {
  y <- sort(x)
  n <- length(y)
  k <- ranks_of(n, p, level, alternative)
  sprintf(paste0("  {\"id\": \"%s\", \"values\": %s, \"probability\": %.17g, \"level\": %.17g, \"alternative\": \"%s\", \"n\": %d, ",
    "\"estimate\": %.17g, \"ranks\": [%d, %d], \"interval\": [%s, %s], \"coverage\": %.17g}"),
    id, if (data) arr(x) else "[]", p, level, alternative, n, quantile(y, p, type = 7, names = FALSE), k$r, k$s,
    end(if (k$r > 0) y[k$r] else NA), end(if (k$s <= n) y[k$s] else NA), k$coverage)
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
attitude <- read.csv("data/r_attitude.csv")
mtcars <- read.csv("data/r_mtcars.csv")
minutes <- c(3, 5, 8, 12, 13, 21, 34, 40, 55, 89)
cases <- c(
  unlist(lapply(c(0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.99, 1), function(p) case("ten", minutes, p))),
  unlist(lapply(c(0.1, 0.5, 0.9), function(p) lapply(c("less", "greater"), function(a) case("ten", minutes, p, 0.95, a)))),
  unlist(lapply(c(0.5, 0.8, 0.99, 0.999), function(l) case("ten", minutes, 0.5, l))),
  case("one", 7, 0.5), case("one at a low level", 7, 0.5, 0.4), case("two", c(1.5, -2), 0.5),
  case("two at half", c(1.5, -2), 0.5, 0.5), case("five", c(4, 1, 5, 2, 3), 0.5), case("six", c(4, 1, 5, 2, 3, 9), 0.5),
  case("seven, level on a tail", c(4, 1, 5, 2, 3, 9, 0), 0.5, 1 - 2 / 128),
  case("ties", c(1, 1, 2, 2, 2, 2, 3, 3, 5, 5, 5, 5, 5, 9), 0.5), case("ties", c(1, 1, 2, 2, 2, 2, 3, 3, 5, 5, 5, 5, 5, 9), 0.25),
  unlist(lapply(c(0.05, 0.5, 0.95), function(p) case("mtcars mpg", mtcars$mpg, p, data = FALSE))),
  unlist(lapply(c(0.25, 0.5, 0.9), function(p) case("attitude rating", attitude$rating, p, 0.9, data = FALSE))),
  unlist(lapply(c(0.001, 0.2, 0.5, 0.8, 0.999), function(p) case("sfo17 weight", sfo$weight[!is.na(sfo$weight)], p, data = FALSE))),
  case("sfo17 nps", sfo$nps[!is.na(sfo$nps)], 0.25, data = FALSE))

cat(sprintf("{\n\"_note\": \"made by quantile.R; %s\",\n\"cases\": [\n%s\n]\n}\n", R.version.string, paste(cases, collapse = ",\n")))
