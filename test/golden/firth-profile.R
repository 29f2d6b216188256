# Oracle of src/statistics/models/profile-interval.ts where a profile is not concave: small tables under Firth's method.
# The profile is looked at in small steps outwards until it is low enough, then uniroot; the intercept, by a grid first.
# Run in test/golden: Rscript firth-profile.R > firth-profile.json
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
drop <- qchisq(0.95, 1) / 2

# x is centred, so that the best intercept stays near 0; the slope is the same
value <- function(a, b, x, y) {
  eta <- a + b * x
  w <- exp(-abs(eta)) / (1 + exp(-abs(eta)))^2
  s <- sum(w)
  m <- sum(w * x) / s
  -sum(log1p(exp(ifelse(y == 1, -eta, eta)))) + log(s) / 2 + log(sum(w * (x - m)^2)) / 2
}
profile <- function(b, x, y) {
  reach <- abs(b) * max(abs(x)) + 8
  grid <- seq(-reach, reach, length.out = 401)
  at <- which.max(sapply(grid, value, b, x, y))
  near <- grid[pmin(pmax(at + c(-1, 1), 1), 401)]
  optimize(value, near, b, x, y, maximum = TRUE, tol = 1e-10)$objective
}
ends <- function(x, y) {
  x <- x - mean(x)
  # the maximum next to the model without a slope
  start <- c(qlogis(mean(y)), 0)
  for (i in 1:5) start <- optim(start, function(p) value(p[1], p[2], x, y), method = "BFGS",
                                control = list(fnscale = -1, reltol = 1e-16, parscale = c(1, 1 / sd(x))))$par
  b <- optimize(profile, start[2] + c(-0.2, 0.2) / sd(x), x, y, maximum = TRUE, tol = 1e-10)$maximum
  top <- profile(b, x, y)
  off <- function(v) profile(v, x, y) - top + drop
  c(b, sapply(c(-1, 1), function(side) {
    step <- side * 0.02 / sd(x)
    far <- b + step
    while (off(far) > 0) far <- far + step
    uniroot(off, sort(c(far - step, far)), tol = 1e-13)$root
  }))
}

# reproducible without a generator of R's
state <- 20240229
draw <- function(m) { state <<- (state * 16807) %% 2147483647; state %% m }
one <- function(x, y) {
  e <- ends(x, y)
  sprintf(" {\"x\": %s, \"y\": %s, \"estimate\": %.17g, \"lower\": %.17g, \"upper\": %.17g}",
          num(x), num(y), e[1], e[2], e[3])
}
found <- one(c(4, 1, 2, 1, 5, 2, 5, 5, 4), c(1, 0, 1, 0, 1, 1, 1, 1, 1))
while (length(found) < 30) {
  n <- 6 + draw(5)
  x <- sapply(seq_len(n), function(i) 1 + draw(5))
  # rare noes, more of them below, which is where profiles are flat
  y <- as.numeric(sapply(x, function(v) draw(v + 1) > 0))
  if (length(unique(x)) > 1 && length(unique(y)) > 1) found <- c(found, one(x, y))
}
cat(sprintf("{\n\"_note\": \"made by firth-profile.R\",\n\"software\": \"%s\",\n\"tables\": [\n%s\n]\n}\n",
            R.version.string, paste(found, collapse = ",\n")))
