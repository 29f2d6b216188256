# Oracle of src/statistics/models/linear-model.ts for its options: weights of three kinds, robust errors, categories,
# interactions, powers, diagnostics of rows; and of predict.ts. Packages sandwich, lmtest and survey.
# Run in test/golden: Rscript linear-model-options.R > linear-model-options.json
suppressPackageStartupMessages({ library(sandwich); library(lmtest); library(survey) })
num <- function(x) if (length(x) == 0) "[]" else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
entry <- function(id, ...) {
  parts <- list(...)
  cat(sprintf(" {\"id\": \"%s\"", id))
  for (name in names(parts)) {
    x <- parts[[name]]
    cat(sprintf(",\n  \"%s\": %s", name, if (length(x) == 1) sprintf("%.17g", x) else num(x)))
  }
  cat("}")
}
whole <- function(m) list(estimate = coef(m), r2 = summary(m)$r.squared, sigma = summary(m)$sigma,
  logLik = as.numeric(logLik(m)), aic = AIC(m), bic = BIC(m), df = df.residual(m), n = nobs(m))
tests <- function(m, v = vcov(m)) {
  se <- sqrt(diag(v)); t <- coef(m) / se
  list(se = se, t = t, p = 2 * pt(-abs(t), df.residual(m)))
}
wald <- function(m, v) {
  i <- names(coef(m)) != "(Intercept)"
  b <- coef(m)[i]
  f <- drop(t(b) %*% solve(v[i, i], b)) / sum(i)
  list(f = f, fP = pf(f, sum(i), df.residual(m), lower.tail = FALSE))
}
report <- function(id, m, v = NULL, ...) {
  s <- summary(m)
  f <- if (is.null(v)) list(f = s$fstatistic[[1]], fP = pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE)) else wald(m, v)
  do.call(entry, c(list(id), whole(m), tests(m, if (is.null(v)) vcov(m) else v), f, list(...)))
}
rows <- function(m) list(fitted = fitted(m), residual = residuals(m), standardized = rstandard(m), leverage = hatvalues(m),
  cook = cooks.distance(m))
predictions <- function(m, new) {
  a <- predict(m, new, interval = "confidence", se.fit = TRUE)
  b <- suppressWarnings(predict(m, new, interval = "prediction"))
  list(fit = a$fit[, "fit"], predictedSe = a$se.fit, lower = a$fit[, "lwr"], upper = a$fit[, "upr"],
    lowerOne = b[, "lwr"], upperOne = b[, "upr"])
}

mtcars <- read.csv("data/r_mtcars.csv")
breaks <- read.csv("data/r_warpbreaks.csv")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
cat(sprintf("{\n\"_note\": \"made by linear-model-options.R\",\n\"software\": \"%s, sandwich %s, survey %s\",\n\"cases\": [\n",
  R.version.string, packageVersion("sandwich"), packageVersion("survey")))

m <- lm(mpg ~ wt + hp, mtcars)
do.call(report, c(list("plain", m, NULL), rows(m), predictions(m, data.frame(wt = c(2, 3.5), hp = c(90, 200)))))
cat(",\n")
for (type in c("HC0", "HC1", "HC2", "HC3")) {
  report(tolower(type), m, vcovHC(m, type))
  cat(",\n")
}
m <- lm(mpg ~ wt + hp, mtcars, weights = qsec)
do.call(report, c(list("precision", m, NULL), rows(m), predictions(m, data.frame(wt = c(2, 3.5), hp = c(90, 200)))))
cat(",\n")
report("precision_hc3", m, vcovHC(m, "HC3"))
cat(",\n")
# weights of 0 leave a row out
report("precision_zeros", lm(mpg ~ wt + hp, subset(mtcars, carb != 4), weights = qsec))
cat(",\n")
# cylinders as how often a car stands in the table
repeated <- mtcars[rep(seq_len(nrow(mtcars)), mtcars$cyl), ]
m <- lm(mpg ~ wt + hp, repeated)
report("frequencies", m)
cat(",\n")
report("frequencies_hc2", m, vcovHC(m, "HC2"))
cat(",\n")
report("frequencies_hc3", m, vcovHC(m, "HC3"))
cat(",\n")
complete <- na.omit(sfo[, c("nps", "q7food", "q10safe", "weight")])
design <- svydesign(ids = ~1, weights = ~weight, data = complete)
s <- svyglm(nps ~ q7food + q10safe, design)
k <- coef(summary(s))
test <- regTermTest(s, ~ q7food + q10safe, df = df.residual(s))
entry("survey", estimate = coef(s), se = k[, 2], t = k[, 3], p = k[, 4], df = df.residual(s), n = nrow(complete),
  f = drop(test$Ftest), fP = drop(test$p))
cat(",\n")
# the reference of tension is H
breaks$tension <- relevel(factor(breaks$tension), ref = "H")
m <- lm(breaks ~ wool + tension, breaks)
do.call(report, c(list("categories", m, NULL), rows(m),
  predictions(m, data.frame(wool = c("A", "B"), tension = c("M", "H")))))
cat(",\n")
report("categories_interaction", lm(breaks ~ wool + tension + wool:tension, breaks))
cat(",\n")
m <- lm(breaks ~ 0 + wool + tension, breaks)
do.call(report, c(list("categories_no_intercept", m, NULL),
  predictions(m, data.frame(wool = c("A", "B"), tension = c("M", "H")))))
cat(",\n")
report("numbers_interaction", lm(mpg ~ wt + hp + wt:hp, mtcars))
cat(",\n")
m <- lm(mpg ~ wt + I(wt^2) + I(wt^3) + hp, mtcars)
do.call(report, c(list("powers", m, NULL), predictions(m, data.frame(wt = c(2, 3.5), hp = c(90, 200)))))
cat(",\n")
# R's covariance of raw powers has lost digits; that of centred ones has not, and is mapped back
centre <- mean(mtcars$wt)
z <- mtcars$wt - centre
centred <- lm(mpg ~ z + I(z^2) + I(z^3) + hp, mtcars)
back <- diag(5)
back[1:4, 1:4] <- outer(0:3, 0:3, function(power, of) choose(of, power) * ifelse(of >= power, (-centre)^(of - power), 0))
mapped <- back %*% vcovHC(centred, "HC3") %*% t(back)
dimnames(mapped) <- dimnames(vcov(m))
f <- wald(centred, vcovHC(centred, "HC3"))
do.call(entry, c(list("powers_hc3"), whole(m), tests(m, mapped), f))
cat(",\n")
m <- lm(mpg ~ 0 + wt + I(wt^2) + hp, mtcars)
do.call(report, c(list("powers_no_intercept", m, NULL), predictions(m, data.frame(wt = c(2, 3.5), hp = c(90, 200)))))
cat("\n]\n}\n")
