# Oracle of src/metrics/loyalty/zone/insensitive-zone.ts: slopes, contrasts, statistic, p-values, fits of three segments.
# Run in test/golden: Rscript insensitive-zone.R > insensitive-zone.json
#
# Segment slopes by lm() on the level means with weights 1 / variance; their errors from the linear form of that fit. The
# p-values are integrals of a multivariate normal distribution by mvtnorm::pmvnorm, not simulations; Satterthwaite's
# degrees of freedom turn each ratio into a normal score. Three segments by lm() with two kinks.
suppressMessages(library(mvtnorm))
num <- function(x) {
  one <- function(v) if (is.na(v)) "null" else sprintf("%.17g", v)
  if (length(x) == 1) one(x) else paste0("[", paste(sapply(x, one), collapse = ", "), "]")
}
pairs_json <- function(l) paste0("{", paste(sprintf("\"%s\": %s", names(l), l), collapse = ", "), "}")

# what lm makes of each unit vector: the linear form of the slope
slope_form <- function(x, w, from, to) {
  inside <- from:to
  form <- numeric(length(x))
  for (k in inside) {
    unit <- as.numeric(inside == k)
    form[k] <- coef(lm(unit ~ x[inside], weights = w[inside]))[2]
  }
  form
}

zone <- function(id, x, m, v, n, margin = NA, level = 0.95) {
  k <- length(x)
  w <- 1 / v
  error <- function(form) sqrt(sum(form^2 * v))
  freedom <- function(form) sum(form^2 * v)^2 / sum((form^2 * v)^2 / (n - 1))
  score <- function(form, constant = 0) {
    p <- pt((sum(form * m) + constant) / error(form), freedom(form), lower.tail = FALSE, log.p = TRUE)
    qnorm(p, lower.tail = FALSE, log.p = TRUE)
  }
  whole <- slope_form(x, w, 1, k)
  overall <- sum(whole * m)
  stopifnot(abs(overall - coef(lm(m ~ x, weights = w))[2]) < 1e-12 * abs(overall))
  # the margin is a number, or half the overall slope with its own uncertainty
  m_form <- if (is.na(margin)) sign(overall) * whole / 2 else 0 * whole
  m_constant <- if (is.na(margin)) 0 else margin
  candidates <- do.call(rbind, lapply(2:(k - 2), function(a) cbind(a, (a + 1):(k - 1))))
  forms <- lapply(seq_len(nrow(candidates)), function(i) {
    a <- candidates[i, 1]
    b <- candidates[i, 2]
    left <- slope_form(x, w, 1, a)
    inner <- slope_form(x, w, a, b)
    right <- slope_form(x, w, b, k)
    list(a = a, b = b, left = left, inner = inner, right = right)
  })
  rows <- function(f) t(sapply(forms, f))
  t_l <- sapply(forms, function(f) score(f$left - f$inner))
  t_r <- sapply(forms, function(f) score(f$right - f$inner))
  # P(the largest of the family's noise >= T) = 1 - P(all < T)
  reach <- function(family, statistic) {
    r <- cov2cor(family %*% diag(v) %*% t(family))
    if (nrow(family) == 1) return(pnorm(statistic, lower.tail = FALSE))
    set.seed(1)
    p <- pmvnorm(upper = rep(statistic, nrow(family)), corr = r,
      algorithm = GenzBretz(maxpts = 1e5, abseps = 1e-5, releps = 0))
    1 - as.numeric(p)
  }
  # a zone has ends that are steeper than its middle, and that rise
  in_zone <- list(function(f) f$left - f$inner, function(f) f$right - f$inner, function(f) f$left, function(f) f$right)
  statistic <- max(do.call(pmin, lapply(in_zone, function(part) sapply(forms, function(f) score(part(f))))))
  p_shape <- max(sapply(in_zone, function(part) reach(unique(round(rows(part), 12)), statistic)))
  upper_p <- function(form, constant) pt((sum(form * m) + constant) / error(form), freedom(form), lower.tail = FALSE)
  absence <- max(sapply(forms, function(f) {
    min(1, 2 * upper_p(m_form - (f$left - f$inner), m_constant), 2 * upper_p(m_form - (f$right - f$inner), m_constant))
  }))
  steps_flat <- max(sapply(1:(k - 1), function(i) {
    step <- slope_form(x, w, i, i + 1)
    max(upper_p(m_form - step, m_constant), upper_p(m_form + step, m_constant))
  }))
  # weighted sums of squares of the fits with two kinks, and their slopes
  fits <- lapply(forms, function(f) {
    fit <- lm(m ~ x + pmax(x - x[f$a], 0) + pmax(x - x[f$b], 0), weights = w)
    theta <- coef(fit)
    list(sse = sum(w * residuals(fit)^2), fall = unname(theta[3]), rise = unname(theta[4]))
  })
  sse <- sapply(fits, function(f) f$sse)
  has_zone <- sapply(fits, function(f) f$fall < 0 && f$rise > 0)
  line <- sum(w * residuals(lm(m ~ x, weights = w))^2)
  best <- if (any(has_zone)) which.min(ifelse(has_zone, sse, Inf)) else NA
  chosen <- if (is.na(best)) NA else {
    f <- forms[[best]]
    gain_inside <- replace(replace(numeric(k), f$a, -1), f$b, 1)
    gain_top <- replace(replace(numeric(k), f$b, -1), k, 1)
    families <- list(left = rows(function(f) f$left), inner = rows(function(f) f$inner), right = rows(function(f) f$right),
      gainInside = rows(function(f) replace(replace(numeric(k), f$a, -1), f$b, 1)),
      gainToTop = rows(function(f) replace(replace(numeric(k), f$b, -1), k, 1)))
    parts <- list(left = f$left, inner = f$inner, right = f$right, gainInside = gain_inside, gainToTop = gain_top)
    estimates <- sapply(names(parts), function(name) {
      form <- parts[[name]]
      family <- unique(round(families[[name]], 12))
      # the quantile of the largest of the absolute scores; of one it is the normal quantile, of many it takes too long
      set.seed(1)
      z <- if (nrow(family) == 1) qnorm(1 - (1 - level) / 2) else if (nrow(family) > 10) NA else {
        corr <- cov2cor(family %*% diag(v) %*% t(family))
        qmvnorm(level, tail = "both.tails", corr = corr, ptol = 1e-4, algorithm = GenzBretz(abseps = 1e-4))$quantile
      }
      half <- qt(pnorm(z, lower.tail = FALSE), freedom(form), lower.tail = FALSE) * error(form)
      pairs_json(list(estimate = num(sum(form * m)), standardError = num(error(form)), half = num(half)))
    })
    t_flat <- min(score(m_form - f$inner, m_constant), score(m_form + f$inner, m_constant))
    p_flat <- max(reach(rows(function(g) m_form - g$inner), t_flat), reach(rows(function(g) m_form + g$inner), t_flat))
    pairs_json(c(list(from = x[f$a], to = x[f$b], pFlat = num(p_flat)), setNames(as.list(estimates), names(parts))))
  }
  cat(sprintf(" {\"id\": \"%s\", \"confidenceLevel\": %g, \"margin\": %s,\n  \"levels\": %s,\n  \"means\": %s,\n  \"variances\": %s,\n  \"n\": %s,\n",
    id, level, num(margin), num(x), num(m), num(v), num(n)))
  half <- qt(1 - (1 - level) / 2, freedom(whole)) * error(whole)
  cat(sprintf("  \"overall\": %s,\n", pairs_json(list(estimate = num(overall), standardError = num(error(whole)), half = num(half)))))
  cat(sprintf("  \"statistic\": %s, \"pShape\": %s, \"pAbsence\": %s, \"pFlatEverywhere\": %s,\n", num(statistic), num(p_shape), num(absence), num(steps_flat)))
  cat("  \"candidates\": [\n")
  cat(paste(sapply(seq_along(forms), function(i) {
    f <- forms[[i]]
    paste0("   ", pairs_json(list(from = x[f$a], to = x[f$b], left = num(sum(f$left * m)), inner = num(sum(f$inner * m)),
      right = num(sum(f$right * m)), scoreLeft = num(t_l[i]), scoreRight = num(t_r[i]), gain = num(line - sse[i]),
      hasZone = tolower(has_zone[i]))))
  }), collapse = ",\n"))
  cat(sprintf("],\n  \"zone\": %s}", if (is.na(best)) "null" else chosen))
}

