# Oracle of src/statistics/models/ordinal-model.ts for what ordinal.json does not hold: profile intervals (uniroot at
# 1e-13), Brant's test by its definition (Brant 1990) from R's glm, and separation (a linear programme).
# Run in test/golden: Rscript ordinal-model.R > ordinal-model.json
suppressMessages(library(lpSolve))
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
str <- function(x) if (length(x) == 0) "[]" else paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")
tight <- list(epsilon = 1e-15, maxit = 100)

housing <- read.csv("data/mass_housing.csv")
housing$Sat <- match(housing$Sat, c("Low", "Medium", "High"))
housing$Infl <- factor(housing$Infl, c("Low", "High", "Medium"))
housing$Type <- factor(housing$Type, c("Tower", "Apartment", "Atrium", "Terrace"))
housing$Cont <- factor(housing$Cont, c("Low", "High"))
ucla <- read.csv("data/ucla_ologit.csv")
ucla$apply <- match(ucla$apply, c("unlikely", "somewhat likely", "very likely"))
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
sfo <- sfo[complete.cases(sfo[c("q7all", "q9all", "q10safe", "q7food")]), ]

# log-likelihood of thresholds and coefficients, with its derivatives, each bound at most once infinite
F <- list(logit = plogis, probit = pnorm)
f <- list(logit = dlogis, probit = dnorm)
slope <- list(logit = function(u) dlogis(u) * (1 - 2 * plogis(u)), probit = function(u) -u * dnorm(u))
likelihood <- function(b, x, y, w, link) {
  k <- max(y)
  theta <- c(-Inf, b[seq_len(k - 1)], Inf)
  eta <- drop(x %*% b[-seq_len(k - 1)])
  u <- theta[y + 1] - eta
  l <- theta[y] - eta
  p <- ifelse(l > 0, F[[link]](-l) - F[[link]](-u), F[[link]](u) - F[[link]](l))
  if (any(!(p > 0))) return(list(value = -Inf))
  du <- cbind(outer(y, seq_len(k - 1), "==") * 1, -x)
  dl <- cbind(outer(y - 1, seq_len(k - 1), "==") * 1, -x)
  a <- f[[link]](u) / p
  c <- f[[link]](l) / p
  bend <- function(v) ifelse(is.finite(v), slope[[link]](v), 0) / p
  score <- a * du - c * dl
  list(value = sum(w * log(p)), gradient = colSums(w * score),
       hessian = crossprod(du, w * bend(u) * du) - crossprod(dl, w * bend(l) * dl) - crossprod(score, w * score))
}
best <- function(b, free, x, y, w, link) {
  for (i in 1:200) {
    now <- likelihood(b, x, y, w, link)
    step <- rep(0, length(b))
    if (length(free) > 0) step[free] <- solve(-now$hessian[free, free, drop = FALSE], now$gradient[free])
    while (!(likelihood(b + step, x, y, w, link)$value >= now$value - 1e-12 * abs(now$value))) step <- step / 2
    b <- b + step
    if (max(abs(step)) < 1e-13 * (1 + max(abs(b)))) break
  }
  list(b = b, at = likelihood(b, x, y, w, link))
}

brant <- function(x, y, w) {
  k <- max(y)
  p <- ncol(x)
  fits <- lapply(seq_len(k - 1), function(j) {
    m <- glm.fit(cbind(1, x), as.numeric(y > j), weights = w, family = binomial(), control = tight)
    mu <- m$fitted.values
    list(b = m$coefficients, mu = mu, inverse = solve(crossprod(cbind(1, x) * sqrt(w * mu * (1 - mu)))))
  })
  v <- matrix(0, (k - 1) * p, (k - 1) * p)
  b <- unlist(lapply(fits, function(m) m$b[-1]))
  for (i in seq_len(k - 1)) for (j in i:(k - 1)) {
    c <- fits[[j]]$mu - fits[[i]]$mu * fits[[j]]$mu
    block <- fits[[i]]$inverse %*% crossprod(cbind(1, x), w * c * cbind(1, x)) %*% fits[[j]]$inverse
    rows <- (i - 1) * p + seq_len(p)
    columns <- (j - 1) * p + seq_len(p)
    v[rows, columns] <- block[-1, -1]
    v[columns, rows] <- t(block[-1, -1])
  }
  d <- cbind(matrix(rep(-diag(p), k - 2), ncol = p, byrow = FALSE), diag((k - 2) * p))
  d[, seq_len(p)] <- do.call(rbind, rep(list(-diag(p)), k - 2))
  wald <- function(d) {
    z <- drop(d %*% b)
    drop(z %*% solve(d %*% v %*% t(d), z))
  }
  each <- sapply(seq_len(p), function(j) wald(d[seq(j, by = p, length.out = k - 2), , drop = FALSE]))
  c(wald(d), each)
}

