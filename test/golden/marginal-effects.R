# Oracle of src/statistics/models/marginal-effects.ts: average slopes and contrasts of glm and svyglm fits, by central
# differences with Richardson's extrapolation (numDeriv's method, written out), and the delta method with vcov.
# Run in test/golden: Rscript marginal-effects.R > marginal-effects.json
suppressMessages(library(survey))
num <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
str <- function(x) paste0("[", paste0("\"", x, "\"", collapse = ", "), "]")
tight <- list(epsilon = 1e-15, maxit = 100)
sfo <- read.csv("../../docs/examples/airport-survey/sfo_2017.csv")
sfo$promoter <- as.numeric(sfo$nps >= 9)
sfo$strata <- factor(sfo$strata, labels = c("am", "mid", "pm"))
sfo$trouble <- sfo$problem == 1

# derivative of a smooth function of one number: central differences, extrapolated from five halved steps
derivative <- function(g, at, h = 0.1 * max(1, abs(at))) {
  table <- sapply(0:6, function(i) (g(at + h / 2^i) - g(at - h / 2^i)) / (2 * h / 2^i))
  for (k in 1:6) table <- (4^k * table[-1] - table[-length(table)]) / (4^k - 1)
  table
}

effects <- function(id, m, data, weights, changes) {
  f <- delete.response(terms(m))
  b <- coef(m)
  share <- weights / sum(weights)
  x <- function(d) model.matrix(f, d, xlev = m$xlevels)
  average <- function(b, change) {
    if (change$type == "contrast") {
      to <- data; from <- data
      to[[change$column]][] <- change$to
      from[[change$column]][] <- change$from
      return(sum(share * (plogis(drop(x(to) %*% b)) - plogis(drop(x(from) %*% b)))))
    }
    # the slope of the average when all rows move by the same t
    derivative(function(t) { d <- data; d[[change$column]] <- d[[change$column]] + t
                             sum(share * plogis(drop(x(d) %*% b))) }, 0, h = 0.2)
  }
  out <- sapply(changes, function(change) {
    g <- sapply(seq_along(b), function(j) derivative(function(v) { c <- b; c[j] <- v; average(c, change) }, b[j], h = 0.05))
    c(average(b, change), sqrt(drop(g %*% vcov(m) %*% g)))
  })
  t <- if (inherits(m, "svyglm")) qt(0.975, m$df.residual) else qnorm(0.975)
  p <- if (inherits(m, "svyglm")) function(z) 2 * pt(-abs(z), m$df.residual) else function(z) 2 * pnorm(-abs(z))
  sprintf(paste0(" {\"id\": \"%s\", \"names\": %s,\n  \"estimate\": %s,\n  \"se\": %s,\n  \"p\": %s,\n  \"lower\": %s,\n",
    "  \"upper\": %s}"), id, str(sapply(changes, `[[`, "name")), num(out[1, ]), num(out[2, ]), num(p(out[1, ] / out[2, ])),
    num(out[1, ] - t * out[2, ]), num(out[1, ] + t * out[2, ]))
}
slope <- function(column) list(name = column, column = column, type = "slope")
contrast <- function(name, column, to, from) list(name = name, column = column, type = "contrast", to = to, from = from)
again <- function(m, ...) eval(bquote(glm(formula(m), binomial, m$data, control = tight, start = .(coef(m)), ...)))

used <- sfo[complete.cases(sfo[c("promoter", "q7all", "q10safe", "strata", "trouble")]), ]
plain <- again(glm(promoter ~ q7all + q10safe, binomial, used, control = tight))
rich <- again(glm(promoter ~ q7all + I(q7all^2) + strata + trouble + q10safe + q7all:q10safe + q10safe:strata, binomial,
                  used, control = tight))
design <- svydesign(ids = ~1, weights = ~weight, data = used)
weighted <- svyglm(promoter ~ q7all + trouble, design, family = quasibinomial, control = tight)
weighted <- eval(bquote(svyglm(promoter ~ q7all + trouble, design, family = quasibinomial, control = tight,
                               start = .(coef(weighted)))))
one <- rep(1, nrow(used))
cat(sprintf("{\n\"_note\": \"made by marginal-effects.R\",\n\"software\": \"%s, survey %s\",\n\"cases\": [\n%s\n]\n}\n",
  R.version.string, packageVersion("survey"),
  paste(c(
    effects("plain", plain, used, one, list(slope("q7all"), slope("q10safe"))),
    effects("rich", rich, used, one, list(slope("q7all"), contrast("strata[mid]", "strata", "mid", "am"),
      contrast("strata[pm]", "strata", "pm", "am"), contrast("trouble", "trouble", TRUE, FALSE), slope("q10safe"))),
    effects("surveyed", weighted, used, used$weight, list(slope("q7all"), contrast("trouble", "trouble", TRUE, FALSE)))),
    collapse = ",\n")))
