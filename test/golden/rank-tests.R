# Oracle of mannWhitney, kruskalWallis and wilcoxonSignedRank: R's own tests; exact ones with ties by counting every way to
# deal the answers (combn), for larger samples by exactRankTests.
# Run in test/golden: Rscript rank-tests.R > rank-tests.json
suppressPackageStartupMessages(suppressWarnings(library(exactRankTests)))
num <- function(x) sprintf("%.17g", x)
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
alternatives <- c("two.sided", "less", "greater")
names(alternatives) <- c("two-sided", "less", "greater")
fields <- function(values) paste0("{", paste0("\"", names(values), "\": ", num(values), collapse = ", "), "}")
list_of <- function(name, cases) cat(sprintf("\"%s\": [\n%s\n]", name, paste(cases, collapse = ",\n")))
quiet <- function(expr) suppressWarnings(expr)

# shares of all ways to deal the answers whose rank sum is at or beyond the observed one
dealt <- function(control, treatment) {
  r <- rank(c(control, treatment))
  m <- length(treatment)
  sums <- combn(length(r), m, function(i) sum(r[i]))
  s <- sum(r[-seq_along(control)])
  centre <- m * (length(r) + 1) / 2
  c("two-sided" = mean(abs(sums - centre) >= abs(s - centre)), less = mean(sums <= s), greater = mean(sums >= s))
}
signed <- function(d) {
  r <- rank(abs(d))
  signs <- as.matrix(expand.grid(rep(list(0:1), length(d))))
  sums <- signs %*% r
  s <- sum(r[d > 0])
  centre <- sum(r) / 2
  c("two-sided" = mean(abs(sums - centre) >= abs(s - centre)), less = mean(sums <= s), greater = mean(sums >= s))
}

mann_whitney <- function(id, control, treatment, enumerate = FALSE) {
  p <- function(...) sapply(alternatives, function(a) quiet(wilcox.test(treatment, control, alternative = a, ...)$p.value))
  w <- quiet(wilcox.test(treatment, control))
  exact <- if (enumerate) dealt(control, treatment)
  else if (anyDuplicated(c(control, treatment))) sapply(alternatives, function(a) wilcox.exact(treatment, control, alternative = a, exact = TRUE)$p.value)
  else p(exact = TRUE)
  exact <- if (length(control) * length(treatment) < 2500) fields(exact) else "null"
  sprintf(" {\"id\": \"%s\",\n  \"control\": %s,\n  \"treatment\": %s,\n  \"statistic\": %s, \"method\": \"%s\", \"auto\": %s,\n  \"normal\": %s,\n  \"uncorrected\": %s,\n  \"exact\": %s}",
    id, arr(control), arr(treatment), num(w$statistic), w$method, fields(p()), fields(p(exact = FALSE)), fields(p(exact = FALSE, correct = FALSE)), exact)
}

signed_rank <- function(id, before, after, enumerate = FALSE) {
  p <- function(...) sapply(alternatives, function(a) quiet(wilcox.test(after, before, paired = TRUE, alternative = a, ...)$p.value))
  w <- quiet(wilcox.test(after, before, paired = TRUE))
  d <- (after - before)[after != before]
  exact <- if (enumerate) signed(d)
  else if (anyDuplicated(abs(d)) || length(d) < length(before)) sapply(alternatives, function(a) wilcox.exact(d, alternative = a, exact = TRUE)$p.value)
  else p(exact = TRUE)
  sprintf(" {\"id\": \"%s\",\n  \"before\": %s,\n  \"after\": %s,\n  \"statistic\": %s, \"method\": \"%s\", \"auto\": %s,\n  \"normal\": %s,\n  \"uncorrected\": %s,\n  \"exact\": %s}",
    id, arr(before), arr(after), num(w$statistic), w$method, fields(p()), fields(p(exact = FALSE)), fields(p(exact = FALSE, correct = FALSE)), fields(exact))
}

kruskal <- function(id, groups) {
  x <- unlist(groups)
  g <- factor(rep(names(groups), lengths(groups)), levels = names(groups))
  k <- kruskal.test(x, g)
  r <- rank(x)
  # the share of the variation of ranks between groups, by analysis of variance
  a <- summary(aov(r ~ g))[[1]]$"Sum Sq"
  stopifnot(abs(k$statistic / (length(x) - 1) / (a[1] / sum(a)) - 1) < 1e-12)
  data <- paste0("\"", names(groups), "\": ", sapply(groups, arr), collapse = ", ")
  sprintf(" {\"id\": \"%s\", \"groups\": {%s},\n  \"statistic\": %s, \"degreesOfFreedom\": %d, \"pValue\": %s, \"epsilonSquared\": %s, \"meanRanks\": %s}",
    id, data, num(k$statistic), k$parameter, num(k$p.value), num(a[1] / sum(a)), arr(tapply(r, g, mean)))
}

