# Oracle of the continuity-corrected and the one-sided intervals of a proportion.
# Run in test/golden: Rscript proportion-intervals.R > proportion-intervals.json
# prop.test's correction is at most |x - n p| of the share p that it tests: it is told of one that is far enough away,
# since at x = n/2, against its default of 1/2, it would not correct. It never changes the interval otherwise.
# Jeffreys is the quantile of the posterior; without an answer on a side its end is 0 or 1 (Brown, Cai and DasGupta).
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
prop <- function(x, n, level, alternative, correct) {
  p <- if (abs(x - n / 4) >= 0.5) 1 / 4 else 3 / 4
  stopifnot(abs(x - n * p) >= 0.5)
  suppressWarnings(prop.test(x, n, p, alternative, level, correct))$conf.int[1:2]
}
jeffreys <- function(x, n, level, alternative) {
  tail <- if (alternative == "two.sided") (1 - level) / 2 else 1 - level
  lower <- if (x == 0 || alternative == "less") 0 else qbeta(tail, x + 1 / 2, n - x + 1 / 2)
  upper <- if (x == n || alternative == "greater") 1 else qbeta(tail, x + 1 / 2, n - x + 1 / 2, lower.tail = FALSE)
  c(lower, upper)
}
counts <- list(c(0, 1), c(1, 1), c(1, 2), c(1, 3), c(0, 10), c(1, 10), c(5, 10), c(9, 10), c(10, 10), c(15, 148), c(81, 263),
  c(0, 20), c(1, 29), c(500, 1000), c(0, 100000), c(1, 100000), c(99999, 100000), c(123456, 1e6), c(1, 1e9), c(4e8, 1e9))
cases <- character()
for (k in counts) for (level in c(0.8, 0.95, 0.999)) for (alternative in c("two.sided", "less", "greater")) {
  x <- k[1]
  n <- k[2]
  cases <- c(cases, sprintf(
    '{"successes": %.0f, "trials": %.0f, "level": %s, "alternative": "%s", "wilson": %s, "wilsonCc": %s, "clopperPearson": %s, "jeffreys": %s}',
    x, n, level, sub("two.sided", "two-sided", alternative), num(prop(x, n, level, alternative, FALSE)),
    num(prop(x, n, level, alternative, TRUE)), num(binom.test(x, n, 0.5, alternative, level)$conf.int[1:2]),
    num(jeffreys(x, n, level, alternative))))
}
cat(sprintf("{\n\"_note\": \"made by proportion-intervals.R\",\n\"software\": \"%s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, paste(cases, collapse = ",\n")))
