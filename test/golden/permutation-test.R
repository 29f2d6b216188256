# Oracle of src/statistics/resampling/permutation-test.ts: exact permutation tests of the difference of means.
# Run in test/golden: Rscript permutation-test.R > permutation-test.json (packages coin, exactRankTests)
suppressMessages({
  library(coin)
  library(exactRankTests)
})
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")

cases <- list(
  list(name = "ratings", control = c(3, 4, 2, 5, 3), treatment = c(5, 4, 5, 6)),
  list(name = "equal sizes", control = c(12, 9, 33, 41, 8, 15), treatment = c(90, 22, 17, 25, 60, 31)),
  list(name = "one against many", control = 7, treatment = c(1, 2, 3, 4, 5, 6, 8)),
  list(name = "lower", control = c(10, 12, 9, 14, 11), treatment = c(3, 8, 9, 2, 7)),
  list(name = "no difference", control = c(1, 2, 3, 4), treatment = c(4, 3, 2, 1)),
  list(name = "decimals with equal sums", control = c(0.1, 0.4, 0.7), treatment = c(0.2, 0.3, 0.6, 0.5)),
  list(name = "unequal sizes", control = c(5, 1), treatment = c(9, 4, 6, 8, 8, 7, 3, 2, 10))
)

one <- function(s) {
  # in whole tenths: of decimals, coin 1.4.2 gives a two-sided p-value above 1
  control <- round(10 * s$control)
  treatment <- round(10 * s$treatment)
  values <- c(control, treatment)
  group <- factor(rep(c("t", "c"), c(length(treatment), length(control))), levels = c("t", "c"))
  data <- data.frame(values = c(treatment, control), group = group)
  p <- sapply(c("two.sided", "less", "greater"), function(a) {
    # of two levels, coin compares the first with the second: the treatment with the control
    as.numeric(pvalue(oneway_test(values ~ group, data, distribution = "exact", alternative = a)))
  })
  again <- sapply(names(p), function(a) perm.test(treatment, control, alternative = a, exact = TRUE)$p.value)
  # every arrangement, by its sum: whole numbers, so that equal is equal
  k <- length(treatment)
  sums <- combn(values, k, sum) * length(values) - k * sum(values)
  observed <- sum(treatment) * length(values) - k * sum(values)
  listed <- c(mean(abs(sums) >= abs(observed)), mean(sums <= observed), mean(sums >= observed))
  stopifnot(all.equal(unname(p), listed, tolerance = 1e-12), all.equal(unname(again), listed, tolerance = 1e-12))
  sprintf(paste0(" {\"name\": \"%s\", \"control\": %s, \"treatment\": %s,\n  \"difference\": %.17g, ",
    "\"pValues\": %s}"), s$name, num(s$control), num(s$treatment), mean(s$treatment) - mean(s$control), num(p))
}

cat(sprintf("{\n\"_note\": \"made by permutation-test.R\",\n\"software\": \"%s, coin %s, exactRankTests %s\",\n",
  R.version.string, packageVersion("coin"), packageVersion("exactRankTests")))
cat(sprintf("\"cases\": [\n%s\n]\n}\n", paste(sapply(cases, one), collapse = ",\n")))
