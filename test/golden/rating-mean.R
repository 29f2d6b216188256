# Oracle of the adjusted t interval of a mean rating: add the answers, then the t interval.
# Run in test/golden: Rscript rating-mean.R > rating-mean.json
# Two answers are added in equal parts at every level, as frequencies: each level has its count and 2 / levels more. On
# two levels that is one answer at either end, and the interval that of R's t.test. Weighted, the error is that of
# survey::svymean, and the sample is taken for Kish's number of answers with that error.
suppressPackageStartupMessages(library(survey))
num <- function(x) if (length(x) == 1) sprintf("%.17g", x) else arr(x)
arr <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
case <- function(...) {
  fields <- list(...)
  text <- function(v) if (is.character(v)) if (grepl("^\\[", v)) v else paste0("\"", v, "\"") else num(v)
  paste0("    {", paste0("\"", names(fields), "\": ", sapply(fields, text), collapse = ", "), "}")
}
list_of <- function(name, cases) cat(sprintf("  \"%s\": [\n%s\n  ]", name, paste(cases, collapse = ",\n")))
cut_at <- function(ends, range) pmin(range[2], pmax(range[1], ends))

adjusted <- function(counts, low, level) {
  y <- low + seq_along(counts) - 1
  f <- counts + 2 / length(counts)
  n <- sum(f)
  centre <- sum(f * y) / n
  variance <- sum(f * (y - centre)^2) / (n - 1)
  cut_at(centre + c(-1, 1) * qt((1 + level) / 2, n - 1) * sqrt(variance / n), range(y))
}
unweighted <- function(id, counts, low = 1, level = 0.95) {
  y <- rep(low + seq_along(counts) - 1, counts)
  case(id = id, scale = arr(c(low, low + length(counts) - 1)), counts = arr(counts), level = level, mean = mean(y),
    interval = adjusted(counts, low, level))
}
by_t_test <- function(id, counts, level = 0.95) {
  y <- c(rep(0:1, counts), 0, 1)
  case(id = id, scale = arr(0:1), counts = arr(counts), level = level, mean = mean(rep(0:1, counts)),
    interval = cut_at(t.test(y, conf.level = level)$conf.int[1:2], 0:1))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
tabulated <- function(y, levels) as.vector(table(factor(y, levels)))
shapes <- list(
  airport = tabulated(sfo$q7all, 1:5), one = c(0, 0, 0, 0, 1), "one in the middle" = c(0, 0, 1, 0, 0),
  "two fives" = c(0, 0, 0, 0, 2), "ten fives" = c(0, 0, 0, 0, 10), "a thousand fives" = c(0, 0, 0, 0, 1000),
  "nearly all fives" = c(1, 0, 0, 0, 19), "both ends" = c(3, 0, 0, 0, 3), each = c(1, 1, 1, 1, 1))
unweighted_cases <- c(
  unlist(lapply(names(shapes), function(id) lapply(c(0.8, 0.95, 0.999), function(level)
    unweighted(id, shapes[[id]], 1, level)))),
  unweighted("airport, recommendation", tabulated(sfo$nps, 0:10), 0),
  unweighted("neighbouring levels", c(0, 0, 1, 5, 0, 0, 0), 1),
  unweighted("seven levels", c(1, 0, 0, 2, 4, 9, 14), 1, 0.9),
  unweighted("from -2 to 2", c(0, 1, 2, 2, 4), -2),
  unweighted("hundred and one levels", tabulated(c(0, 50, 80, 80, 95, 100), 0:100), 0),
  by_t_test("two levels, by t.test", c(3, 9)), by_t_test("two levels, all ones, by t.test", c(0, 12), 0.99),
  by_t_test("two levels, one answer, by t.test", c(1, 0)))

weighted <- function(id, y, w, range = c(1, 5), level = 0.95, data = TRUE) {
  keep <- !is.na(y) & w > 0
  y <- y[keep]
  w <- w[keep]
  kish <- sum(w)^2 / sum(w^2)
  mean <- sum(w * y) / sum(w)
  # the answers' squares about their mean are those of so many answers with this error
  error <- if (length(y) == 1) 0 else SE(svymean(~y, svydesign(ids = ~1, weights = ~w, data = data.frame(y, w))))[[1]]
  squares <- error^2 * kish * (kish - 1)
  levels <- seq(range[1], range[2])
  added <- rep(2 / length(levels), length(levels))
  n <- kish + 2
  centre <- (kish * mean + sum(added * levels)) / n
  total <- squares + kish * (mean - centre)^2 + sum(added * (levels - centre)^2)
  ends <- centre + c(-1, 1) * qt((1 + level) / 2, n - 1) * sqrt(total / (n - 1) / n)
  case(id = id, scale = arr(range), ratings = arr(if (data) y else numeric()),
    weights = arr(if (data) w else numeric()), level = level, mean = mean,
    kish = kish, interval = cut_at(ends, range))
}
small <- c(5, 4, 3, 2, 1, 5, 4, 4)
weights_of_small <- c(0.5, 1, 2, 0.25, 1.5, 3, 0.75, 1)
weighted_cases <- list(
  weighted("airport", sfo$q7all, sfo$weight, data = FALSE),
  weighted("airport at 0.99", sfo$q7all, sfo$weight, level = 0.99, data = FALSE),
  weighted("eight answers", small, weights_of_small),
  weighted("eight answers at 0.8", small, weights_of_small, level = 0.8),
  weighted("two answers", c(5, 1), c(3, 1)),
  weighted("one answer", 4, 2.5),
  weighted("three fives", c(5, 5, 5), c(1, 2, 4)),
  weighted("equal weights", small, rep(0.3, 8)),
  weighted("seven levels", c(7, 6, 5, 2, 1, 4, 3, 7, 7), c(1, 2, 0.5, 4, 1.25, 0.1, 3, 1, 2), c(1, 7)))

cat(sprintf("{\n  \"_note\": \"made by rating-mean.R; %s, survey %s\",\n", R.version.string, packageVersion("survey")))
list_of("unweighted", unweighted_cases)
cat(",\n")
list_of("weighted", weighted_cases)
cat("\n}\n")
