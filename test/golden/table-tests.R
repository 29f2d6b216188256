# Oracle of chiSquaredTest, chiSquaredGoodnessOfFit and mcnemar.
# Run in test/golden: Rscript table-tests.R > table-tests.json
num <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, arr), collapse = ", "), "]")
list_of <- function(name, cases) cat(sprintf("\"%s\": [\n%s\n]", name, paste(cases, collapse = ",\n")))
quiet <- function(expr) suppressWarnings(expr)

chi <- function(id, m) {
  full <- m[rowSums(m) > 0, colSums(m) > 0]
  plain <- quiet(chisq.test(full, correct = FALSE))
  yates <- quiet(chisq.test(full))
  v <- sqrt(plain$statistic / sum(m) / (min(dim(full)) - 1))
  sprintf(" {\"id\": \"%s\", \"table\": %s,\n  \"statistic\": %s, \"degreesOfFreedom\": %d, \"pValue\": %s, \"corrected\": %s, \"correctedPValue\": %s, \"cramersV\": %s,\n  \"warns\": %s, \"filled\": %s,\n  \"expected\": %s,\n  \"residuals\": %s}",
    id, rows(m), num(plain$statistic), plain$parameter, num(plain$p.value), num(yates$statistic), num(yates$p.value), num(v),
    tolower(any(plain$expected < 1) || mean(plain$expected < 5) > 0.2), tolower(all(dim(full) == dim(m))), rows(plain$expected), rows(plain$stdres))
}
fit <- function(id, counts, p = rep(1 / length(counts), length(counts)), given = TRUE) {
  t <- quiet(chisq.test(counts, p = p))
  sprintf(" {\"id\": \"%s\", \"counts\": %s, \"shares\": %s, \"statistic\": %s, \"degreesOfFreedom\": %d, \"pValue\": %s,\n  \"expected\": %s,\n  \"residuals\": %s}",
    id, arr(counts), if (given) arr(p) else "null", num(t$statistic), t$parameter, num(t$p.value), arr(t$expected), arr(t$stdres))
}
pairs <- function(both, first, second, neither) {
  m <- matrix(c(both, second, first, neither), 2)
  p <- function(correct) if (first + second > 0) unlist(mcnemar.test(m, correct = correct)[c("statistic", "p.value")]) else c(NA, NA)
  b <- function(a) if (first + second > 0) binom.test(second, first + second, alternative = a)$p.value else 1
  half <- dbinom(second, first + second, 0.5)
  upper <- pbinom(second - 1, first + second, 0.5, lower.tail = FALSE) - half / 2
  lower <- pbinom(second, first + second, 0.5) - half / 2
  # small tails lose nothing when they are summed themselves
  upper <- sum(dbinom(second:(first + second), first + second, 0.5)) - half / 2
  lower <- sum(dbinom(0:second, first + second, 0.5)) - half / 2
  sprintf(" {\"counts\": {\"both\": %d, \"onlyFirst\": %d, \"onlySecond\": %d, \"neither\": %d},\n  \"chiSquared\": %s, \"corrected\": %s,\n  \"exact\": {\"two-sided\": %s, \"less\": %s, \"greater\": %s},\n  \"midP\": {\"two-sided\": %s, \"less\": %s, \"greater\": %s}}",
    both, first, second, neither, arr(p(FALSE)), arr(p(TRUE)), num(b("two.sided")), num(b("less")), num(b("greater")),
    num(min(1, 2 * min(upper, lower))), num(lower), num(upper))
}

cat(sprintf("{\n\"_note\": \"made by table-tests.R; warns is Cochran's rule\",\n\"software\": \"%s\",\n", R.version.string))
list_of("chiSquared", c(
  chi("2 x 2", matrix(c(12, 5, 7, 16), 2)),
  chi("2 x 2, correction larger than the distance", matrix(c(10, 11, 10, 10), 2)),
  chi("2 x 2, independent", matrix(c(10, 20, 20, 40), 2)),
  chi("2 x 2, small", matrix(c(3, 1, 1, 3), 2)),
  chi("2 x 3", matrix(c(30, 20, 20, 25, 10, 25), 2)),
  chi("4 x 5, sparse", matrix(c(2, 0, 1, 2, 6, 1, 3, 1, 1, 1, 1, 0, 3, 1, 0, 1, 2, 1, 2, 0), 4, byrow = TRUE)),
  chi("hair and eyes", as.matrix(HairEyeColor[, , 1] + HairEyeColor[, , 2])),
  chi("an empty row and column", matrix(c(5, 0, 9, 0, 0, 0, 8, 0, 3, 4, 0, 6), 3)),
  chi("large", matrix(c(4004000, 3996500, 16000123, 16003377), 2)),
  chi("diagonal", diag(c(5, 9, 14)))
))
cat(",\n")
list_of("goodnessOfFit", c(
  fit("two arms", c(44, 56), c(0.5, 0.5)),
  fit("equal shares", c(12, 18, 9, 22, 14), given = FALSE),
  fit("unequal shares", c(30, 41, 19, 10), c(0.35, 0.4, 0.15, 0.1)),
  fit("a zero", c(0, 7, 3), c(0.2, 0.5, 0.3)),
  fit("published test", c(44700, 45489), c(0.5, 0.5))
))
cat(",\n")
list_of("mcnemar", c(
  pairs(972, 530, 36, 273), pairs(50, 5, 15, 30), pairs(0, 1, 0, 0), pairs(10, 6, 6, 3), pairs(10, 6, 7, 3),
  pairs(0, 0, 40, 0), pairs(20, 0, 0, 20), pairs(794, 150, 86, 570)
))
cat("\n}\n")
