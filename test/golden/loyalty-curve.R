# Oracle of src/metrics/loyalty/curve/loyalty-curve.ts: levels, steps, pooled spread of thin levels, monotone fit.
# Run in test/golden: Rscript loyalty-curve.R > loyalty-curve.json
#
# A level with five answers or more that are not all equal has its own spread (t.test); any other takes the residual variance
# of the one-way model lm(y ~ factor(x)), if that is not 0 too. A step between two levels with their own spread is Welch's (t.test); between two that share the
# residual variance it is the model's contrast; between one of each, Satterthwaite's degrees of freedom by their formula.
# Monotone fit twice: isoreg() of every level's mean, repeated n times, and the max-min formula.
num <- function(x) if (length(x) == 0) "[]" else paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")

isotonic <- function(m, n) {
  k <- length(m)
  average <- function(s, t) sum(n[s:t] * m[s:t]) / sum(n[s:t])
  maxmin <- sapply(1:k, function(i) max(sapply(1:i, function(s) min(sapply(i:k, function(t) average(s, t))))))
  fit <- isoreg(rep(m, n))$yf[cumsum(n)]
  # isoreg sums cumulatively, which costs it digits
  stopifnot(max(abs(fit - maxmin)) < 1e-9 * max(1, abs(m)))
  maxmin
}

curve <- function(id, x, y, data = TRUE, level = 0.95) {
  keep <- !is.na(x) & !is.na(y)
  u <- x[keep]
  v <- y[keep]
  at <- sort(unique(u))
  n <- sapply(at, function(l) sum(u == l))
  m <- sapply(at, function(l) mean(v[u == l]))
  model <- if (length(at) > 1) lm(v ~ factor(u)) else lm(v ~ 1)
  df_pooled <- df.residual(model)
  pooled <- if (df_pooled > 0) sum((v - ave(v, u))^2) / df_pooled else NA
  # the residuals of lm lose digits far from zero
  if (df_pooled > 0 && pooled > 0) stopifnot(abs(sigma(model)^2 / pooled - 1) < if (max(abs(v)) > 1e6) 1e-6 else 1e-10)
  spread <- sapply(at, function(l) var(v[u == l]))
  own <- n >= 5 & spread > 0
  own[is.na(own)] <- FALSE
  variance <- ifelse(own, spread, if (is.na(pooled) || pooled == 0) NA else pooled)
  df <- ifelse(own, n - 1, df_pooled)
  se <- sqrt(variance / n)
  q <- suppressWarnings(qt(1 - (1 - level) / 2, df))
  for (i in which(own & variance > 0)) {
    ci <- t.test(v[u == at[i]], conf.level = level)$conf.int
    stopifnot(max(abs(ci - (m[i] + c(-1, 1) * q[i] * se[i]))) < 1e-10 * max(1, abs(m[i])))
  }
  steps <- lapply(seq_len(length(at) - 1), function(i) {
    j <- i + 1
    total <- se[i]^2 + se[j]^2
    s_df <- if (own[i] || own[j]) total^2 / (se[i]^4 / df[i] + se[j]^4 / df[j]) else df_pooled
    how <- if (own[i] && own[j]) "welch" else if (own[i] || own[j]) "mixed" else "pooled"
    s_se <- sqrt(total)
    if (own[i] && own[j]) {
      w <- t.test(v[u == at[j]], v[u == at[i]], conf.level = level)
      stopifnot(abs(w$parameter / s_df - 1) < 1e-10, abs(w$stderr / s_se - 1) < 1e-10)
    } else if (how == "pooled" && !is.na(total)) {
      f <- relevel(factor(u), ref = as.character(at[i]))
      c <- summary(lm(v ~ f))$coefficients[paste0("f", at[j]), ]
      stopifnot(abs(c[2] / s_se - 1) < 1e-10, abs(c[1] - (m[j] - m[i])) < 1e-10)
    }
    d <- m[j] - m[i]
    half <- if (is.na(s_se)) NA else qt(1 - (1 - level) / 2, s_df) * s_se
    sprintf("{\"from\": %d, \"to\": %d, \"spread\": \"%s\", \"estimate\": %.17g, \"standardError\": %s, \"df\": %s, \"interval\": %s}",
      at[i], at[j], how, d, if (is.na(s_se)) "null" else sprintf("%.17g", s_se),
      if (is.na(s_se)) "null" else sprintf("%.17g", s_df), if (is.na(s_se)) "null" else num(c(d - half, d + half)))
  })
  lower <- m - q * se
  upper <- m + q * se
  levels <- sprintf("{\"level\": %d, \"n\": %d, \"own\": %s, \"estimate\": %.17g, \"standardDeviation\": %s, \"standardError\": %s, \"interval\": %s}",
    at, n, tolower(own), m, ifelse(is.na(spread), "null", sprintf("%.17g", sqrt(spread))), ifelse(is.na(se), "null", sprintf("%.17g", se)),
    ifelse(is.na(se), "null", sprintf("[%.17g, %.17g]", lower, upper)))
  cat(sprintf(" {\"id\": \"%s\", \"confidenceLevel\": %g,\n  \"x\": %s,\n  \"y\": %s,\n  \"n\": %d, \"levels\": [\n   %s],\n  \"steps\": [\n   %s],\n  \"monotone\": %s}",
    id, level, if (data) num(x) else "null", if (data) num(y) else "null", length(v), paste(levels, collapse = ",\n   "),
    paste(unlist(steps), collapse = ",\n   "), num(isotonic(m, n))))
}

