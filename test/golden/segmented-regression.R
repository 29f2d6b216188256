# Oracle of src/metrics/loyalty/segments/segmented-regression.ts: R's segmented and davies.test.
# Run in test/golden: Rscript segmented-regression.R > segmented-regression-r.json
#
# segmented() is iterative: started at the places given, with a fine tolerance; its slopes and their errors by slope().
# Davies' test by its formula for linear models (Davies 2002), from the t values that lm() gives for a kink at each of ten
# places, evenly spread where 5 % of the rows, ten of them or a quarter, and two distinct x are on either side: beside it davies.test() at the same places, which is the same where no t changes its sign (it takes |t|) and n is
# at most 300 (beyond, it takes the normal limit of Davies 1987).
suppressMessages(library(segmented))
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")

davies <- function(x, y) {
  at <- sort(unique(x))
  inner <- at[c(2, length(at) - 1)]
  rows <- ceiling(min(length(x) / 4, max(10, 0.05 * length(x))))
  ends <- c(sort(x)[rows], sort(x, decreasing = TRUE)[rows])
  values <- seq(min(max(ends[1], inner[1]), inner[2]), min(max(ends[2], inner[1]), inner[2]), length = 10)
  u <- x - mean(x)
  t <- sapply(values, function(v) summary(lm(y ~ u + pmax(x - v, 0)))$coefficients[3, 3])
  f <- length(x) - 3
  m <- max(abs(t))
  v <- sum(abs(diff(asin(t / sqrt(f + t^2)))))
  ratio <- exp(lgamma((f + 1) / 2) - lgamma(f / 2))
  p <- min(1, 2 * (pt(m, f, lower.tail = FALSE) + v * (1 + m^2 / f)^(-(f - 1) / 2) * ratio / (2 * sqrt(pi))))
  model <- lm(y ~ x)
  theirs <- davies.test(model, ~x, values = values)$p.value
  list(statistic = t[which.max(abs(t))], p = p, signs = any(diff(sign(t)) != 0), theirs = theirs)
}

case <- function(id, x, y, psi, data = TRUE) {
  model <- lm(y ~ x)
  fit <- segmented(model, seg.Z = ~x, psi = psi, control = seg.control(n.boot = 0, it.max = 500, tol = 1e-16, alpha = 0.002))
  s <- slope(fit, digits = 17)$x
  d <- davies(x, y)
  cat(sprintf("{\"id\": \"%s\", \"x\": %s, \"y\": %s, \"n\": %d, \"breakpoints\": %s, \"slopes\": %s, \"standardErrors\": %s, \"rss\": %.17g, \"linearRss\": %.17g, \"df\": %d, \"statistic\": %.17g, \"p\": %.17g, \"signsChange\": %s, \"daviesTest\": %.17g}",
    id, if (data) num(x) else "null", if (data) num(y) else "null", length(x), num(fit$psi[, 2]), num(s[, 1]), num(s[, 2]),
    sum(residuals(fit)^2), sum(residuals(model)^2), fit$df.residual, d$statistic, d$p, tolower(d$signs), d$theirs))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
items <- as.matrix(sfo[, setdiff(grep("^q7", names(sfo), value = TRUE), "q7all")])
composite <- ifelse(rowSums(!is.na(items)) >= 3, rowMeans(items, na.rm = TRUE), NA)
keep <- !is.na(composite) & !is.na(sfo$nps)

set.seed(1)
x1 <- round(runif(60, 1, 5), 2)
y1 <- round(2 * pmin(x1, 3.2) + 0.3 * pmax(x1 - 3.2, 0) + rnorm(60, sd = 0.7), 2)
x2 <- round(runif(120, 0, 10), 2)
y2 <- round(1.5 * pmin(x2, 3) + 0.1 * pmin(pmax(x2 - 3, 0), 4) + 1.5 * pmax(x2 - 7, 0) + rnorm(120, sd = 0.5), 2)
x3 <- round(runif(400, 1, 5), 2)
y3 <- round(x3 + rnorm(400, sd = 1), 2)

set.seed(5)
x4 <- rep(seq(0, 10, 0.5), 6)
y4 <- round(1.5 * pmin(x4, 3) + 0.1 * pmin(pmax(x4 - 3, 0), 4) + 1.5 * pmax(x4 - 7, 0) + rnorm(126, sd = 0.5), 2)

cat(sprintf("{\"_note\": \"%s, segmented %s\",\n\"cases\": [\n", R.version.string, packageVersion("segmented")))
case("airport survey, composite", composite[keep], sfo$nps[keep], 3.3, FALSE)
cat(",\n")
case("one break", x1, y1, 3)
cat(",\n")
case("steep, flat, steep", x2, y2, c(3, 7))
cat(",\n")
case("steep, flat, steep, again", x4, y4, c(3, 7))
cat(",\n")
case("steep, flat, steep: one break", x2, y2, 5)
cat(",\n")
case("a straight line", x3, y3, 3)
cat("\n]}\n")
