# Oracle of src/statistics/models/linear-model.ts for what ols.json does not hold: no intercept, aliased columns, missing rows.
# Run in test/golden: Rscript linear-model.R > linear-model.json
num <- function(x) if (length(x) == 0) "[]" else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
str <- function(x) if (length(x) == 0) "[]" else paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")

fit <- function(id, csv, formula, data) {
  m <- lm(formula, data)
  s <- summary(m)
  k <- coef(s)
  ci <- confint(m)
  ci <- ci[!is.na(coef(m)), , drop = FALSE]
  with_intercept <- attr(terms(m), "intercept") == 1
  x <- model.matrix(m)[, rownames(k), drop = FALSE]
  x <- x[, colnames(x) != "(Intercept)", drop = FALSE]
  y <- model.response(model.frame(m))
  # standardized and VIF by their definitions; without an intercept about zero
  size <- function(v) if (with_intercept) sd(v) else sqrt(mean(v^2))
  beta <- coef(m)[colnames(x)] * apply(x, 2, size) / size(y)
  vif <- sapply(seq_len(ncol(x)), function(j) {
    if (ncol(x) == 1) return(1)
    rest <- x[, -j, drop = FALSE]
    1 / (1 - summary(if (with_intercept) lm(x[, j] ~ rest) else lm(x[, j] ~ 0 + rest))$r.squared)
  })
  cat(sprintf(paste0(
    " {\"id\": \"%s\", \"csv\": \"%s\", \"formula\": \"%s\", \"n\": %d, \"df\": %d,\n",
    "  \"names\": %s, \"aliased\": %s,\n  \"estimate\": %s,\n  \"se\": %s,\n  \"t\": %s,\n  \"p\": %s,\n",
    "  \"lower\": %s,\n  \"upper\": %s,\n  \"standardized\": %s,\n  \"vif\": %s,\n  \"r2\": %.17g, \"adjR2\": %.17g,",
    " \"sigma\": %.17g,\n  \"f\": %s, \"fP\": %.17g,\n  \"logLik\": %.17g, \"aic\": %.17g, \"bic\": %.17g}"),
    id, csv, paste(deparse(formula), collapse = ""), nobs(m), s$df[2],
    str(sub("(Intercept)", "(intercept)", rownames(k), fixed = TRUE)), str(names(coef(m))[is.na(coef(m))]),
    num(k[, 1]), num(k[, 2]), num(k[, 3]), num(k[, 4]), num(ci[, 1]), num(ci[, 2]), num(beta), num(vif),
    s$r.squared, s$adj.r.squared, s$sigma, num(s$fstatistic),
    pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE),
    as.numeric(logLik(m)), AIC(m), BIC(m)))
}

mtcars <- read.csv("data/r_mtcars.csv")
attitude <- read.csv("data/r_attitude.csv")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
attitude$twice <- 2 * attitude$complaints
attitude$both <- attitude$complaints + attitude$learning
attitude$one <- 7
cat(sprintf("{\n\"_note\": \"made by linear-model.R\",\n\"software\": \"%s\",\n\"cases\": [\n", R.version.string))
fit("mtcars_no_intercept", "r_mtcars.csv", mpg ~ 0 + wt + hp + qsec, mtcars)
cat(",\n")
fit("mtcars_one_predictor", "r_mtcars.csv", mpg ~ wt, mtcars)
cat(",\n")
fit("attitude_aliased", "r_attitude.csv", rating ~ complaints + twice + one + learning + both + raises, attitude)
cat(",\n")
fit("sfo17_nps_on_services", "sfo_2017.csv", nps ~ q7food + q7sign + q9restroom + q10safe, sfo)
cat("\n]\n}\n")