shares <- function(id, x, y, level = 0.95) {
  keep <- !is.na(x) & !is.na(y)
  u <- x[keep]
  v <- y[keep]
  at <- sort(unique(u))
  n <- sapply(at, function(l) sum(u == l))
  k <- sapply(at, function(l) sum(v[u == l]))
  p <- k / n
  # prop.test without correction prints Wilson's interval
  ci <- sapply(seq_along(at), function(i) suppressWarnings(prop.test(k[i], n[i], conf.level = level, correct = FALSE)$conf.int))
  lower <- head(p, -1)
  upper <- tail(p, -1)
  d <- upper - lower
  i <- seq_along(d)
  # of its zeros and ones; and with two more of each kind
  spread <- sapply(at, function(l) sd(v[u == l]))
  added <- (k + 2) / (n + 4)
  from <- d - sqrt((upper - ci[1, i + 1])^2 + (ci[2, i] - lower)^2)
  to <- d + sqrt((ci[2, i + 1] - upper)^2 + (lower - ci[1, i])^2)
  cat(sprintf(" {\"id\": \"%s\", \"confidenceLevel\": %g,\n  \"n\": %s, \"successes\": %s, \"estimate\": %s,\n  \"standardDeviation\": %s, \"variance\": %s,\n  \"lower\": %s,\n  \"upper\": %s,\n  \"step\": %s,\n  \"stepLower\": %s,\n  \"stepUpper\": %s,\n  \"monotone\": %s}",
    id, level, num(n), num(k), num(p), num(spread), num(added * (1 - added) / (n + 4)), num(ci[1, ]), num(ci[2, ]), num(d), num(from), num(to), num(isotonic(p, n))))
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
cat(sprintf("{\n\"_note\": \"made by loyalty-curve.R; interval ends are lower and upper\",\n\"software\": \"%s\",\n\"numeric\": [\n", R.version.string))
curve("sfo17", sfo$q7all, sfo$nps, data = FALSE)
cat(",\n")
curve("sfo17_level_90", sfo$q7all, sfo$nps, data = FALSE, level = 0.9)
cat(",\n")
# levels of 1, 3, 4, 5, 7 and 2 answers, the fifth below the fourth, none at 6 of a scale 1 to 7
x <- c(1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 7, 7, NA, 3)
y <- c(2, 1, 4, 3, 5, 6, 3, 6.5, 8, 9, 7, 8, 6.25, 7, 6, 8, 7, 5, 6, 9, 10, 9, 4, NA)
curve("thin_levels", x, y)
cat(",\n")
curve("one_answer_beside_four", c(1, 2, 2, 2, 2), c(3, 5, 6, 8, 4))
cat(",\n")
curve("every_level_single", c(1, 3, 5), c(2, 1, 9))
cat(",\n")
curve("falling", c(1, 1, 2, 2, 3, 3, 4, 4, 5, 5), c(9, 10, 8, 7, 7, 6, 8, 4, 2, 3))
cat(",\n")
curve("one_level", c(4, 4, 4, 4, 4, 4), c(7, 8, 8, 9, 10, 6))
cat(",\n")
curve("unanimous_levels", c(rep(1, 6), 2, 2, 2, rep(3, 5), rep(4, 7)), c(rep(3, 6), 5, 5, 5, 6, 8, 7, 7, 9, rep(10, 7)))
cat(",\n")
curve("no_spread_anywhere", c(rep(1, 6), 2, 2, 3), c(rep(3, 6), 5, 5, 4))
cat(",\n")
curve("far_from_zero", c(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3), 1e9 + c(1, 2, 4, 3, 5, 7, 6, 9, 8, 5, 9))
cat("\n],\n\"binary\": [\n")
shares("sfo17_promoters", sfo$q7all, as.numeric(sfo$nps >= 9))
cat(",\n")
shares("sfo17_promoters_99", sfo$q7all, as.numeric(sfo$nps >= 9), level = 0.99)
cat("\n]\n}\n")
