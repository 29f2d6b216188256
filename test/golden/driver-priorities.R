# Oracle of src/metrics/drivers/effects/driver-priorities.ts: lm and svyglm of a customer's score on the drivers, mean moves, gains.
# Run in test/golden: Rscript driver-priorities.R > driver-priorities.json
suppressPackageStartupMessages(library(survey))
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
six <- c("q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens")

score <- list(
  mean = function(y, ...) y,
  "top-box" = function(y, top) as.numeric(y >= top),
  nps = function(y, ...) 100 * ((y >= 9) - (y <= 6)))
ends <- list(mean = c(1, 5), "top-box" = c(0, 1), nps = c(-100, 100))

case <- function(id, drivers, outcome, goal, move, bottom = NA, top = NA, weights = NULL, logistic = FALSE) {
  complete <- na.omit(sfo[, c(drivers, outcome, weights)])
  w <- if (is.null(weights)) rep(1, nrow(complete)) else complete[[weights]]
  complete$score <- score[[goal]](complete[[outcome]], top)
  formula <- reformulate(drivers, "score")
  b <- if (is.null(weights)) coef(lm(formula, complete)) else {
    complete$w <- w
    coef(svyglm(formula, svydesign(ids = ~1, weights = ~w, data = complete)))
  }
  after <- function(x) if (move == "lift-bottom") ifelse(x <= bottom, bottom + 1, x) else pmin(5, x + 1)
  moves <- sapply(drivers, function(d) after(complete[[d]]) - complete[[d]])
  meanMove <- colSums(w * moves) / sum(w)
  share <- colSums(w * (moves > 0)) / sum(w)
  current <- weighted.mean(complete$score, w)
  gain <- pmin(pmax(b[drivers] * meanMove, ends[[goal]][1] - current), ends[[goal]][2] - current)
  # the same by predicting every customer before and after
  fit <- lm(formula, complete, weights = w)
  predicted <- sapply(drivers, function(d) {
    new <- complete
    new[[d]] <- after(new[[d]])
    weighted.mean(predict(fit, new), w) - weighted.mean(predict(fit, complete), w)
  })
  stopifnot(max(abs(predicted - b[drivers] * meanMove)) < 1e-9 * max(abs(predicted)))
  # what a logistic model says of the same move
  logit <- if (!logistic) NULL else {
    g <- glm(formula, binomial, complete)
    sapply(drivers, function(d) {
      new <- complete
      new[[d]] <- after(new[[d]])
      mean(predict(g, new, type = "response")) - mean(predict(g, complete, type = "response"))
    })
  }
  cat(sprintf(" {\"id\": \"%s\", \"goal\": \"%s\", \"move\": \"%s\", \"bottom\": %s, \"topFrom\": %s, \"weighted\": %s, \"outcome\": \"%s\", \"n\": %d,\n  \"current\": %.17g, \"drivers\": [%s],\n  \"coefficient\": %s,\n  \"meanMove\": %s,\n  \"share\": %s,\n  \"gain\": %s%s}",
    id, goal, move, if (is.na(bottom)) "null" else bottom, if (is.na(top)) "null" else top, tolower(!is.null(weights)), outcome,
    nrow(complete), current, paste0("\"", drivers, "\"", collapse = ", "), num(b[drivers]), num(meanMove), num(share), num(gain),
    if (is.null(logit)) "" else sprintf(",\n  \"logistic\": %s", num(logit))))
}

cat(sprintf("{\n\"_note\": \"made by driver-priorities.R\",\n\"software\": \"%s, survey %s\",\n\"cases\": [\n", R.version.string, packageVersion("survey")))
case("mean_up", six, "q7all", "mean", "one-level-up")
cat(",\n")
case("mean_lift", six, "q7all", "mean", "lift-bottom", bottom = 2)
cat(",\n")
case("top_up", six, "q7all", "top-box", "one-level-up", top = 5, logistic = TRUE)
cat(",\n")
case("top_two_lift", six, "q7all", "top-box", "lift-bottom", bottom = 3, top = 4)
cat(",\n")
case("nps_up", six, "nps", "nps", "one-level-up")
cat(",\n")
case("nps_lift", six, "nps", "nps", "lift-bottom", bottom = 3)
cat(",\n")
case("mean_lift_weighted", six, "q7all", "mean", "lift-bottom", bottom = 3, weights = "weight")
cat(",\n")
case("nps_up_weighted", six, "nps", "nps", "one-level-up", weights = "weight")
cat("\n]\n}\n")
