# Oracle of ratio(): the published formula of MOVER-R (Donner and Zou 2012) and the delta method on the log scale, in plain
# R, of positive estimates with positive ends. Wilson intervals are prop.test's, t intervals t.test's.
# Run in test/golden: Rscript ratio.R > ratio.json
mover <- function(t, c) {
  lower <- (t[1] * c[1] - sqrt((t[1] * c[1])^2 - t[2] * c[3] * (2 * t[1] - t[2]) * (2 * c[1] - c[3]))) / (c[3] * (2 * c[1] - c[3]))
  upper <- (t[1] * c[1] + sqrt((t[1] * c[1])^2 - t[3] * c[2] * (2 * t[1] - t[3]) * (2 * c[1] - c[2]))) / (c[2] * (2 * c[1] - c[2]))
  c(lower, upper)
}
wald <- function(t, c, level) t[1] / c[1] * exp(c(-1, 1) * qnorm((1 + level) / 2) * sqrt((t[4] / t[1])^2 + (c[4] / c[1])^2))
delta <- function(t, c) t[1] / c[1] * sqrt((t[4] / t[1])^2 + (c[4] / c[1])^2)
share <- function(k, level) {
  p <- k[1] / k[2]
  ci <- suppressWarnings(prop.test(k[1], k[2], conf.level = level, correct = FALSE))$conf.int
  c(p, ci[1], ci[2], sqrt(p * (1 - p) / k[2]))
}
average <- function(x, level) {
  t <- t.test(x, conf.level = level)
  c(t$estimate[[1]], t$conf.int[1], t$conf.int[2], t$stderr)
}
row <- function(fields, t, c, level) sprintf("  {%s, \"level\": %g, \"estimate\": %.17g, \"se\": %.17g, \"mover\": [%.17g, %.17g], \"wald\": [%.17g, %.17g]}",
  fields, level, t[1] / c[1], delta(t, c), mover(t, c)[1], mover(t, c)[2], wald(t, c, level)[1], wald(t, c, level)[2])

shares <- function(x1, n1, x2, n2, level = 0.95) row(sprintf("\"treatment\": [%d, %d], \"control\": [%d, %d]", x1, n1, x2, n2),
  share(c(x1, n1), level), share(c(x2, n2), level), level)
arr <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
means <- function(x, y, level = 0.95) row(sprintf("\"treatment\": %s, \"control\": %s", arr(x), arr(y)), average(x, level), average(y, level), level)

attitude <- read.csv("data/r_attitude.csv")
mtcars <- read.csv("data/r_mtcars.csv")
cat(sprintf("{\n\"_note\": \"made by ratio.R; shares are [successes, trials] with Wilson intervals\",\n\"software\": \"%s\",\n\"shares\": [\n", R.version.string))
cat(paste(c(shares(56, 70, 48, 80), shares(9, 10, 3, 10), shares(10, 10, 1, 20), shares(5, 56, 29, 50), shares(1, 1000, 3, 1000),
  shares(7, 34, 1, 34, 0.99), shares(700, 1000, 690, 1000, 0.8), shares(40000, 90000, 41000, 90189, 0.95)), collapse = ",\n"))
cat("\n],\n\"means\": [\n")
cat(paste(c(means(attitude$rating, attitude$complaints), means(attitude$raises, attitude$critical, 0.9),
  means(mtcars$mpg[mtcars$am == 1], mtcars$mpg[mtcars$am == 0]), means(mtcars$hp[mtcars$am == 1], mtcars$hp[mtcars$am == 0], 0.99)), collapse = ",\n"))
cat("\n]\n}\n")
