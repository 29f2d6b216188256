# Oracle of src/metrics/drivers/logistic/logistic-driver-importance.ts: glm() of every subset of the drivers, and Shapley's
# weights over them as the formula has them.
# Run in test/golden: Rscript logistic-driver-importance.R > logistic-driver-importance.json
#
# values: McFadden's R-squared of every subset; driver j is in subset s (from 0) where floor(s / 2^j) is odd, j from 0.
# conditional: mean gain of a driver by how many others are in the model, a row a driver. leads[i, j]: the least by
# which driver i gains more than driver j, over all subsets of the others. coefficient: of the drivers in standard
# deviations (n - 1); null for a driver that others determine, and where the drivers separate the outcomes.
suppressMessages(library(lpSolve))
num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ", "), "]")
rows <- function(m) paste0("[", paste(apply(m, 1, num), collapse = ",\n   "), "]")
str <- function(x) paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")
tight <- list(epsilon = 1e-15, maxit = 100)

# the rows on which some direction gains and on which it never loses are found by a linear programme (Konis 2007): the
# likelihood goes to that of the other rows, in a basis of what these span
limit <- function(x, y) {
  n <- nrow(x)
  k <- ncol(x)
  a <- x * ifelse(y == 1, 1, -1)
  constraints <- rbind(cbind(a, -a, -diag(n)), cbind(matrix(0, n, 2 * k), diag(n)))
  bounds <- c(rep(0, n), rep(1, n))
  solution <- lp("max", c(rep(0, 2 * k), rep(1, n)), constraints, c(rep(">=", n), rep("<=", n)), bounds)
  left <- round(solution$solution[2 * k + seq_len(n)]) == 0
  if (!any(left)) return(0)
  s <- svd(x[left, , drop = FALSE], nv = k)
  basis <- s$v[, s$d > 1e-10 * s$d[1], drop = FALSE]
  glm.fit(x[left, , drop = FALSE] %*% basis, y[left], family = binomial(), control = tight)$deviance
}

deviance_of <- function(names, outcome, data, separated) {
  x <- cbind(1, scale(data[names]))
  # glm itself would keep aliased columns with a tolerance as tight as this
  q <- qr(x, tol = 1e-9)
  x <- x[, sort(q$pivot[seq_len(q$rank)]), drop = FALSE]
  if (separated) return(limit(x, data[[outcome]]))
  m <- glm.fit(x, data[[outcome]], family = binomial(), control = tight)
  stopifnot(m$converged, max(abs(m$coefficients)) < 20)
  m$deviance
}

importance <- function(id, csv, outcome, drivers, data, separated = FALSE) {
  data <- data[complete.cases(data[c(outcome, drivers)]), c(outcome, drivers)]
  p <- length(drivers)
  members <- lapply(0:(2^p - 1), function(s) drivers[bitwAnd(s, 2^(0:(p - 1))) > 0])
  deviances <- sapply(members, deviance_of, outcome, data, separated)
  values <- 1 - deviances / deviances[1]
  size <- lengths(members)
  gain <- function(s, j) values[s + 1 + 2^(j - 1)] - values[s + 1]
  without <- function(...) Filter(function(s) all(bitwAnd(s, 2^(c(...) - 1)) == 0), 0:(2^p - 1))
  conditional <- t(sapply(seq_len(p), function(j) {
    sets <- without(j)
    sapply(0:(p - 1), function(k) mean(sapply(sets[size[sets + 1] == k], gain, j)))
  }))
  if (p == 1) conditional <- matrix(conditional, 1)
  shapley <- sapply(seq_len(p), function(j) {
    sets <- without(j)
    k <- size[sets + 1]
    sum(factorial(k) * factorial(p - k - 1) / factorial(p) * sapply(sets, gain, j))
  })
  stopifnot(abs(sum(shapley) - tail(values, 1)) < 1e-12)
  leads <- outer(seq_len(p), seq_len(p), Vectorize(function(i, j) {
    if (i == j) return(NA)
    sets <- without(i, j)
    min(sapply(sets, gain, i) - sapply(sets, gain, j))
  }))
  scaled <- data
  scaled[drivers] <- scale(data[drivers])
  rank <- function(names) qr(cbind(1, as.matrix(scaled[names])), tol = 1e-9)$rank
  determined <- sapply(drivers, function(name) rank(drivers) == rank(setdiff(drivers, name)))
  coefficient <- if (separated) rep(NA, p) else {
    # one of those that determine each other has to go, whichever
    kept <- if (any(determined)) setdiff(drivers, drivers[determined][1]) else drivers
    stopifnot(rank(kept) == length(kept) + 1)
    ifelse(determined, NA, coef(glm(reformulate(kept, outcome), binomial, scaled, control = tight))[drivers])
  }
  correlation <- sapply(drivers, function(name) cor(data[[name]], data[[outcome]]))
  sprintf(paste0(" {\"id\": \"%s\", \"csv\": \"%s\", \"outcome\": \"%s\", \"drivers\": %s,\n",
    "  \"n\": %d, \"separated\": %s,\n",
    "  \"rSquared\": %.17g,\n  \"shapley\": %s,\n  \"conditional\": %s,\n  \"leads\": %s,\n  \"correlation\": %s,\n",
    "  \"coefficient\": %s,\n  \"values\": %s}"),
    id, csv, outcome, str(drivers), nrow(data), tolower(separated), tail(values, 1), num(shapley), rows(conditional),
    rows(leads), num(correlation), num(coefficient), num(values))
}

airport <- "../../docs/examples/airport-survey/sfo_2017.csv"
sfo <- read.csv(airport)
sfo$promoter <- as.numeric(sfo$nps >= 9)
sfo$shops <- sfo$q7food + sfo$q7store
swiss <- read.csv("data/r_swiss.csv")
swiss$fertile <- as.numeric(swiss$Fertility > 70)
mtcars <- read.csv("data/r_mtcars.csv")
ucla <- read.csv("data/ucla_ologit.csv")

cases <- c(
  importance("sfo17_promoter", "sfo_2017.csv", "promoter",
    c("q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens"), sfo),
  importance("sfo17_sum_of_two", "sfo_2017.csv", "promoter", c("q7food", "q7store", "shops", "q7sign"), sfo),
  importance("swiss", "r_swiss.csv", "fertile",
    c("Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"), swiss),
  importance("mtcars_engine", "r_mtcars.csv", "vs", c("mpg", "drat", "carb", "am", "wt"), mtcars),
  importance("mtcars_separated", "r_mtcars.csv", "am", c("gear", "wt", "hp", "qsec"), mtcars, separated = TRUE),
  importance("ucla", "ucla_ologit.csv", "pared", c("public", "gpa"), ucla),
  importance("one_driver", "ucla_ologit.csv", "pared", "gpa", ucla))
cat(sprintf("{\n\"_note\": \"made by logistic-driver-importance.R\",\n\"software\": \"%s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, paste(cases, collapse = ",\n")))
