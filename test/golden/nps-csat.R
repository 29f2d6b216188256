# Oracle of nps, csat and the proportions for what nps.json, csat.json and weighted.json do not hold: adjusted-Wald
# intervals, weighted shares, scores and deviations, exact intervals at the ends.
# Run in test/golden: Rscript nps-csat.R > nps-csat.json
# The effective n of a weighted share or score is its variance for one answer over its squared linearised error, by
# definition of this library; the rest is R's prop.test, binom.test, qbeta, qnorm and survey.
suppressPackageStartupMessages(library(survey))
num <- function(x) if (length(x) == 1) sprintf("%.17g", x) else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
arr <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
case <- function(...) {
  fields <- list(...)
  text <- function(v) if (is.character(v)) if (grepl("^\\[", v)) v else paste0("\"", v, "\"") else num(v)
  paste0("  {", paste0("\"", names(fields), "\": ", sapply(fields, text), collapse = ", "), "}")
}
list_of <- function(name, cases) cat(sprintf("\"%s\": [\n%s\n]", name, paste(cases, collapse = ",\n")))

# Rocks (2016): three quarters of a promoter, three halves of a passive, three quarters of a detractor are added
adjusted_wald <- function(promoters, detractors, n, level) {
  m <- n + 3
  p <- (promoters + 3 / 4) / m
  d <- (detractors + 3 / 4) / m
  ends <- (p - d) + c(-1, 1) * qnorm((1 + level) / 2) * sqrt((p + d - (p - d)^2) / m)
  pmin(100, pmax(-100, 100 * ends))
}
# the same variance from the scores themselves: 1 for each promoter, 0 for each passive, -1 for each detractor
plain <- function(promoters, passives, detractors) {
  score <- rep(c(1, 0, -1), c(promoters, passives, detractors))
  n <- length(score)
  c(100 * mean(score), 100 * sqrt(sum((score - mean(score))^2) / n) / sqrt(n))
}
counts <- list(
  c(6, 2, 2), c(1436, 968, 342), c(1, 0, 0), c(0, 1, 0), c(0, 0, 1), c(3, 0, 0), c(0, 0, 3), c(1, 1, 1), c(2, 0, 1),
  c(10, 0, 0), c(0, 10, 0), c(1000, 0, 0), c(0, 0, 1000), c(1000, 0, 1), c(5, 0, 5), c(0, 7, 1), c(123456, 23456, 3456))
nps_cases <- unlist(lapply(counts, function(k) lapply(c(0.8, 0.95, 0.999), function(level) {
  s <- plain(k[1], k[2], k[3])
  wald <- s[1] + c(-1, 1) * qnorm((1 + level) / 2) * s[2]
  case(promoters = k[1], passives = k[2], detractors = k[3], level = level, nps = s[1], se = s[2],
    wald = pmin(100, pmax(-100, wald)), adjustedWald = adjusted_wald(k[1], k[3], sum(k), level))
})))

shares <- list(c(0, 1), c(1, 1), c(1, 2), c(0, 10), c(10, 10), c(3, 3), c(1, 10), c(9, 10), c(81, 263), c(0, 100000),
  c(1, 100000), c(500, 1000), c(99999, 100000))
share_cases <- unlist(lapply(shares, function(k) lapply(c(0.8, 0.95, 0.999), function(level) {
  x <- k[1]
  n <- k[2]
  z <- qnorm((1 + level) / 2)
  # Agresti and Coull: Wald's interval after adding z^2/2 successes and z^2/2 failures
  m <- n + z^2
  q <- (x + z^2 / 2) / m
  coull <- pmin(1, pmax(0, q + c(-1, 1) * z * sqrt(q * (1 - q) / m)))
  wald <- pmin(1, pmax(0, x / n + c(-1, 1) * z * sqrt(x / n * (1 - x / n) / n)))
  # without an answer on a side, Jeffreys' interval goes to the end of the scale (Brown, Cai and DasGupta)
  jeffreys <- qbeta(c((1 - level) / 2, (1 + level) / 2), x + 1 / 2, n - x + 1 / 2)
  if (x == 0) jeffreys[1] <- coull[1] <- 0
  if (x == n) jeffreys[2] <- coull[2] <- 1
  case(successes = x, trials = n, level = level,
    wilson = suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int[1:2],
    agrestiCoull = coull, wald = wald,
    clopperPearson = binom.test(x, n, conf.level = level)$conf.int[1:2], jeffreys = jeffreys)
})))

