# Oracle of weighted loyaltyCurve(): R's survey package.
# Run in test/golden: Rscript loyalty-curve-weights.R > loyalty-curve-weights.json
#
# Levels: svyby of a design whose strata are the levels, so that each level's variance has its own n / (n - 1). Without
# strata, svyby has n / (n - 1) of the whole sample; the two differ by that factor alone, which is checked here, as is that
# the levels of either design are uncorrelated, so that svycontrast gives a step the errors of both levels.
# Spread of a level: svyvar of its customers. A level whose answers count for five or more by Kish's number, and are not
# all equal, has its own error; any other takes the spread of all levels over its Kish's number: their weighted squares,
# over what these are for answers of variance 1 whatever they weigh, the sum of w (1 - w / sum w). Levels in which one
# answer outweighs the others by a million are left out of that.
# Shares: Wilson's interval (prop.test) of p n_eff successes in n_eff trials, n_eff = p (1 - p) / SE^2, at most Kish's number.
# Steps: Satterthwaite's degrees of freedom; Newcombe's interval. Monotone fit: the max-min formula.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "remove")
num <- function(x) if (length(x) == 0) "[]" else paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")

isotonic <- function(m, w) {
  k <- length(m)
  average <- function(s, t) sum(w[s:t] * m[s:t]) / sum(w[s:t])
  sapply(1:k, function(i) max(sapply(1:i, function(s) min(sapply(i:k, function(t) average(s, t))))))
}

# what both outcomes have at every level
levels_of <- function(x, y, w) {
  keep <- !is.na(x) & !is.na(y) & w > 0
  d <- data.frame(x = x[keep], y = y[keep], w = w[keep])
  at <- sort(unique(d$x))
  plain <- svydesign(ids = ~1, weights = ~w, data = d)
  strata <- svydesign(ids = ~1, strata = ~x, weights = ~w, data = d)
  n <- as.vector(table(d$x))
  by <- function(design) svyby(~y, ~x, design, svymean, covmat = TRUE)
  own <- by(strata)
  whole <- by(plain)
  se <- as.vector(SE(own))
  factor <- sqrt(n / (n - 1) * (nrow(d) - 1) / nrow(d))
  several <- n > 1
  stopifnot(all(abs(se[several] - SE(whole)[several] * factor[several]) < 1e-12 * (1 + se[several])))
  for (one in list(own, whole)) {
    v <- vcov(one)
    stopifnot(max(abs(v[row(v) != col(v)])) < 1e-15 * max(diag(v)))
    for (i in seq_len(length(at) - 1)) {
      contrast <- rep(0, length(at))
      contrast[c(i, i + 1)] <- c(-1, 1)
      step <- svycontrast(one, contrast)
      stopifnot(abs(SE(step) - sqrt(v[i, i] + v[i + 1, i + 1])) < 1e-12 * (1 + SE(step)))
    }
  }
  variance <- sapply(at, function(l) {
    rows <- d[d$x == l, ]
    if (nrow(rows) < 2) return(NA)
    svyvar(~y, svydesign(ids = ~1, weights = ~w, data = rows))[1]
  })
  total <- as.vector(tapply(d$w, d$x, sum))
  kish <- total^2 / as.vector(tapply(d$w^2, d$x, sum))
  free <- as.vector(tapply(d$w, d$x, function(w) sum(sapply(seq_along(w), function(i) w[i] / sum(w) * sum(w[-i])))))
  share <- as.vector(coef(svymean(~factor(x), plain)))
  stopifnot(max(abs(share - total / sum(total))) < 1e-14)
  list(at = at, n = n, mean = as.vector(coef(own)), se = se, svyby = as.vector(SE(whole)), variance = variance, total = total,
    kish = kish, free = free, share = share)
}

fields <- function(...) {
  f <- list(...)
  text <- function(v) if (is.logical(v)) paste0("[", paste(tolower(v), collapse = ", "), "]") else num(v)
  paste(paste0("\"", names(f), "\": ", sapply(f, text)), collapse = ",\n   ")
}

data_of <- function(id, x, y, w, level, keep) sprintf(" {\"id\": \"%s\", \"confidenceLevel\": %g,\n  \"x\": %s, \"y\": %s, \"w\": %s,",
  id, level, if (keep) num(x) else "null", if (keep) num(y) else "null", if (keep) num(w) else "null")

