# Oracle of weighted mean(), meanFromMoments() and compareMeans(): R's survey package.
# Run in test/golden: Rscript weighted-mean.R > weighted-mean.json
# mean: svymean, svyvar, degf and confint; cubes: sum of weighted cubed deviations from that mean.
# Comparison: svyttest of a design whose strata are the arms, so that each arm's
# variance has its own n / (n - 1); degrees of freedom, p and interval by Satterthwaite's formula from the arms' svymean
# (svyttest itself takes n - 3, also printed).
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail")
num <- function(x) if (length(x) == 1) sprintf("%.17g", x) else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
arr <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
case <- function(...) {
  fields <- list(...)
  text <- function(v) if (is.character(v)) if (grepl("^\\[", v)) v else paste0("\"", v, "\"") else num(v)
  paste0("  {", paste0("\"", names(fields), "\": ", sapply(fields, text), collapse = ", "), "}")
}
list_of <- function(name, cases) cat(sprintf("\"%s\": [\n%s\n]", name, paste(cases, collapse = ",\n")))
frame_of <- function(y, w) data.frame(y = y, w = w)[!is.na(y) & w > 0, ]

weighted <- function(id, y, w, level = 0.95, data = TRUE) {
  d <- svydesign(ids = ~1, weights = ~w, data = frame_of(y, w))
  m <- svymean(~y, d)
  v <- d$variables
  case(id = id, values = arr(if (data) y else numeric()), weights = arr(if (data) w else numeric()), level = level,
    n = nrow(d$variables), mean = coef(m)[["y"]], se = SE(m)[[1]], sd = sqrt(svyvar(~y, d)[1]),
    cubes = sum(v$w * (v$y - coef(m)[["y"]])^3),
    interval = confint(m, level = level, df = degf(d))[1:2])
}

compared <- function(id, treatment, control, level = 0.95, data = TRUE) {
  one <- frame_of(treatment$y, treatment$w)
  two <- frame_of(control$y, control$w)
  both <- rbind(cbind(one, arm = 1), cbind(two, arm = 0))
  d <- svydesign(ids = ~1, strata = ~arm, weights = ~w, data = both)
  test <- svyttest(y ~ arm, d)
  error <- function(frame) SE(svymean(~y, svydesign(ids = ~1, weights = ~w, data = frame)))[[1]]
  v <- c(error(one)^2, error(two)^2)
  df <- sum(v)^2 / sum(v^2 / (c(nrow(one), nrow(two)) - 1))
  estimate <- test$estimate[[1]]
  # svyttest's statistic rests on the same variance
  stopifnot(abs(test$statistic[[1]] / (estimate / sqrt(sum(v))) - 1) < 1e-9)
  t <- estimate / sqrt(sum(v))
  case(id = id, treatment = arr(if (data) treatment$y else numeric()), treatmentWeights = arr(if (data) treatment$w else numeric()),
    control = arr(if (data) control$y else numeric()), controlWeights = arr(if (data) control$w else numeric()),
    level = level, n = c(nrow(one), nrow(two)), difference = estimate, se = sqrt(sum(v)), statistic = test$statistic[[1]],
    df = df, dfOfSvyttest = test$parameter[[1]], p = 2 * pt(-abs(t), df),
    interval = estimate + c(-1, 1) * qt((1 + level) / 2, df) * sqrt(sum(v)))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
y <- c(3.5, 2, 8.25, 4, 6, 1, 9.75, 5)
w <- c(0.5, 1, 2, 0.25, 1.5, 3, 0.75, 1)
means <- list(
  weighted("sfo17 nps", sfo$nps, sfo$weight, data = FALSE),
  weighted("sfo17 nps at 0.99", sfo$nps, sfo$weight, 0.99, data = FALSE),
  weighted("sfo17 q7all", sfo$q7all, sfo$weight, data = FALSE),
  weighted("eight values", y, w),
  weighted("eight values at 0.8", y, w, 0.8),
  weighted("equal weights", y, rep(2.5, 8)),
  weighted("two values", c(1, 4), c(3, 1)),
  weighted("missing and outside", c(NA, y, NA, 7), c(1, w, 0, 0)),
  weighted("weights of many sizes", y, 10^c(-6, -3, 0, 2, 4, 1, -1, 3)),
  weighted("one heavy value", c(5, 1, 2, 3, 9, 7), c(1e3, 1, 1, 1, 1, 1)),
  weighted("below zero", -y * 100, w))
arm <- function(y, w) list(y = y, w = w)
of_problem <- function(answer) {
  rows <- which(sfo$problem == answer)
  arm(sfo$nps[rows], sfo$weight[rows])
}
comparisons <- list(
  compared("sfo17 nps by problem", of_problem(1), of_problem(0), data = FALSE),
  compared("sfo17 nps by problem at 0.99", of_problem(1), of_problem(0), 0.99, data = FALSE),
  compared("eight against five", arm(y, w), arm(c(4, 7, 7.5, 9, 6.25), c(2, 1, 0.5, 1, 4))),
  compared("two against three", arm(c(1, 4), c(3, 1)), arm(c(2, 8, 3), c(1, 1, 5)), 0.9),
  compared("equal weights", arm(y, rep(2, 8)), arm(c(4, 7, 7.5, 9, 6.25), rep(0.1, 5))))

cat(sprintf("{\n\"_note\": \"made by weighted-mean.R; %s, survey %s\",\n", R.version.string, packageVersion("survey")))
list_of("means", means)
cat(",\n")
list_of("comparisons", comparisons)
cat("\n}\n")