# survey's errors, then n_eff = (variance of one answer) / SE^2, at most Kish's n
design <- function(y, w) {
  keep <- !is.na(y) & w > 0
  svydesign(ids = ~1, weights = ~w, data = data.frame(y = y[keep], w = w[keep]))
}
kish <- function(w) sum(w)^2 / sum(w^2)
weighted_nps <- function(id, y, w, level = 0.95, data = TRUE) {
  d <- design(y, w)
  d <- update(d, p = as.numeric(y >= 9), d = as.numeric(y <= 6), s = (y >= 9) - (y <= 6))
  w <- weights(d)
  m <- svymean(~ p + d + s, d)
  p <- coef(m)[["p"]]
  q <- coef(m)[["d"]]
  se <- SE(m)[[3]]
  n <- min(kish(w), if (se > 1e-12) (p + q - (p - q)^2) / se^2 else Inf)
  case(id = id, ratings = arr(if (data) d$variables$y else numeric()), weights = arr(if (data) w else numeric()),
    level = level, n = nrow(d$variables), promoters = p, detractors = q, nps = 100 * coef(m)[["s"]], se = 100 * se,
    effectiveN = n, wald = pmin(100, pmax(-100, 100 * (coef(m)[["s"]] + c(-1, 1) * qnorm((1 + level) / 2) * se))),
    adjustedWald = adjusted_wald(p * n, q * n, n, level))
}
weighted_csat <- function(id, y, w, from, level = 0.95, data = TRUE) {
  d <- design(y, w)
  d <- update(d, top = as.numeric(y >= from))
  w <- weights(d)
  m <- svymean(~ top, d)
  p <- coef(m)[["top"]]
  se <- SE(m)[[1]]
  n <- min(kish(w), if (se > 1e-12) p * (1 - p) / se^2 else Inf)
  rating <- svymean(~ y, d)
  z <- qnorm((1 + level) / 2)
  centre <- (p * n + z^2 / 2) / (n + z^2)
  coull <- centre + c(-1, 1) * z * sqrt(centre * (1 - centre) / (n + z^2))
  range <- if (max(y, na.rm = TRUE) > 5) c(1, 7) else c(1, 5)
  ci <- confint(rating, level = level, df = degf(d))[1:2]
  case(id = id, ratings = arr(if (data) d$variables$y else numeric()), weights = arr(if (data) w else numeric()),
    from = from, level = level, n = nrow(d$variables), share = p, se = se, effectiveN = n,
    # Wilson's interval is what prop.test inverts the score test to; it takes fractional counts
    wilson = suppressWarnings(prop.test(p * n, n, conf.level = level, correct = FALSE))$conf.int[1:2],
    agrestiCoull = c(if (p == 0) 0 else max(0, coull[1]), if (p == 1) 1 else min(1, coull[2])),
    mean = coef(rating)[["y"]], meanSe = SE(rating)[[1]],
    meanInterval = pmin(range[2], pmax(range[1], ci)),
    sd = sqrt(svyvar(~ y, d)[1]))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
small <- c(5, 4, 3, 2, 1, 5, 4, 4)
weights_of_small <- c(0.5, 1, 2, 0.25, 1.5, 3, 0.75, 1)
likely <- c(10, 9, 8, 7, 6, 0, 10, 9, 3)
weights_of_likely <- c(1, 2, 0.5, 4, 1.25, 0.1, 3, 1, 2)
nps_weighted <- list(
  weighted_nps("sfo17", sfo$nps, sfo$weight, data = FALSE),
  weighted_nps("sfo17 at 0.99", sfo$nps, sfo$weight, 0.99, data = FALSE),
  weighted_nps("nine answers", likely, weights_of_likely),
  weighted_nps("nine answers at 0.8", likely, weights_of_likely, 0.8),
  weighted_nps("promoter and detractor", c(10, 2), c(3, 1)),
  weighted_nps("three promoters", c(10, 9, 9), c(1, 2, 4)),
  weighted_nps("three detractors", c(0, 6, 3), c(1, 2, 4)))
csat_weighted <- list(
  weighted_csat("sfo17", sfo$q7all, sfo$weight, 4, data = FALSE),
  weighted_csat("sfo17 top box at 0.99", sfo$q7all, sfo$weight, 5, 0.99, data = FALSE),
  weighted_csat("eight answers", small, weights_of_small, 4),
  weighted_csat("eight answers at 0.8", small, weights_of_small, 4, 0.8),
  weighted_csat("two answers", c(5, 1), c(3, 1), 4),
  weighted_csat("all satisfied", c(5, 4, 5), c(1, 2, 4), 4),
  weighted_csat("none satisfied", c(1, 2, 3), c(1, 2, 4), 4),
  weighted_csat("seven levels", c(7, 6, 5, 2, 1, 4, 3, 7, 7), weights_of_likely, 5))

cat(sprintf("{\n\"_note\": \"made by nps-csat.R; %s, survey %s\",\n", R.version.string, packageVersion("survey")))
list_of("nps", nps_cases)
cat(",\n")
list_of("shares", share_cases)
cat(",\n")
list_of("npsWeighted", nps_weighted)
cat(",\n")
list_of("csatWeighted", csat_weighted)
cat("\n}\n")
