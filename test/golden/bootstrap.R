# Oracle of src/statistics/resampling/bootstrap-interval.ts: R's boot.ci on the resamples of resamples.json.
# Run in test/golden: Rscript bootstrap.R > bootstrap.json (packages boot, jsonlite)
suppressMessages(library(boot))
indices <- jsonlite::fromJSON("resamples.json")$bootstrap
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")

orders <- c(12.3, 9.1, 33.7, 41.2, 8.4, 15.9, 90.6, 22.5, 17.8, 25)
waits <- c(3.12, 0.45, 12.9, 7.77, 1.03, 5.6, 2.18, 30.4, 4.41, 9.95, 0.88, 6.27)
visits <- c(2.1, 3.4, 1.2, 5.6, 4.3, 7.9, 6.5, 2.8, 9.1, 3.3, 8.2, 5.1, 4.7, 6.9, 1.8)
spend <- c(11, 18.2, 9.5, 30.1, 19.9, 35.2, 41.7, 12.4, 44.8, 25.3, 38.1, 22.6, 29.9, 30.3, 14.1)
ratings <- c(5, 4, 5, 3, 5, 1, 4, 5, 2, 5)

cases <- list(
  list(name = "mean of orders", case = 1, data = "orders", stat = function(i) mean(orders[i])),
  list(name = "standard deviation of waits", case = 2, data = "waits", stat = function(i) sd(waits[i])),
  list(name = "correlation of visits and spend", case = 3, data = "visits and spend",
    stat = function(i) cor(visits[i], spend[i])),
  # whole ratings give draws equal to the estimate; ours counts them half, boot.ci not at all
  list(name = "mean of ratings", case = 1, data = "ratings", stat = function(i) mean(ratings[i]))
)

one <- function(s) {
  rows <- indices$rows[[s$case]] + 1
  n <- ncol(rows)
  t0 <- s$stat(seq_len(n))
  t <- apply(rows, 1, s$stat)
  left_out <- sapply(seq_len(n), function(i) s$stat(seq_len(n)[-i]))
  influence <- (n - 1) * (mean(left_out) - left_out)
  b <- boot(seq_len(n), function(d, i) s$stat(i), R = nrow(rows))
  b$t <- matrix(t)
  b$t0 <- t0
  ties <- sum(abs(t - t0) < 1e-12)
  a <- sum(influence^3) / (6 * sum(influence^2)^1.5)
  w <- qnorm((sum(t < t0 - 1e-12) + ties / 2) / length(t))
  intervals <- sapply(c(0.8, 0.95, 0.99), function(conf) {
    percentile <- suppressWarnings(boot.ci(b, conf, "perc"))$percent[4:5]
    z <- qnorm((1 + c(-conf, conf)) / 2)
    bca <- suppressWarnings(boot:::norm.inter(t, pnorm(w + (w + z) / (1 - a * (w + z)))))[, 2]
    if (ties == 0) {
      fromR <- suppressWarnings(boot.ci(b, conf, "bca", L = influence))$bca[4:5]
      stopifnot(all.equal(bca, fromR, tolerance = 1e-14))
    }
    sprintf("   {\"level\": %.2f, \"percentile\": %s, \"bca\": %s}", conf, num(percentile), num(bca))
  })
  sprintf(paste0(" {\"name\": \"%s\", \"case\": %d, \"ties\": %d, \"estimate\": %.17g, \"bias\": %.17g, ",
    "\"standardError\": %.17g,\n  \"intervals\": [\n%s]}"), s$name, s$case - 1, ties, t0, mean(t) - t0, sd(t),
    paste(intervals, collapse = ",\n"))
}

cat(sprintf(paste0("{\n\"_note\": \"made by bootstrap.R\",\n\"software\": \"%s, boot %s\",\n\"orders\": %s,\n",
  "\"waits\": %s,\n\"visits\": %s,\n\"spend\": %s,\n\"ratings\": %s,\n\"cases\": [\n%s\n]\n}\n"),
  R.version.string, packageVersion("boot"), num(orders), num(waits), num(visits), num(spend), num(ratings),
  paste(sapply(cases, one), collapse = ",\n")))