case <- function(id, names, x, y, w, link) {
  k <- max(y)
  start <- c({ s <- cumsum(tapply(w, y, sum)) / sum(w); qs <- s[-k]; if (link == "logit") qlogis(qs) else qnorm(qs) },
             rep(0, ncol(x)))
  m <- best(start, seq_along(start), x, y, w, link)
  cov <- solve(-m$at$hessian)
  se <- sqrt(diag(cov))
  ends <- sapply(seq_along(m$b), function(j) {
    off <- function(at) {
      b <- m$b + cov[, j] / cov[j, j] * (at - m$b[j])
      best(b, setdiff(seq_along(b), j), x, y, w, link)$at$value - m$at$value + qchisq(0.95, 1) / 2
    }
    sapply(c(-1, 1), function(side) uniroot(off, sort(m$b[j] + side * c(0.5, 3.5) * se[j]), tol = 1e-13)$root)
  })
  test <- if (link == "logit") brant(x, y, w) else NA
  sprintf(paste0(" {\"id\": \"%s\", \"link\": \"%s\", \"names\": %s, \"n\": %.17g,\n  \"estimate\": %s,\n  \"se\": %s,\n",
    "  \"profileLower\": %s,\n  \"profileUpper\": %s,\n  \"logLik\": %.17g,\n  \"brant\": %s}"),
    id, link, str(names), sum(w), num(m$b), num(se), num(ends[1, ]), num(ends[2, ]), m$at$value, num(test))
}
matrixOf <- function(formula, data) model.matrix(formula, data)[, -1, drop = FALSE]

state <- 20240229
draw <- function(m) { state <<- (state * 16807) %% 2147483647; state %% m }
separated <- function(index) {
  n <- 8 + draw(9)
  p <- 1 + draw(2)
  k <- 3 + draw(2)
  x <- matrix(sapply(seq_len(p), function(j) sapply(seq_len(n), function(i) draw(4))), n)
  noise <- draw(4)
  y <- 1 + floor((x[, 1] + (if (noise == 0) 0 else sapply(seq_len(n), function(i) draw(noise + 1)))) * k / (5 + noise))
  y <- match(y, sort(unique(y)))
  k <- max(y)
  if (k < 2 || qr(cbind(1, x))$rank < p + 1 || n <= p + k) return(NULL)
  upper <- which(y < k)
  lower <- which(y > 1)
  at <- function(row, j) { e <- matrix(0, length(row), k - 1); e[cbind(seq_along(row), j)] <- 1; e }
  a <- rbind(cbind(at(upper, y[upper]), -x[upper, , drop = FALSE]), cbind(-at(lower, y[lower] - 1), x[lower, , drop = FALSE]))
  size <- ncol(a)
  rows <- nrow(a)
  constraints <- rbind(cbind(a, -a, -diag(rows)), cbind(matrix(0, rows, 2 * size), diag(rows)))
  solution <- lp("max", c(rep(0, 2 * size), rep(1, rows)), constraints, c(rep(">=", rows), rep("<=", rows)),
                 c(rep(0, rows), rep(1, rows)))
  gains <- round(solution$solution[2 * size + seq_len(rows)])
  kind <- if (all(gains == 1)) "complete" else if (any(gains == 1)) "quasi-complete" else "none"
  left <- a[gains == 0, , drop = FALSE]
  determined <- rep(FALSE, size)
  if (nrow(left) > 0) {
    s <- svd(left, nu = 0, nv = size)
    rank <- sum(s$d > 1e-10)
    null <- if (rank < size) s$v[, (rank + 1):size, drop = FALSE] else matrix(0, size, 1)
    determined <- rowSums(abs(null)) < 1e-10
  }
  b <- rep(NA, size)
  if (kind == "none") {
    shares <- cumsum(table(y)) / n
    b <- best(c(qlogis(shares[-k]), rep(0, p)), seq_len(size), x, y, rep(1, n), "logit")$b
  }
  sprintf("  {\"kind\": \"%s\", \"x\": [%s], \"y\": %s, \"determined\": [%s], \"estimate\": %s}", kind,
    paste(apply(x, 2, num), collapse = ", "), num(y), paste(ifelse(determined, "true", "false"), collapse = ", "), num(b))
}
tables <- Filter(Negate(is.null), lapply(1:100, separated))

one <- rep(1, nrow(ucla))
cat(sprintf("{\n\"_note\": \"made by ordinal-model.R\",\n\"software\": \"%s, lpSolve %s\",\n\"cases\": [\n%s\n],\n\"separated\": [\n%s\n]\n}\n",
  R.version.string, packageVersion("lpSolve"),
  paste(c(
    case("housing", c("Infl[High]", "Infl[Medium]", "Type[Apartment]", "Type[Atrium]", "Type[Terrace]", "Cont[High]"),
         matrixOf(~ Infl + Type + Cont, housing), housing$Sat, housing$Freq, "logit"),
    case("ucla", c("pared", "public", "gpa"), matrixOf(~ pared + public + gpa, ucla), ucla$apply, one, "logit"),
    case("ucla", c("pared", "public", "gpa"), matrixOf(~ pared + public + gpa, ucla), ucla$apply, one, "probit"),
    case("sfo", c("q9all", "q9all^2", "q10safe", "q9all:q7food"), matrixOf(~ q9all + I(q9all^2) + q10safe + q9all:q7food, sfo),
         match(sfo$q7all, 1:5), rep(1, nrow(sfo)), "logit")), collapse = ",\n"),
  paste(tables, collapse = ",\n")))