means <- function(id, x, y, w, level = 0.95, data = TRUE) {
  l <- levels_of(x, y, w)
  own <- l$kish > 5 - 1e-6 & l$variance > 0
  own[is.na(own)] <- FALSE
  counted <- l$n > 1 & l$free / l$total > 1e-6
  pooled <- sum((l$total * (l$n - 1) / l$n * l$variance)[counted]) / sum(l$free[counted])
  v <- ifelse(own, l$se^2, pooled / l$kish)
  df <- ifelse(own, l$n - 1, sum(l$n - 1))
  q <- function(df) qt(1 - (1 - level) / 2, df)
  i <- seq_len(length(l$at) - 1)
  j <- i + 1
  s <- sqrt(v[i] + v[j])
  s_df <- ifelse(own[i] | own[j], (v[i] + v[j])^2 / (v[i]^2 / df[i] + v[j]^2 / df[j]), sum(l$n - 1))
  d <- l$mean[j] - l$mean[i]
  cat(data_of(id, x, y, w, level, data), sprintf("\n   %s}", fields(level = l$at, n = l$n, own = own, share = l$share,
    estimate = l$mean, standardDeviation = sqrt(l$variance), standardError = sqrt(v), svyby = l$svyby, lower = l$mean - q(df) * sqrt(v),
    upper = l$mean + q(df) * sqrt(v), step = d, stepError = s, stepLower = d - q(s_df) * s, stepUpper = d + q(s_df) * s,
    monotone = isotonic(l$mean, l$total))), sep = "")
}

shares <- function(id, x, y, w, level = 0.95, data = TRUE) {
  l <- levels_of(x, y, w)
  p <- l$mean
  # a single customer has no svyvar, and an error of 0
  se <- ifelse(l$n > 1, l$se, 0)
  size <- ifelse(se > 0, pmin(l$kish, p * (1 - p) / se^2), l$kish)
  ci <- sapply(seq_along(p), function(k) suppressWarnings(prop.test(p[k] * size[k], size[k], conf.level = level, correct = FALSE)$conf.int))
  i <- seq_len(length(p) - 1)
  j <- i + 1
  d <- p[j] - p[i]
  added <- (p * size + 2) / (size + 4)
  cat(data_of(id, x, y, w, level, data), sprintf("\n   %s}", fields(level = l$at, n = l$n, share = l$share, estimate = p,
    standardDeviation = sqrt(l$variance), standardError = se, variance = added * (1 - added) / (size + 4), lower = ci[1, ], upper = ci[2, ],
    step = d, stepError = sqrt(se[i]^2 + se[j]^2), stepLower = d - sqrt((p[j] - ci[1, j])^2 + (ci[2, i] - p[i])^2),
    stepUpper = d + sqrt((ci[2, j] - p[j])^2 + (p[i] - ci[1, i])^2), monotone = isotonic(p, l$total))), sep = "")
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
x <- c(1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, NA, 3, 5, 4)
y <- c(2, 1, 4, 3, 5, 6, 3, 6.5, 5, 9, 9, 9, 9, 9, 9, 7, 6, 8, 7, 5, 6, 10, 9, NA, 1, NA)
w <- c(3, 1, 0.5, 2, 0.25, 1, 1.5, 4, 0.75, 1, 2, 0.5, 0.5, 3, 1, 0.25, 0.5, 1, 6, 2, 1, 0.75, 1, 2, 0, 0)
bought <- c(0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, NA, 0, NA)
cat(sprintf("{\n\"_note\": \"made by loyalty-curve-weights.R\",\n\"software\": \"%s, survey %s\",\n\"numeric\": [\n", R.version.string, packageVersion("survey")))
means("sfo17", sfo$q7all, sfo$nps, sfo$weight, data = FALSE)
cat(",\n")
means("sfo17_level_99", sfo$q7all, sfo$nps, sfo$weight, level = 0.99, data = FALSE)
cat(",\n")
means("thin_and_unanimous_levels", x, y, w)
cat(",\n")
means("weights_of_many_sizes", x, y, w * 10^rep(c(-6, 3, 0, 2, -3), length.out = length(w)))
cat(",\n")
means("every_level_thin", c(1, 1, 2, 2, 2, 4, 4, 4, 4), c(1, 3, 9, 4, 5, 7, 6, 8, 8), c(1, 2, 3, 1, 0.5, 2, 2, 1, 7))
cat("\n],\n\"binary\": [\n")
shares("sfo17_promoters", sfo$q7all, as.numeric(sfo$nps >= 9), sfo$weight, data = FALSE)
cat(",\n")
shares("thin_and_unanimous_levels", x, bought, w)
cat(",\n")
shares("thin_and_unanimous_levels_90", x, bought, w, level = 0.9)
cat("\n]\n}\n")
