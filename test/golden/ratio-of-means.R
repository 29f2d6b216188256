# Oracle of compareRatiosOfMeans() and compareMeansClustered(): R's survey and sandwich packages.
# Run in test/golden: Rscript ratio-of-means.R > ratio-of-means.json
# Ratios: svyratio of rows that are their own clusters. Clusters: svymean of a design with ids = ~cluster, its design
# effect against sampling with replacement, and vcovCL(type = "HC0") of the mean as a second way. Differences: the
# independent arms' errors, with Satterthwaite's degrees of freedom from n - 1 rows (clusters) an arm.
suppressPackageStartupMessages({library(survey); library(sandwich)})
options(survey.lonely.psu = "fail", digits = 17)
num <- function(x) if (length(x) == 1) sprintf("%.17g", x) else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
arr <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
object <- function(...) {
  fields <- list(...)
  text <- function(v) if (is.character(v)) if (grepl("^[[{]", v)) v else paste0("\"", v, "\"") else num(v)
  paste0("{", paste0("\"", names(fields), "\": ", sapply(fields, text), collapse = ", "), "}")
}
welch <- function(c, t, level) {
  v <- c(c$se, t$se)^2
  df <- sum(v)^2 / sum(v^2 / c(c$df, t$df))
  d <- t$estimate - c$estimate
  se <- sqrt(sum(v))
  object(estimate = d, se = se, df = df, t = d / se, p = 2 * pt(-abs(d / se), df), level = level,
    interval = d + c(-1, 1) * qt(1 - (1 - level) / 2, df) * se)
}
arm_of <- function(a, level, ...) object(estimate = a$estimate, se = a$se, df = a$df,
  interval = a$estimate + c(-1, 1) * qt(1 - (1 - level) / 2, a$df) * a$se, ...)

ratio <- function(d) {
  s <- svydesign(ids = ~1, weights = ~1, data = d)
  r <- svyratio(~y, ~x, s)
  list(estimate = coef(r)[[1]], se = SE(r)[[1]], df = nrow(d) - 1)
}
ratios <- function(id, control, treatment, level = 0.95) {
  c <- ratio(control)
  t <- ratio(treatment)
  columns <- function(d) object(numerator = arr(d$y), denominator = arr(d$x))
  object(id = id, control = columns(control), treatment = columns(treatment), arms = paste0("[", arm_of(c, level), ", ",
    arm_of(t, level), "]"), difference = welch(c, t, level))
}

clustered <- function(d) {
  s <- svydesign(ids = ~g, weights = ~1, data = d)
  m <- svymean(~y, s, deff = "replace")
  groups <- length(unique(d$g))
  model <- lm(y ~ 1, data = d)
  second <- sqrt(vcovCL(model, cluster = d$g, type = "HC0", cadjust = TRUE)[1, 1])
  stopifnot(abs(second / SE(m)[[1]] - 1) < if (max(d$y) > 1e5) 1e-8 else 1e-12, degf(s) == groups - 1)
  list(estimate = coef(m)[[1]], se = SE(m)[[1]], df = groups - 1, deff = deff(m)[[1]])
}
clusters <- function(id, control, treatment, level = 0.95) {
  c <- clustered(control)
  t <- clustered(treatment)
  columns <- function(d) object(values = arr(d$y), clusters = arr(d$g))
  object(id = id, control = columns(control), treatment = columns(treatment), arms = paste0("[",
    arm_of(c, level, deff = c$deff), ", ", arm_of(t, level, deff = t$deff), "]"), difference = welch(c, t, level))
}

set.seed(20261122)
sessions <- function(n, rate) {
  x <- 1 + rpois(n, 3) * rbinom(n, 1, 0.8)
  data.frame(y = rbinom(n, x, rate), x = x)
}
revenue <- function(n, shift) {
  x <- rpois(n, 2)
  data.frame(y = round(x * rlnorm(n, shift, 0.8), 2), x = x)
}
answers <- function(groups, mean, first, offset = 0) {
  size <- 1 + rpois(groups, 2)
  g <- rep(first + seq_len(groups), size)
  data.frame(y = offset + round(mean + rnorm(groups)[g - first] + rnorm(length(g)), 3), g = g)
}
cars <- read.csv("data/r_mtcars.csv")
by_am <- function(am) data.frame(y = cars$hp[cars$am == am], x = cars$wt[cars$am == am])
refunds <- function(n) data.frame(y = round(rnorm(n, 0.1, 3), 2), x = 1 + rpois(n, 1))
cat(sprintf("{\"_note\": \"%s, survey %s, sandwich %s\",\n", R.version.string, packageVersion("survey"), packageVersion("sandwich")))
cat("\"ratios\": [\n", paste(c(
  ratios("horsepower a ton, by transmission", by_am(0), by_am(1)),
  ratios("orders a session", sessions(60, 0.2), sessions(45, 0.3), 0.9),
  ratios("revenue an order", revenue(40, 2), revenue(80, 2.2)),
  ratios("revenue with refunds", refunds(12), refunds(15), 0.99)), collapse = ",\n"), "\n],\n", sep = "")
cat("\"clusters\": [\n", paste(c(
  clusters("a few answers a customer", answers(25, 3, 100), answers(30, 3.4, 200)),
  clusters("few customers", answers(5, 3, 0), answers(4, 4, 10), 0.9),
  clusters("far from zero", answers(20, 3, 0, 1e6), answers(22, 3.5, 50, 1e6)),
  clusters("one answer a customer", data.frame(y = cars$mpg[cars$am == 0], g = 1:19), data.frame(y = cars$mpg[cars$am == 1], g = 31:43))),
  collapse = ",\n"), "\n]}\n", sep = "")