curve <- function(x, y) {
  keep <- !is.na(x) & !is.na(y)
  x <- x[keep]
  y <- y[keep]
  at <- sort(unique(x))
  n <- sapply(at, function(l) sum(x == l))
  list(x = at, n = n, m = sapply(at, function(l) mean(y[x == l])), v = sapply(at, function(l) var(y[x == l])) / n)
}

sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
cat(sprintf("{\n\"_note\": \"made by insensitive-zone.R; half is half the width of an interval; p-values to about 1e-4\",\n\"software\": \"%s, mvtnorm %s\",\n\"cases\": [\n",
  R.version.string, packageVersion("mvtnorm")))
one <- curve(sfo$q7all, sfo$nps)
zone("sfo17", one$x, one$m, one$v, one$n)
cat(",\n")
zone("sfo17_margin", one$x, one$m, one$v, one$n, margin = 0.5)
cat(",\n")
zone("steep_flat_steep_5", 1:5, c(2, 4.5, 4.6, 4.5, 6.8), c(0.09, 0.05, 0.02, 0.01, 0.02), c(25, 40, 90, 200, 110))
cat(",\n")
zone("weak_5", 1:5, c(2, 3.6, 4.1, 4.5, 5.8), c(0.16, 0.09, 0.04, 0.02, 0.03), c(12, 25, 60, 150, 90))
cat(",\n")
zone("gap_7", c(1, 2, 3, 5, 6, 7), c(1.5, 3.5, 4.4, 4.7, 4.9, 7.2), c(0.2, 0.12, 0.06, 0.03, 0.02, 0.03), c(10, 21, 50, 90, 120, 80), margin = 0.6)
cat(",\n")
zone("inverse_s_11", 0:10, c(0.6, 2.9, 4, 4.7, 5, 5.1, 5.2, 5.5, 5.9, 7.2, 9.2),
  c(0.2, 0.25, 0.15, 0.1, 0.08, 0.04, 0.04, 0.02, 0.015, 0.03, 0.03), c(12, 9, 14, 20, 24, 54, 60, 110, 144, 84, 78))
cat(",\n")
zone("straight_11", 0:10, c(1.2, 1.7, 2.9, 3.1, 4.2, 4.8, 6.1, 6.9, 7.8, 8.5, 9.4),
  c(0.2, 0.25, 0.15, 0.1, 0.08, 0.04, 0.04, 0.02, 0.015, 0.03, 0.03), c(12, 9, 14, 20, 24, 54, 60, 110, 144, 84, 78))
cat(",\n")
zone("four_levels", c(1, 2, 4, 5), c(1, 3, 3.2, 5), c(0.1, 0.05, 0.04, 0.06), c(20, 30, 50, 30), level = 0.9)
cat(",\n")
zone("flat_everywhere", 1:5, c(6.9, 7.02, 6.98, 7.05, 7.01), c(0.02, 0.012, 0.008, 0.005, 0.006), c(80, 120, 200, 400, 300), margin = 0.6)
cat(",\n")
zone("falling_end", 1:5, c(6, 5.4, 1, 3, 9), c(0.09, 0.05, 0.03, 0.02, 0.03), c(25, 40, 60, 120, 80))
cat("\n]\n}\n")
