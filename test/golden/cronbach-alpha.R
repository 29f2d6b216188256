# Oracle of cronbachAlpha(): R's psych package: alpha() for raw and standardised alpha, the mean correlation, alpha without
# an item, the correlation of an item with the rest (r.drop) and the standard error; alpha.ci() for Feldt's interval.
# Run in test/golden: Rscript cronbach-alpha.R > cronbach-alpha.json
suppressPackageStartupMessages(library(psych))
arr <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")

case <- function(id, data, level = 0.95, print = TRUE) {
  complete <- na.omit(data)
  result <- suppressWarnings(suppressMessages(alpha(complete, check.keys = FALSE, warnings = FALSE)))
  total <- result$total
  k <- ncol(data)
  # the definition, as a second way
  v <- cov(complete)
  stopifnot(abs(total$raw_alpha - k / (k - 1) * (1 - sum(diag(v)) / sum(v))) < 1e-12)
  ci <- alpha.ci(total$raw_alpha, n.obs = nrow(complete), n.var = k, p.val = 1 - level)
  # psych's alpha of a single item is none
  without <- if (k > 2) result$alpha.drop$raw_alpha else rep(NA, k)
  columns <- if (print) paste0("{", paste(sprintf("\"%s\": %s", names(data), sapply(data, arr)), collapse = ", "), "}") else "null"
  sprintf(paste0("  {\"id\": \"%s\", \"names\": [%s], \"items\": %s, \"level\": %g, \"n\": %d, \"total\": %d, \"alpha\": %.17g, ",
    "\"se\": %.17g, \"interval\": [%.17g, %.17g], \"standardizedAlpha\": %.17g, \"meanCorrelation\": %.17g,\n   \"without\": %s, ",
    "\"itemRest\": %s}"), id, paste0("\"", names(data), "\"", collapse = ", "), columns, level, nrow(complete), nrow(data),
    total$raw_alpha, total$ase, ci$lower.ci, ci$upper.ci, total$std.alpha, total$average_r, arr(without),
    arr(result$item.stats$r.drop))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
attitude <- read.csv("data/r_attitude.csv")
services <- grep("^q7", names(sfo), value = TRUE)
clean <- grep("^q9", names(sfo), value = TRUE)
mixed <- data.frame(a = c(1, 2, 3, 4, 5, 2, 4, 3), b = c(2, 2, 3, 5, 4, 1, 4, 4), c = c(5, 4, 2, 2, 1, 4, 1, 3))
cases <- c(
  case("sfo17 services", sfo[services], print = FALSE), case("sfo17 services at 0.99", sfo[services], 0.99, print = FALSE),
  case("sfo17 cleanliness", sfo[clean], print = FALSE), case("sfo17 two items", sfo[services[1:2]], print = FALSE),
  case("attitude", attitude, print = FALSE), case("attitude at 0.8", attitude, 0.8, print = FALSE),
  case("attitude, far from 0", attitude + 1e6, print = FALSE),
  case("one item reversed", mixed), case("nearly one", data.frame(a = 1:9, b = 1:9 + c(0, 1, 0, 0, 0, -1, 0, 0, 0) / 1000, c = 2 * (1:9))),
  case("three rows", data.frame(a = c(1, 2, 4), b = c(2, 1, 5))),
  case("one missing", data.frame(a = c(1, 2, 4, NA, 3), b = c(2, 1, 5, 3, 3), c = c(1, 1, 4, 2, 5))))
cat(sprintf("{\n\"_note\": \"made by cronbach-alpha.R; %s, psych %s\",\n\"cases\": [\n%s\n]\n}\n", R.version.string,
  packageVersion("psych"), paste(cases, collapse = ",\n")))
