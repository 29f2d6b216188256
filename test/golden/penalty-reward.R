# Oracle of src/metrics/drivers/effects/penalty-reward.ts: lm with two dummies a driver, sandwich's and survey's errors, and what
# follows from the coefficients. Packages sandwich and survey.
# Run in test/golden: Rscript penalty-reward.R > penalty-reward.json
suppressPackageStartupMessages({ library(sandwich); library(survey) })
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")

case <- function(id, data, outcome, drivers, low, high, errors = "classical", weights = NULL, show = FALSE, level = 0.95) {
  complete <- na.omit(data[, c(drivers, outcome, weights)])
  dummies <- unlist(lapply(seq_along(drivers), function(j) {
    x <- complete[[drivers[j]]]
    list(as.numeric(x <= low[j]), as.numeric(x >= high[j]))
  }), recursive = FALSE)
  names(dummies) <- paste0(rep(drivers, each = 2), c("_low", "_high"))
  table <- cbind(as.data.frame(dummies), y = complete[[outcome]])
  # a dummy that is constant has no coefficient
  varies <- sapply(dummies, function(d) length(unique(d)) > 1)
  terms <- reformulate(names(dummies)[varies], "y")
  if (is.null(weights)) {
    m <- lm(terms, table)
    df <- df.residual(m)
    v <- if (errors == "classical") vcov(m) else vcovHC(m, toupper(errors))
  } else {
    table$w <- complete[[weights]]
    m <- svyglm(terms, svydesign(ids = ~1, weights = ~w, data = table))
    df <- df.residual(m)
    v <- vcov(m)
  }
  b <- coef(m)
  se <- sqrt(diag(v))
  half <- qt(1 - (1 - level) / 2, df) * se
  place <- match(c("(Intercept)", names(dummies)), names(b))
  of <- function(x) unname(x)[place]
  p <- of(b)[seq(2, 2 * length(drivers), 2)]
  r <- of(b)[seq(3, 2 * length(drivers) + 1, 2)]
  penalty <- pmax(0, -p)
  reward <- pmax(0, r)
  range <- penalty + reward
  w <- if (is.null(weights)) rep(1, nrow(complete)) else complete[[weights]]
  squares <- function(e) sum(w * e^2)
  out <- list(estimate = of(b), se = of(se), t = of(b / se), p = of(2 * pt(-abs(b / se), df)), lower = of(b - half),
    upper = of(b + half), nLow = sapply(dummies[c(TRUE, FALSE)], sum), nHigh = sapply(dummies[c(FALSE, TRUE)], sum),
    rangeOfImpact = range, satisfactionPotential = reward / range, dissatisfactionPotential = penalty / range,
    asymmetry = reward / range - penalty / range)
  if (show) out <- c(list(outcome = complete[[outcome]]), setNames(lapply(drivers, function(d) complete[[d]]), paste0("x_", drivers)), out)
  cat(sprintf(" {\"id\": \"%s\", \"errors\": \"%s\", \"drivers\": [%s], \"outcomeName\": \"%s\", \"low\": %s, \"high\": %s, \"n\": %d, \"rSquared\": %.17g, \"confidenceLevel\": %g,\n  %s}",
    id, if (is.null(weights)) errors else "linearised", paste0("\"", drivers, "\"", collapse = ", "), outcome, num(low), num(high),
    nrow(complete), 1 - squares(residuals(m, "response")) / squares(table$y - weighted.mean(table$y, w)), level,
    paste(sprintf("\"%s\": %s", names(out), sapply(out, num)), collapse = ",\n  ")))
}

six <- c("q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens")
cat(sprintf("{\n\"_note\": \"made by penalty-reward.R; estimates: intercept, then low and high of each driver\",\n\"software\": \"%s, sandwich %s, survey %s\",\n\"cases\": [\n",
  R.version.string, packageVersion("sandwich"), packageVersion("survey")))
case("sfo_classical", sfo, "q7all", six, rep(2, 6), rep(5, 6))
cat(",\n")
for (type in c("hc0", "hc1", "hc2", "hc3")) {
  case(paste0("sfo_", type), sfo, "q7all", six, rep(2, 6), rep(5, 6), type, level = 0.9)
  cat(",\n")
}
case("sfo_survey", sfo, "q7all", six, rep(2, 6), rep(5, 6), weights = "weight")
cat(",\n")
# drivers on 1 to 5 and on 0 to 10, each with a coding of its own
case("sfo_scales", sfo, "q7all", c("q7food", "nps", "q10safe"), c(2, 6, 3), c(5, 9, 5))
cat(",\n")
# nobody is at 1 of wait, nobody at 5 of room
small <- data.frame(
  y = c(3, 4, 2, 5, 4, 1, 3, 5, 2, 4, 3, 5, 1, 2),
  wait = c(3, 4, 2, 5, 4, 2, 3, 5, 3, 4, 2, 5, 2, 3),
  room = c(2, 3, 1, 4, 4, 1, 3, 4, 2, 3, 3, 4, 1, 1),
  food = c(3, 5, 3, 4, 5, 1, 1, 5, 2, 3, 3, 5, 2, 4))
case("no_low_no_high", small, "y", c("wait", "room", "food"), c(1, 1, 2), c(5, 5, 5), show = TRUE)
cat("\n]\n}\n")
