# Oracle of src/statistics/models/logistic-model.ts for what logistic.json does not hold to full precision or at all:
# profile intervals (uniroot at 1e-13), DeLong intervals (pROC), Firth's method (brglm2; its profile and test by optim),
# terms, survey weights (survey) and separation (a linear programme, Konis 2007).
# Run in test/golden: Rscript logistic-model.R > logistic-model.json
suppressMessages({ library(brglm2); library(pROC); library(survey); library(lpSolve) })
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
str <- function(x) if (length(x) == 0) "[]" else paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")
own <- function(x) gsub("(Intercept)", "(intercept)", x, fixed = TRUE)
tight <- list(epsilon = 1e-15, maxit = 100)
z <- qnorm(0.975)

mtcars <- read.csv("data/r_mtcars.csv")
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
sfo$promoter <- as.numeric(sfo$nps >= 9)
sfo$strata <- relevel(factor(sfo$strata, labels = c("am", "mid", "pm")), "mid")

# log-likelihood by design matrix, penalised by Jeffreys' prior where asked; by QR, since the information is near
# singular where a profile of separated data ends
weighted <- function(b, x) {
  mu <- plogis(drop(x %*% b))
  qr(x * sqrt(mu * (1 - mu)), tol = 1e-300, LAPACK = FALSE)
}
value <- function(b, x, y, penalised) {
  eta <- drop(x %*% b)
  v <- -sum(log1p(exp(ifelse(y == 1, -eta, eta))))
  if (penalised) v <- v + sum(log(abs(diag(qr.R(weighted(b, x))))))
  if (is.finite(v)) v else -Inf
}
score <- function(b, x, y, penalised) {
  mu <- plogis(drop(x %*% b))
  r <- y - mu
  if (penalised) r <- r + rowSums(qr.Q(weighted(b, x))^2) * (0.5 - mu)
  drop(crossprod(x, r))
}
# the best value with some coefficients held: it is flat there, so that ten digits of the others give twenty of it
best <- function(x, y, penalised, start, held, at) {
  free <- setdiff(seq_len(ncol(x)), held)
  full <- function(p) { b <- start; b[held] <- at; b[free] <- p; b }
  if (length(free) == 0) return(list(value = value(full(numeric(0)), x, y, penalised), b = full(numeric(0))))
  climb <- function(p) {
    for (i in 1:3) {
      p <- optim(p, function(p) max(-1e10, value(full(p), x, y, penalised)), function(p) score(full(p), x, y, penalised)[free],
                 method = "BFGS", control = list(fnscale = -1, reltol = 1e-16, maxit = 5000))$par
    }
    # Fisher scoring, halved where it leads down
    for (i in 1:200) {
      mu <- plogis(drop(x %*% full(p)))
      r <- qr.R(qr(x[, free, drop = FALSE] * sqrt(mu * (1 - mu)), tol = 1e-300))
      step <- backsolve(r, forwardsolve(t(r), score(full(p), x, y, penalised)[free]))
      v <- value(full(p), x, y, penalised)
      while (!(value(full(p + step), x, y, penalised) >= v - 1e-12 * abs(v))) step <- step / 2
      p <- p + step
      if (max(abs(step)) < 1e-13 * (1 + max(abs(p)))) break
    }
    list(value = value(full(p), x, y, penalised), b = full(p))
  }
  # the penalised likelihood is hard to climb far out: also on the line from 0 to where the last climb ended
  starts <- list(start[free])
  if (penalised && length(held) == 1) {
    starts <- c(starts, lapply(c(0.25, 0.5, 1, 1.5, 2, 3), function(m) m * start[free] * at / start[held]),
                if (!is.null(last)) lapply(c(1, at / last[held]), function(m) m * last[free]))
  }
  found <- lapply(Filter(function(p) is.finite(value(full(p), x, y, penalised)), starts), climb)
  top <- found[[which.max(sapply(found, `[[`, "value"))]]
  last <<- top$b
  top
}
last <- NULL
profile_ends <- function(x, y, penalised, b, se) {
  top <- value(b, x, y, penalised)
  t(sapply(seq_along(b), function(j) {
    off <- function(v) best(x, y, penalised, b, j, v)$value - top + qchisq(0.95, 1) / 2
    sapply(c(-1, 1), function(side) {
      far <- 1
      last <<- NULL
      while (off(b[j] + side * far * z * se[j]) > 0) far <- far * 1.25
      uniroot(off, sort(c(b[j], b[j] + side * far * z * se[j])), tol = 1e-13 * max(1, abs(b[j])))$root
    })
  }))
}

