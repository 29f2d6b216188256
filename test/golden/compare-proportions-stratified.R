# Oracle of compareProportionsStratified: mantelhaen.test without continuity correction, and metafor's rma.mh for the
# risk ratio and the tests of Breslow and Day with Tarone's correction. The error of the risk difference is that of
# Greenland and Robins (1985), in plain R (rma.mh has Sato's).
# Run in test/golden: Rscript compare-proportions-stratified.R > compare-proportions-stratified-r.json
suppressMessages(library(metafor))
# rows: x1, n1 (treatment), x0, n0 (control)
tables <- list(
  kidney = rbind(c(192, 263, 55, 80), c(81, 87, 234, 270)),
  airport = rbind(c(12, 40, 9, 45), c(30, 55, 22, 61), c(5, 33, 6, 29), c(41, 60, 30, 52)),
  reversed = rbind(c(8, 100, 21, 90), c(30, 40, 15, 50), c(3, 20, 4, 25)),
  sparse = rbind(c(1, 1, 0, 1), c(0, 1, 1, 2), c(2, 3, 0, 2), c(1, 2, 1, 1), c(1, 3, 0, 4), c(2, 2, 1, 3)),
  empty = rbind(c(0, 40, 0, 30), c(4, 60, 2, 70), c(7, 25, 3, 20), c(12, 12, 9, 9)),
  rare = rbind(c(3, 5000, 7, 5100), c(11, 20000, 19, 19000), c(1, 800, 2, 790)),
  frequent = rbind(c(4990, 5000, 5080, 5100), c(19950, 20000, 18940, 19000)),
  lopsided = rbind(c(9, 10, 700, 1000), c(400, 900, 3, 12)),
  one = rbind(c(56, 70, 48, 80)))
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
case <- function(name) {
  t <- tables[[name]]
  x1 <- t[, 1]; n1 <- t[, 2]; x0 <- t[, 3]; n0 <- t[, 4]; N <- n1 + n0; w <- n1 * n0 / N
  fields <- c(sprintf("\"name\": \"%s\"", name), sprintf("\"strata\": [%s]", paste(apply(t, 1, num), collapse = ", ")))
  if (nrow(t) > 1) {
    # both margins of each stratum in the order of treatment, control and success, failure
    m <- mantelhaen.test(array(rbind(x1, x0, n1 - x1, n0 - x0), c(2, 2, nrow(t))), correct = FALSE)
    fields <- c(fields, sprintf("\"chiSquared\": %.17g, \"pValue\": %.17g, \"oddsRatio\": %s", m$statistic, m$p.value,
      num(c(m$estimate, m$conf.int))))
  }
  or <- suppressWarnings(rma.mh(ai = x1, n1i = n1, ci = x0, n2i = n0, measure = "OR", correct = FALSE, add = 0, drop00 = TRUE))
  rr <- suppressWarnings(rma.mh(ai = x1, n1i = n1, ci = x0, n2i = n0, measure = "RR", correct = FALSE, add = 0))
  p1 <- x1 / n1; p0 <- x0 / n0
  fields <- c(fields, sprintf("\"logOddsRatio\": %s, \"logRatio\": %s, \"breslowDay\": %s",
    num(c(or$beta, or$se)), num(c(rr$beta, rr$se)), num(c(or$TA, or$TAp))))
  fields <- c(fields, sprintf("\"shares\": %s, \"difference\": %s", num(c(sum(w * p0), sum(w * p1)) / sum(w)),
    num(c(sum(w * (p1 - p0)) / sum(w), sqrt(sum(w^2 * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0))) / sum(w)))))
  sprintf("  {%s}", paste(fields, collapse = ", "))
}
cat(sprintf("{\n\"_note\": \"made by compare-proportions-stratified.R; strata are x1, n1 (treatment), x0, n0 (control)\",\n\"software\": \"%s, metafor %s\",\n\"cases\": [\n",
  R.version.string, packageVersion("metafor")))
cat(paste(sapply(names(tables), case), collapse = ",\n"))
cat("\n]\n}\n")
