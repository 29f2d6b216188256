# Oracle of proportionSampleSize(), meanSampleSize() and npsSampleSize().
# Run in test/golden: Rscript sample-size.R > sample-size.json
# Other ways than the library's search: closed forms rounded up. Wald: z^2 v / d^2. Wilson: the quadratic in m = n + z^2 that
# sets the half-width to d. Adjusted Wald: the cubic in n + 3 that does; beside it the published z^2 v / d^2 - 3, which takes the
# variance of the expected shares. Student's t: the sample size upwards from the normal one. Finite population: n N / (n + N - 1).
# At n and at n - 1 the half-widths are those of prop.test (Wilson) and of the formulas.
up <- function(x) ceiling(x - 1e-9 * (abs(x - round(x)) < 1e-9))
finite <- function(n0, N) if (is.na(N)) max(1, up(n0)) else min(N, max(1, up(n0 * N / (n0 + N - 1))))
# what n answers of a population are worth; all of it, without end
worth <- function(n, N) if (is.na(N)) n else if (n >= N) Inf else n * (N - 1) / (N - n)
show <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
row <- function(...) {
  f <- list(...)
  paste0("{", paste0("\"", names(f), "\": ", sapply(f, function(v) if (is.character(v)) paste0("\"", v, "\"") else show(v)),
    collapse = ", "), "}")
}

wald_n <- function(v, d, z) z^2 * v / d^2
wilson_n <- function(p, d, z) {
  v <- p * (1 - p)
  m <- (z^2 * v + sqrt(z^4 * v^2 + 4 * d^2 * z^4 * (1 / 4 - v))) / (2 * d^2)
  m - z^2
}
wilson_half <- function(p, n, z) if (is.infinite(n)) 0 else z * sqrt(p * (1 - p) * n + z^2 / 4) / (n + z^2)
shares <- character()
for (p in c(0.5, 0.1, 0.9, 0.02)) for (d in c(0.2, 0.05, 0.03, 0.01, 0.001)) for (level in c(0.9, 0.95, 0.99))
  for (N in c(NA, 100, 20000)) {
    z <- qnorm((1 + level) / 2)
    n <- finite(wilson_n(p, d, z), N)
    w <- finite(wald_n(p * (1 - p), d, z), N)
    s <- finite(p * (1 - p) / d^2, N)
    # prop.test takes fractional counts and, uncorrected, gives the interval that is planned for
    if (is.na(N) && d >= 0.01) {
      ci <- suppressWarnings(prop.test(p * n, n, conf.level = level, correct = FALSE))$conf.int
      stopifnot(abs(diff(ci) / 2 / wilson_half(p, n, z) - 1) < 1e-10, diff(ci) / 2 <= d)
    }
    m <- worth(n, N)
    shares <- c(shares, row(share = p, goal = d, level = level, population = N, wilson = n, margin = wilson_half(p, m, z),
      standardError = sqrt(p * (1 - p) / m), wald = w, waldMargin = z * sqrt(p * (1 - p) / worth(w, N)), forError = s))
  }

means <- character()
for (s in c(1, 1.1, 40)) for (d in c(3, 0.5, 0.1, 0.02)) for (level in c(0.9, 0.95, 0.99)) for (N in c(NA, 30, 5000)) {
  half <- function(n) qt((1 + level) / 2, n - 1) * s / sqrt(worth(n, N))
  n <- max(2, finite(wald_n(s^2, d, qnorm((1 + level) / 2)), N) - 3)
  while (half(n) > d) n <- n + 1
  means <- c(means, row(standardDeviation = s, goal = d, level = level, population = N, n = n, margin = half(n),
    standardError = s / sqrt(worth(n, N)), forError = finite(s^2 / d^2, N)))
}

adjusted_half <- function(p, d, n, z) {
  if (is.infinite(n)) return(0)
  a <- (p * n + 3 / 4) / (n + 3)
  b <- (d * n + 3 / 4) / (n + 3)
  100 * z * sqrt((a + b - (a - b)^2) / (n + 3))
}
adjusted_n <- function(p, d, margin, z) {
  # with k = n + 3: z^2 [ ((k - 3) P + 3/2) k - (k - 3)^2 D^2 ] = m^2 k^3
  P <- p + d
  D <- p - d
  m <- margin / 100
  roots <- polyroot(c(-9 * D^2 * z^2, (3 / 2 - 3 * P + 6 * D^2) * z^2, (P - D^2) * z^2, -m^2))
  real <- Re(roots[abs(Im(roots)) < 1e-6 * Mod(roots)])
  uniroot(function(n) adjusted_half(p, d, n, z) - margin, c(0, max(real) * 2 + 10), extendInt = "downX", tol = 1e-9)$root
}
scores <- character()
groups <- list(c(0.5, 0.5), c(0.5, 0.15), c(0.9, 0.05), c(1, 0), c(0, 0), c(0.2, 0.6), c(1 / 3, 1 / 3))
for (g in groups) for (margin in c(20, 10, 5, 3, 1)) for (level in c(0.9, 0.95, 0.99)) for (N in c(NA, 200, 10000)) {
  z <- qnorm((1 + level) / 2)
  v <- sum(g) - diff(g)^2
  n <- finite(adjusted_n(g[1], g[2], margin, z), N)
  while (adjusted_half(g[1], g[2], worth(n, N), z) > margin) n <- n + 1
  while (n > 1 && adjusted_half(g[1], g[2], worth(n - 1, N), z) <= margin) n <- n - 1
  wald <- finite(1e4 * wald_n(v, margin, z), N)
  scores <- c(scores, row(promoters = g[1], detractors = g[2], goal = margin, level = level, population = N, n = n,
    margin = adjusted_half(g[1], g[2], worth(n, N), z), standardError = 100 * sqrt(v / worth(n, N)), wald = wald,
    published = if (is.na(N)) up(1e4 * wald_n(v, margin, z) - 3) else NA, forError = finite(1e4 * v / margin^2, N)))
}
cat(sprintf("{\n\"_note\": \"made by sample-size.R\",\n\"software\": \"%s\",\n\"shares\": [\n%s\n],\n\"means\": [\n%s\n],\n\"scores\": [\n%s\n]\n}\n",
  R.version.string, paste(shares, collapse = ",\n"), paste(means, collapse = ",\n"), paste(scores, collapse = ",\n")))