describe <- function(id, csv, formula, data, extra = "") {
  m <- glm(formula, binomial, data, control = tight)
  # once more from the maximum, since glm's errors are those of the last step but one
  m <- eval(bquote(glm(formula, binomial, data, control = tight, start = .(coef(m)))))
  x <- model.matrix(m)
  y <- m$y
  k <- coef(summary(m))
  ends <- profile_ends(x, y, FALSE, coef(m), k[, 2])
  # rounded, since fitted values of equal rows may differ in their last digit
  roc <- roc(y, round(fitted(m), 10), quiet = TRUE, direction = "<", levels = c(0, 1))
  ci <- as.numeric(ci.auc(roc, method = "delong"))
  p <- fitted(m)
  sprintf(paste0(" {\"id\": \"%s\", \"csv\": \"%s\", \"names\": %s, \"n\": %d,\n  \"estimate\": %s,\n  \"se\": %s,\n",
    "  \"p\": %s,\n  \"profileLower\": %s,\n  \"profileUpper\": %s,\n  \"deviance\": %.17g, \"nullDeviance\": %.17g,",
    " \"aic\": %.17g, \"bic\": %.17g, \"tjur\": %.17g,\n  \"auc\": %.17g, \"aucSe\": %.17g, \"aucInterval\": %s}"),
    id, csv, str(own(names(coef(m)))), length(y), num(coef(m)), num(k[, 2]), num(k[, 4]), num(ends[, 1]), num(ends[, 2]),
    deviance(m), m$null.deviance, AIC(m), BIC(m), mean(p[y == 1]) - mean(p[y == 0]),
    as.numeric(auc(roc)), sqrt(var(roc, method = "delong")), num(ci[c(1, 3)]))
}

firth <- function(id, csv, formula, data) {
  m <- glm(formula, binomial, data, method = "brglmFit", type = "AS_mean",
           control = list(epsilon = 1e-13, maxit = 10000))
  x <- model.matrix(formula, data)
  y <- model.response(model.frame(formula, data))
  se <- sqrt(diag(vcov(m)))
  ends <- profile_ends(x, y, TRUE, coef(m), se)
  p <- ncol(x)
  test <- 2 * (value(coef(m), x, y, TRUE) - best(x, y, TRUE, rep(0, p), 2:p, rep(0, p - 1))$value)
  sprintf(paste0(" {\"id\": \"%s\", \"csv\": %s, \"names\": %s,\n  \"x\": [%s], \"y\": %s,\n  \"estimate\": %s,\n  \"se\": %s,\n",
    "  \"profileLower\": %s,\n  \"profileUpper\": %s,\n  \"logLik\": %.17g, \"test\": %.17g, \"testP\": %.17g}"),
    id, if (is.null(csv)) "null" else paste0("\"", csv, "\""), str(own(names(coef(m)))),
    if (is.null(csv)) paste(apply(x[, -1, drop = FALSE], 2, num), collapse = ", ") else "",
    if (is.null(csv)) num(y) else "[]", num(coef(m)), num(se), num(ends[, 1]), num(ends[, 2]),
    value(coef(m), x, y, FALSE), test, pchisq(test, p - 1, lower.tail = FALSE))
}

surveyed <- function(id, formula, used) {
  data <- sfo[complete.cases(sfo[used]) & !is.na(sfo$weight), ]
  design <- svydesign(ids = ~1, weights = ~weight, data = data)
  m <- svyglm(formula, design, family = quasibinomial, control = tight)
  m <- eval(bquote(svyglm(formula, design, family = quasibinomial, control = tight, start = .(coef(m)))))
  k <- coef(summary(m))
  ci <- confint(m, ddf = m$df.residual)
  w <- regTermTest(m, delete.response(terms(formula)), method = "Wald")
  sprintf(paste0(" {\"id\": \"%s\", \"names\": %s, \"n\": %d, \"df\": %d,\n  \"estimate\": %s,\n  \"se\": %s,\n  \"t\": %s,\n",
    "  \"p\": %s,\n  \"lower\": %s,\n  \"upper\": %s,\n  \"f\": %.17g, \"fDf\": %s, \"fP\": %.17g}"),
    id, str(own(names(coef(m)))), nrow(data), m$df.residual, num(k[, 1]), num(k[, 2]), num(k[, 3]), num(k[, 4]),
    num(ci[, 1]), num(ci[, 2]), w$Ftest[1], num(c(w$df, w$ddf)), w$p)
}