set.seed(20240229)
ratings <- function(n, p) sample(seq_along(p), n, TRUE, p)
satisfied <- c(5, 5, 10, 30, 50)
mixed <- c(10, 20, 30, 25, 15)
decimals <- function(n, shift = 0) round(rnorm(n, shift), 6)

cat(sprintf("{\n\"_note\": \"made by rank-tests.R\",\n\"software\": \"%s, exactRankTests %s\",\n", R.version.string, packageVersion("exactRankTests")))
list_of("mannWhitney", c(
  mann_whitney("R's example of wilcox.test", c(1.15, 0.88, 0.90, 0.74, 1.21), c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)),
  mann_whitney("one against one", 1, 2, TRUE),
  mann_whitney("one against six", 3.5, c(1, 2, 3, 4, 5, 6), TRUE),
  mann_whitney("complete separation", c(1, 2, 3, 4), c(5, 6, 7, 8, 9), TRUE),
  mann_whitney("in the middle", c(1, 4, 5, 8), c(2, 3, 6, 7), TRUE),
  mann_whitney("decimals, 20 and 30", decimals(20), decimals(30, 0.7)),
  mann_whitney("decimals, 49 and 49", decimals(49), decimals(49, -0.8)),
  mann_whitney("decimals, 49 and 50", decimals(49), decimals(50, 0.3)),
  mann_whitney("decimals, 120 and 80", decimals(120), decimals(80, 0.2)),
  mann_whitney("ratings, 6 and 8", c(1, 2, 4, 4, 5, 5), c(3, 4, 5, 5, 5, 5, 2, 4), TRUE),
  mann_whitney("ratings, 7 and 5", c(5, 5, 5, 5, 5, 4, 5), c(3, 4, 4, 5, 2), TRUE),
  mann_whitney("ratings of three levels, 8 and 8", c(1, 1, 2, 2, 2, 3, 3, 3), c(1, 2, 2, 3, 3, 3, 3, 3), TRUE),
  mann_whitney("ratings, 25 and 30", ratings(25, satisfied), ratings(30, mixed)),
  mann_whitney("ratings, 90 and 110", ratings(90, satisfied), ratings(110, mixed)),
  mann_whitney("all but one equal", c(rep(4, 30)), c(rep(4, 25), 5)),
  mann_whitney("negative and decimal", c(-1.5, -0.25, 0, 0, 2), c(-3, 0, 1.75, 2, 2), TRUE)
))
cat(",\n")
list_of("wilcoxonSignedRank", c(
  signed_rank("R's example of wilcox.test", c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29), c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)),
  signed_rank("one pair", 3, 5, TRUE),
  signed_rank("in the middle", c(0, 0, 0), c(1, 2, -3), TRUE),
  signed_rank("decimals, 40", decimals(40), decimals(40, 0.5)),
  signed_rank("decimals, 49", decimals(49), decimals(49, -0.5)),
  signed_rank("decimals, 60", decimals(60), decimals(60, 0.4)),
  signed_rank("ratings, 6, one unchanged", c(3, 2, 4, 1, 5, 2), c(4, 4, 4, 4, 4, 5), TRUE),
  signed_rank("ratings, 10, none unchanged", c(1, 2, 3, 4, 2, 3, 1, 5, 2, 3), c(2, 4, 2, 5, 4, 4, 4, 3, 5, 1), TRUE),
  signed_rank("ratings, 45", ratings(45, mixed), ratings(45, satisfied)),
  signed_rank("all rose by one", 1:12, 2:13, TRUE)
))
cat(",\n")
list_of("kruskalWallis", c(
  kruskal("decimals", list(a = decimals(8), b = decimals(11, 0.6), c = decimals(6, -0.4))),
  kruskal("ratings", list(north = ratings(40, satisfied), south = ratings(25, mixed), west = ratings(33, satisfied), east = ratings(18, mixed))),
  kruskal("two groups", list(a = c(1, 3, 5, 5, 6), b = c(2, 2, 3, 4))),
  kruskal("single answers", list(a = 3, b = c(1, 2), c = 9, d = 4)),
  kruskal("separated", list(a = c(1, 1, 2), b = c(3, 4, 4), c = c(6, 7, 9)))
))
cat("\n}\n")
