# Oracle of compareVariants (adjust "dunnett" and "tukey") and of sampleRatioMismatch (method "exact").
# Run in test/golden: Rscript compare-variants.R > compare-variants.json
# Dunnett's p-values are quasi-random sums, good to about 1e-6, and his intervals to three digits; ptukey is good to 1e-8.
suppressMessages({library(multcomp); library(mvtnorm)})
set.seed(20240229)
num <- function(x) sprintf("%.17g", x)
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")
fields <- function(...) { v <- c(...); paste0("{", paste(sprintf("\"%s\": %s", names(v), v), collapse = ", "), "}") }
exact <- GenzBretz(maxpts = 3e5, abseps = 1e-6, releps = 0)

study <- function(id, values, group, control, level) {
  group <- relevel(factor(group), control)
  model <- aov(values ~ group)
  g <- glht(model, linfct = mcp(group = "Dunnett"))
  p <- summary(g, test = adjusted(type = "single-step", algorithm = exact))$test$pvalues
  ci <- confint(g, level = level)$confint
  dunnett <- sapply(seq_along(p), function(i) fields(name = sprintf("\"%s\"", levels(group)[i + 1]),
    difference = num(ci[i, 1]), pValue = num(p[i]), interval = arr(ci[i, 2:3])))
  # TukeyHSD names a pair "second-first" in the order of the levels
  h <- TukeyHSD(model, conf.level = level)$group
  tukey <- sapply(seq_len(nrow(h)), function(i) {
    names <- strsplit(rownames(h)[i], "-")[[1]]
    fields(name = sprintf("\"%s\"", names[1]), against = sprintf("\"%s\"", if (names[2] == control) "control" else names[2]),
      difference = num(h[i, 1]), pValue = num(h[i, 4]), interval = arr(h[i, 2:3]))
  })
  arms <- sapply(levels(group), function(l) sprintf("\"%s\": %s", l, arr(values[group == l])))
  sprintf(" {\"id\": \"%s\", \"control\": \"%s\", \"level\": %s,\n  \"arms\": {%s},\n  \"dunnett\": [%s],\n  \"tukey\": [%s]}",
    id, control, num(level), paste(arms, collapse = ",\n    "), paste(dunnett, collapse = ",\n    "), paste(tukey, collapse = ",\n    "))
}
studies <- c(
  study("plants, ten in each of three arms", PlantGrowth$weight, PlantGrowth$group, "ctrl", 0.95),
  study("chickens, six arms of unequal size", chickwts$weight, chickwts$feed, "horsebean", 0.95),
  study("chickens, at 90 %", chickwts$weight, chickwts$feed, "casein", 0.9),
  study("insects, twelve in each of six arms", sqrt(InsectSprays$count), InsectSprays$spray, "C", 0.99))

binomial <- function(first, second, r1 = 1, r2 = 1)
  sprintf(" {\"observed\": [%s, %s], \"ratio\": %s, \"pValue\": %s}", format(first, scientific = FALSE),
    format(second, scientific = FALSE), arr(c(r1, r2)), num(binom.test(first, first + second, r1 / (r1 + r2))$p.value))
binomials <- c(binomial(5, 5), binomial(0, 1), binomial(3, 9), binomial(0, 12, 1, 3), binomial(12, 0, 1, 3), binomial(4, 9, 1, 2),
  binomial(1012, 1961, 1, 2), binomial(821588, 815482), binomial(5210, 4790), binomial(500, 900), binomial(30, 2000, 1, 50),
  binomial(7, 1, 0.3, 0.1), binomial(9, 9, 16, 5), binomial(29, 10, 3, 5), binomial(237, 237, 1, 3))
cat(sprintf("{\n\"_note\": \"made by compare-variants.R\",\n\"software\": \"R %s, multcomp %s, mvtnorm %s\",\n", getRversion(),
  packageVersion("multcomp"), packageVersion("mvtnorm")))
cat(sprintf("\"studies\": [\n%s\n],\n\"binomial\": [\n%s\n]\n}\n", paste(studies, collapse = ",\n"), paste(binomials, collapse = ",\n")))
