# Oracle of src/statistics/hypothesis-tests/adjust-p-values.ts: R's p.adjust.
# Run in test/golden: Rscript adjust-p-values.R > adjust-p-values.json
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")

sets <- list(
  five = list(p = c(0.001, 0.04, 0.03, 0.2, 0.015), n = NULL),
  ties = list(p = c(0.02, 0.02, 0.02, 0.5, 0.5, 1, 0), n = NULL),
  # the largest is small enough to pull the others down in the methods that go up
  pulled = list(p = c(0.049, 0.048, 0.047, 0.046), n = NULL),
  missing = list(p = c(NA, 0.01, 0.04, NA, 0.03), n = NULL),
  more = list(p = c(0.001, 0.04, NA, 0.03), n = 20),
  many = list(p = c(1e-300, 1e-7, 2e-6, 0.3), n = 100000),
  one = list(p = 0.03, n = NULL),
  one_of_two = list(p = 0.03, n = 2),
  # 60 p-values of no particular order, reproducible without a random number generator
  sixty = list(p = ((1:60 * 37) %% 101 / 101)^3, n = NULL)
)
methods <- c(holm = "holm", bonferroni = "bonferroni", hochberg = "hochberg",
             "benjamini-hochberg" = "BH", "benjamini-yekutieli" = "BY")

cases <- sapply(names(sets), function(name) {
  s <- sets[[name]]
  adjusted <- sapply(names(methods), function(m) {
    a <- if (is.null(s$n)) p.adjust(s$p, methods[[m]]) else p.adjust(s$p, methods[[m]], s$n)
    sprintf("   \"%s\": %s", m, num(a))
  })
  sprintf(" {\"name\": \"%s\", \"comparisons\": %s, \"p\": %s,\n  \"adjusted\": {\n%s}}", name,
    if (is.null(s$n)) "null" else sprintf("%d", s$n), num(s$p), paste(adjusted, collapse = ",\n"))
})
cat(sprintf("{\n\"_note\": \"made by adjust-p-values.R\",\n\"software\": \"%s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, paste(cases, collapse = ",\n")))
