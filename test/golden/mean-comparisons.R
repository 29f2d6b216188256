# Oracle of compareMeans() with its pooled method and margins, and of compareMeansPaired(): R's t.test, at a mean
# difference of 0 and of a margin.
#
# Run in test/golden: Rscript mean-comparisons.R > mean-comparisons-r.json
# Treatment comes first.

mtcars <- read.csv("data/r_mtcars.csv")
warpbreaks <- read.csv("data/r_warpbreaks.csv")
sleep <- read.csv("data/r_sleep.csv")

number <- function(x) paste(sprintf("%.17g", x), collapse = ", ")

case <- function(id, treatment, control, margin, ...) {
  run <- function(...) t.test(treatment, control, ...)
  test <- run(...)
  worse <- run(mu = -margin, alternative = "greater", ...)
  better <- run(mu = margin, alternative = "less", ...)
  equivalence <- if (worse$p.value >= better$p.value) worse else better
  narrow <- run(conf.level = 0.9, ...)
  sprintf(
    paste0(
      '{"id": "%s", "margin": %s, "statistic": %s, "degreesOfFreedom": %s, "pValue": %s, "interval95": [%s], ',
      '"interval90": [%s], "nonInferiority": {"statistic": %s, "pValue": %s}, ',
      '"equivalence": {"statistic": %s, "pValue": %s}}'
    ),
    id, number(margin), number(test$statistic), number(test$parameter), number(test$p.value), number(test$conf.int),
    number(narrow$conf.int), number(worse$statistic), number(worse$p.value), number(equivalence$statistic),
    number(equivalence$p.value)
  )
}

cases <- c(
  case("mtcars_welch", mtcars$mpg[mtcars$am == 0], mtcars$mpg[mtcars$am == 1], 2),
  case("mtcars_pooled", mtcars$mpg[mtcars$am == 0], mtcars$mpg[mtcars$am == 1], 2, var.equal = TRUE),
  case("warpbreaks_welch", warpbreaks$breaks[1:27], warpbreaks$breaks[28:54], 15),
  case("warpbreaks_pooled", warpbreaks$breaks[1:27], warpbreaks$breaks[28:54], 15, var.equal = TRUE),
  case("sleep_paired", sleep$extra[11:20], sleep$extra[1:10], 3, paired = TRUE)
)
cat(sprintf('{\n"_note": "made by mean-comparisons.R",\n"software": "%s",\n"cases": [\n', R.version.string))
cat(paste(cases, collapse = ",\n"), "\n]\n}\n", sep = "")
