# Oracle of src/statistics/association/correlation.ts and partial-correlation.ts: R's cor.test, and partial correlations
# by the inverse of the correlation matrix and by the residuals of lm, which must agree.
# Run in test/golden: Rscript correlation-tests.R > correlation-tests.json
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
alternatives <- c("two.sided", "less", "greater")

swiss <- read.csv("data/r_swiss.csv")
mtcars <- read.csv("data/r_mtcars.csv")
attitude <- read.csv("data/r_attitude.csv")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")

# Pairs by name; the small ones are written out, since no file has them.
pairs <- list(
  swiss = list(swiss$Agriculture, swiss$Education),
  mtcars = list(mtcars$mpg, mtcars$cyl),
  attitude = list(attitude$rating, attitude$critical),
  sfo17_q7food_nps = list(sfo$q7food, sfo$nps),
  # Hollander and Wolfe's tuna, as ?cor.test has it
  tuna = list(c(44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1), c(2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8)),
  five_untied = list(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5)),
  four_untied = list(c(1, 2, 3, 4), c(2, 1, 4, 3)),
  three_untied = list(c(1, 2, 3), c(1, 3, 2)),
  falling = list(c(3, 1, 4, 1.5, 9, 2.6), c(-3, 0.5, -3.5, 1, -2, -1)),
  ratings = list(c(1, 2, 3, 4, 5, 5, 4, 3, 2, 1), c(2, 1, 3, 3, 5, 4, 5, 2, 2, 1)),
  ties_in_one = list(c(1, 1, 2, 3, 4, 5, 6), c(3, 1, 2, 4, 7, 5, 6)),
  thirty_untied = list(1:30, (1:30 * 7) %% 31 + (1:30) / 2),
  forty_nine_untied = list(1:49, (1:49 * 11) %% 53 + (1:49) / 3),
  fifty_untied = list(1:50, (1:50 * 11) %% 53 + (1:50) / 3)
)

test_case <- function(name) {
  x <- pairs[[name]][[1]]
  y <- pairs[[name]][[2]]
  both <- !is.na(x) & !is.na(y)
  n <- sum(both)
  untied <- !any(duplicated(x[both])) && !any(duplicated(y[both]))
  results <- sapply(c("pearson", "spearman", "kendall"), function(method) {
    # the exact distribution where ours has it and R's is exact too, else the approximation
    exact <- untied && n < switch(method, pearson = 0, spearman = 10, kendall = 50)
    estimate <- NULL
    ps <- intervals <- character(0)
    for (a in alternatives) {
      t <- suppressWarnings(cor.test(x, y, method = method, alternative = a, exact = exact, conf.level = 0.9))
      ps <- c(ps, t$p.value)
      intervals <- c(intervals, if (is.null(t$conf.int)) "null" else num(t$conf.int))
    }
    statistic <- unname(t$statistic)
    if (method == "spearman" && !exact) statistic <- unname(t$estimate / sqrt((1 - t$estimate^2) / (n - 2)))
    sprintf(paste0("  \"%s\": {\"exact\": %s, \"estimate\": %.17g, \"statistic\": %.17g, \"pValues\": %s,\n",
      "   \"intervals90\": [%s]}"), method, tolower(exact), t$estimate, statistic, num(as.numeric(ps)),
      paste(intervals, collapse = ", "))
  })
  values <- if (n < 60) sprintf("\"x\": %s,\n  \"y\": %s,\n", num(x), num(y)) else
    "\"csv\": \"sfo_2017.csv\", \"columns\": [\"q7food\", \"nps\"],\n"
  sprintf(" {\"name\": \"%s\", \"n\": %d, \"untied\": %s, %s%s}", name, n, tolower(untied), values,
    paste(results, collapse = ",\n"))
}

# Partial correlations: x, y and controls are columns of a table.
partials <- list(
  list("r_swiss.csv", swiss, "Fertility", "Education", c("Agriculture", "Catholic")),
  list("r_mtcars.csv", mtcars, "mpg", "hp", "wt"),
  list("r_attitude.csv", attitude, "rating", "learning", c("complaints", "privileges", "raises")),
  list("sfo_2017.csv", sfo, "q7food", "nps", c("q7all", "q10safe"))
)

partial_case <- function(p) {
  table <- na.omit(p[[2]][, c(p[[3]], p[[4]], p[[5]])])
  n <- nrow(table)
  k <- length(p[[5]])
  results <- sapply(c("pearson", "spearman"), function(method) {
    m <- if (method == "pearson") table else as.data.frame(lapply(table, rank))
    inverse <- solve(cor(m))
    r <- -inverse[1, 2] / sqrt(inverse[1, 1] * inverse[2, 2])
    controls <- as.matrix(m[, -(1:2), drop = FALSE])
    residual <- cor(residuals(lm(m[[1]] ~ controls)), residuals(lm(m[[2]] ~ controls)))
    stopifnot(abs(residual - r) < 1e-12)
    df <- n - 2 - k
    t <- r * sqrt(df / (1 - r^2))
    variance <- if (method == "pearson") 1 else 1 + r^2 / 2
    ends <- tanh(atanh(r) + c(-1, 1) * qnorm(0.975) * sqrt(variance / (n - k - 3)))
    sprintf(paste0("  \"%s\": {\"estimate\": %.17g, \"residual\": %.17g, \"statistic\": %.17g, \"df\": %d, ",
      "\"pValue\": %.17g, \"greater\": %.17g,\n   \"interval95\": %s}"), method, r, residual, t, df,
      2 * pt(-abs(t), df), pt(t, df, lower.tail = FALSE), num(ends))
  })
  sprintf(" {\"csv\": \"%s\", \"x\": \"%s\", \"y\": \"%s\", \"controls\": [%s], \"n\": %d,\n%s}", p[[1]], p[[3]], p[[4]],
    paste0("\"", p[[5]], "\"", collapse = ", "), n, paste(results, collapse = ",\n"))
}

cat(sprintf("{\n\"_note\": \"made by correlation-tests.R\",\n\"software\": \"%s\",\n\"cases\": [\n%s\n],\n",
  R.version.string, paste(sapply(names(pairs), test_case), collapse = ",\n")))
cat(sprintf("\"partial\": [\n%s\n]\n}\n", paste(sapply(partials, partial_case), collapse = ",\n")))