# Small tables of small integers, reproducible without a generator of R's; what separates, by a linear programme: the
# most rows that a direction gains on, each gain cut at 1, while none loses; and the limits of what does not diverge.
state <- 20240229
draw <- function(m) { state <<- (state * 16807) %% 2147483647; state %% m }
separated <- function(index) {
  n <- 6 + draw(9)
  p <- 1 + draw(3)
  levels <- 2 + draw(3)
  x <- cbind(1, sapply(seq_len(p), function(j) sapply(seq_len(n), function(i) draw(levels))))
  # more or less of a rule, so that all kinds of separation occur
  noise <- draw(4)
  y <- as.numeric(x[, 2] + (if (noise == 0) 0 else sapply(seq_len(n), function(i) draw(noise + 1))) > levels / 2)
  if (length(unique(y)) == 1) y[1] <- 1 - y[1]
  q <- qr(x)
  if (q$rank < ncol(x) || n <= ncol(x)) return(NULL)
  a <- x * ifelse(y == 1, 1, -1)
  k <- ncol(x)
  # variables: b+, b-, t; t <= a b, t <= 1
  constraints <- rbind(cbind(a, -a, -diag(n)), cbind(matrix(0, n, 2 * k), diag(n)))
  solution <- lp("max", c(rep(0, 2 * k), rep(1, n)), constraints, c(rep(">=", n), rep("<=", n)), c(rep(0, n), rep(1, n)))
  gains <- round(solution$solution[2 * k + seq_len(n)])
  kind <- if (all(gains == 1)) "complete" else if (any(gains == 1)) "quasi-complete" else "none"
  estimate <- rep(NA, k)
  se <- rep(NA, k)
  deviance <- 0
  if (kind != "complete") {
    left <- gains == 0
    xl <- x[left, , drop = FALSE]
    # a coefficient is determined when its unit vector is a combination of the rows that are left
    s <- svd(xl, nv = k)
    rank <- sum(s$d > 1e-10)
    null <- if (rank < k) s$v[, (rank + 1):k, drop = FALSE] else matrix(0, k, 1)
    determined <- rowSums(abs(null)) < 1e-10
    basis <- s$v[, seq_len(rank), drop = FALSE]
    m <- glm.fit(xl %*% basis, y[left], family = binomial(), control = tight)
    mu <- m$fitted.values
    inverse <- solve(crossprod((xl %*% basis) * sqrt(mu * (1 - mu))))
    estimate[determined] <- drop(basis %*% m$coefficients)[determined]
    se[determined] <- sqrt(diag(basis %*% inverse %*% t(basis)))[determined]
    deviance <- m$deviance
  }
  sprintf("  {\"kind\": \"%s\", \"gains\": %s, \"x\": [%s], \"y\": %s,\n   \"estimate\": %s, \"se\": %s, \"deviance\": %.17g}",
    kind, num(gains), paste(apply(x[, -1, drop = FALSE], 2, num), collapse = ", "), num(y), num(estimate), num(se),
    deviance)
}
tables <- Filter(Negate(is.null), lapply(1:120, separated))

plain <- c(
  describe("sfo17_promoter_overall", "sfo_2017.csv", promoter ~ q7all, sfo),
  describe("sfo17_promoter_drivers", "sfo_2017.csv",
           promoter ~ q7art + q7food + q7store + q7sign + q7walkways + q7screens, sfo),
  describe("mtcars_am", "r_mtcars.csv", am ~ wt + hp, mtcars),
  describe("sfo17_terms", "sfo_2017.csv",
           promoter ~ q7all + I(q7all^2) + strata + q10safe:q7all, sfo))
separable <- data.frame(a = c(1, 2, 3, 4, 5, 6, 7, 8), b = c(0, 1, 0, 1, 1, 0, 0, 1), y = c(0, 0, 0, 0, 1, 1, 1, 1))
quasi <- data.frame(a = c(0, 0, 0, 0, 0, 0, 1, 1, 1), b = c(1, 3, 2, 4, 2, 5, 3, 1, 2), y = c(0, 1, 0, 1, 1, 0, 1, 1, 1))
cat(sprintf(paste0("{\n\"_note\": \"made by logistic-model.R\",\n\"software\": \"%s, brglm2 %s, pROC %s, survey %s, lpSolve %s\",\n",
  "\"plain\": [\n%s\n],\n\"firth\": [\n%s\n],\n\"surveyed\": [\n%s\n],\n\"separated\": [\n%s\n]\n}\n"),
  R.version.string, packageVersion("brglm2"), packageVersion("pROC"), packageVersion("survey"), packageVersion("lpSolve"),
  paste(plain, collapse = ",\n"),
  paste(c(firth("mtcars_am", "r_mtcars.csv", am ~ wt + hp, mtcars), firth("complete separation", NULL, y ~ a + b, separable),
          firth("quasi-complete separation", NULL, y ~ a + b, quasi)), collapse = ",\n"),
  paste(c(surveyed("one", promoter ~ q7all, c("nps", "q7all")),
          surveyed("drivers", promoter ~ q7food + q7sign + q10safe, c("nps", "q7food", "q7sign", "q10safe"))), collapse = ",\n"),
  paste(tables, collapse = ",\n")))
