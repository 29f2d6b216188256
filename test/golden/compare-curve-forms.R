# Oracle of src/metrics/loyalty/forms/compare-curve-forms.ts: lm, anova, logLik, AIC and BIC of the answers.
# Run in test/golden: Rscript compare-curve-forms.R > compare-curve-forms.json
#
# Polynomials: lm in raw powers. Breaks: lm with kinks at every level, or pair of levels, the best by its residual squares;
# logLik gets one degree of freedom more for each break. Power: lm for a given exponent, the exponent by optimize() on its
# logarithm from the best of a grid, then by uniroot() of the derivative of the residual squares, which is zero where the
# residuals are orthogonal to u^g log(u); the spread and the exponent count. Lack of fit: the F of anova() against a factor,
# with the degrees of freedom that the parameters leave.
num <- function(x) if (length(x) == 1) sprintf("[%.17g]", x) else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")

case <- function(id, x, y, scale, data = TRUE) {
  keep <- !is.na(x) & !is.na(y)
  x <- x[keep]
  y <- y[keep]
  n <- length(x)
  levels <- sort(unique(x))
  k <- length(levels)
  full <- lm(y ~ factor(x))
  pure <- sum(residuals(full)^2)
  forms <- list()
  add <- function(form, coefficients, rss, p) {
    if (p >= k && form != "saturated") return()
    ll <- -n / 2 * (log(2 * pi) + 1 + log(rss / n))
    df <- p + 1
    aic <- -2 * ll + 2 * df
    f <- if (p < k) ((rss - pure) / (k - p)) / (pure / (n - k)) else NA
    forms[[length(forms) + 1]] <<- list(form = form, coefficients = coefficients, rss = rss, ll = ll, aic = aic,
      aicc = aic + 2 * df * (df + 1) / (n - df - 1), bic = -2 * ll + log(n) * df, f = f,
      p = if (p < k) pf(f, k - p, n - k, lower.tail = FALSE) else NA, df = c(k - p, n - k))
  }
  check <- function(model, p) {
    f <- forms[[length(forms)]]
    stopifnot(abs(as.numeric(logLik(model)) / f$ll - 1) < 1e-11, abs(AIC(model) / f$aic - 1) < 1e-11, abs(BIC(model) / f$bic - 1) < 1e-11)
    if (p < k) {
      a <- anova(model, full)
      stopifnot(abs(a$F[2] / f$f - 1) < 1e-6, abs(a$"Pr(>F)"[2] / f$p - 1) < 1e-5)
    }
  }
  u <- (x - scale[1]) / diff(scale)
  power <- function(g) {
    model <- lm(y ~ I(u^g))
    list(rss = sum(residuals(model)^2), model = model,
      derivative = -coef(model)[[2]] * sum(ifelse(u > 0, residuals(model) * u^g * log(u), 0)))
  }
  for (d in 1:3) {
    # orthogonal polynomials for the residuals, raw powers for the coefficients
    model <- lm(y ~ poly(x, d))
    raw <- lm(y ~ poly(x, d, raw = TRUE))
    add(c("linear", "quadratic", "cubic")[d], unname(coef(raw)), sum(residuals(model)^2), d + 1)
    if (d + 1 < k) check(model, d + 1)
    if (d == 2) {
      grid <- exp(seq(log(0.1), log(10), length = 201))
      best <- which.min(sapply(grid, function(g) power(g)$rss))
      ends <- grid[c(max(1, best - 1), min(201, best + 1))]
      g <- if (power(ends[1])$derivative > 0) 0.1 else if (power(ends[2])$derivative < 0) 10 else
        uniroot(function(g) power(g)$derivative, ends, tol = 1e-14)$root
      o <- optimize(function(t) power(exp(t))$rss, log(ends), tol = 1e-10)
      stopifnot(power(g)$rss <= o$objective * (1 + 1e-13), g %in% c(0.1, 10) || abs(exp(o$minimum) - g) < 1e-5)
      add("power", c(unname(coef(power(g)$model)), g), power(g)$rss, 3)
    }
  }
  inner <- levels[-c(1, k)]
  pieces <- function(knots) {
    # slopes as coefficients
    ends <- c(-Inf, knots, Inf)
    sapply(seq_len(length(knots) + 1), function(s) pmin(pmax(x, ends[s]), ends[s + 1]) - max(ends[s], 0))
  }
  for (breaks in 1:2) {
    if (2 + 2 * breaks >= k) next
    pairs <- combn(inner, breaks, simplify = FALSE)
    models <- lapply(pairs, function(knots) lm(y ~ pieces(knots)))
    best <- which.min(sapply(models, function(m) sum(residuals(m)^2)))
    b <- unname(coef(models[[best]]))
    # the first piece passes 0 at 0, the others at their start: the height there makes up for the first start
    add(c("one-break", "two-breaks")[breaks], c(b, pairs[[best]]), sum(residuals(models[[best]])^2), 2 + 2 * breaks)
  }
  add("saturated", unname(tapply(y, x, mean)), pure, k)
  check(full, k)
  evidence <- exp(-(sapply(forms, `[[`, "aicc") - min(sapply(forms, `[[`, "aicc"))) / 2)
  weights <- evidence / sum(evidence)
  null <- function(v) if (is.na(v)) "null" else sprintf("%.17g", v)
  cat(sprintf("{\"id\": \"%s\", \"x\": %s, \"y\": %s, \"scale\": %s, \"n\": %d, \"pureError\": %.17g, \"forms\": [\n%s]}", id,
    if (data) num(x) else "null", if (data) num(y) else "null", num(scale), n, pure,
    paste(sapply(seq_along(forms), function(i) with(forms[[i]], sprintf(
      " {\"form\": \"%s\", \"coefficients\": %s, \"rss\": %.17g, \"logLikelihood\": %.17g, \"aic\": %.17g, \"aicc\": %.17g, \"bic\": %.17g, \"weight\": %.17g, \"f\": %s, \"df\": %s, \"p\": %s}",
      form, num(coefficients), rss, ll, aic, aicc, bic, weights[i], null(f), num(df), null(p)))), collapse = ",\n")))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
set.seed(1)
x7 <- sample(1:7, 60, TRUE, c(1, 2, 3, 4, 5, 4, 3))
y7 <- round(10 * ((x7 - 1) / 6)^0.5 + rnorm(60), 1)
x11 <- sample(0:10, 300, TRUE, c(1, 1, 2, 2, 4, 6, 8, 10, 9, 6, 4))
y11 <- round(1.5 * pmin(x11, 3) + 0.1 * pmin(pmax(x11 - 3, 0), 4) + 1.5 * pmax(x11 - 7, 0) + rnorm(300, sd = 1.5), 1)
x4 <- rep(c(1, 2, 4, 5), c(3, 6, 8, 5))
y4 <- round(c(0, 0.2, 0.1, 5)[match(x4, c(1, 2, 4, 5))] + rnorm(22, sd = 0.2), 2)

cat(sprintf("{\"_note\": \"%s\",\n\"cases\": [\n", R.version.string))
case("airport survey", sfo$q7all, sfo$nps, c(1, 5), FALSE)
cat(",\n")
case("airport survey, the other way round", sfo$nps, sfo$q7all, c(0, 10), FALSE)
cat(",\n")
case("a root, 7 levels", x7, y7, c(1, 7))
cat(",\n")
case("steep, flat, steep, 11 levels", x11, y11, c(0, 10))
cat(",\n")
case("an exponent beyond the range, 4 of 5 levels", x4, y4, c(1, 5))
cat("\n]}\n")
