# Oracle of compareRatings: R's t.test and wilcox.test; Brunner and Munzel's test by mid-ranks, as they define it; the same
# after half an answer at each end is given to both arms, counted pair by pair; exact tests by coin, exactRankTests or, for
# the smallest, every way to deal the answers.
# Run in test/golden: Rscript compare-ratings.R > compare-ratings.json
suppressPackageStartupMessages(suppressWarnings({ library(coin); library(exactRankTests) }))
num <- function(x) sprintf("%.17g", x)
arr <- function(x) paste0("[", paste(num(x), collapse = ", "), "]")

brunner_munzel <- function(control, treatment, level) {
  m <- length(control)
  n <- length(treatment)
  all <- rank(c(control, treatment))
  p <- mean(all[-seq_len(m)]) / m - (n + 1) / 2 / m
  vc <- var(all[seq_len(m)] - rank(control)) / n^2
  vt <- var(all[-seq_len(m)] - rank(treatment)) / m^2
  error <- sqrt(vc / m + vt / n)
  df <- (vc / m + vt / n)^2 / ((vc / m)^2 / (m - 1) + (vt / n)^2 / (n - 1))
  t <- (p - 0.5) / error
  ends <- p + c(-1, 1) * qt((1 + level) / 2, df) * error
  list(p = p, error = error, df = df, statistic = t, pValue = 2 * pt(-abs(t), df), ends = pmin(1, pmax(0, ends)))
}

# answers with weights, since half answers are added; the test is that of the score statistic whose inverse is Wilson's
wilson <- function(control, treatment) {
  both <- range(c(control, treatment))
  arm <- function(own) list(v = c(own, both), w = c(rep(1, length(own)), 0.5, 0.5))
  c <- arm(control)
  t <- arm(treatment)
  placed <- function(own, other) sapply(own$v, function(v) sum(other$w * ((other$v < v) + (other$v == v) / 2)) / sum(other$w))
  spread <- function(own, places) {
    n <- sum(own$w)
    centre <- sum(own$w * places) / n
    c(sum(own$w * (places - centre)^2) / (n - 1) / n, n - 1, centre)
  }
  vt <- spread(t, placed(t, c))
  vc <- spread(c, placed(c, t))
  variance <- vt[1] + vc[1]
  df <- variance^2 / (vt[1]^2 / vt[2] + vc[1]^2 / vc[2])
  size <- vt[3] * (1 - vt[3]) / variance
  p <- mean(outer(treatment, control, ">") + outer(treatment, control, "==") / 2)
  z <- (p - 0.5) / sqrt(0.25 / size)
  list(statistic = z, df = df, pValue = 2 * pt(-abs(z), df))
}

exact_p <- function(control, treatment) {
  x <- c(control, treatment)
  g <- factor(rep(c("c", "t"), c(length(control), length(treatment))))
  by_coin <- as.numeric(pvalue(coin::wilcox_test(x ~ g, distribution = exact(algorithm = "shift"))))
  by_ranks <- wilcox.exact(treatment, control, exact = TRUE)$p.value
  ways <- choose(length(x), length(treatment))
  if (ways < 3e5) {
    r <- rank(x)
    sums <- combn(length(x), length(treatment), function(i) sum(r[i]))
    centre <- length(treatment) * (length(x) + 1) / 2
    p <- mean(abs(sums - centre) >= abs(sum(r[g == "t"]) - centre))
    stopifnot(abs(by_ranks / p - 1) < 1e-9)
  } else {
    p <- by_ranks
  }
  stopifnot(abs(by_coin / p - 1) < 1e-9)
  p
}

case <- function(id, scale, control, treatment) {
  w <- t.test(treatment, control)
  bm <- lapply(c(0.8, 0.95, 0.99), function(level) brunner_munzel(control, treatment, level))
  ws <- wilson(control, treatment)
  mw <- suppressWarnings(wilcox.test(treatment, control, exact = FALSE, correct = TRUE)$p.value)
  sprintf(
    " {\"id\": \"%s\", \"scale\": {\"min\": %d, \"max\": %d},\n  \"control\": %s,\n  \"treatment\": %s,\n  \"welch\": {\"estimate\": %s, \"se\": %s, \"ci95\": %s},\n  \"brunnerMunzel\": {\"estimate\": %s, \"se\": %s, \"df\": %s, \"statistic\": %s, \"p\": %s, \"ci80\": %s, \"ci95\": %s, \"ci99\": %s},\n  \"wilsonBrunnerMunzel\": {\"statistic\": %s, \"df\": %s, \"p\": %s},\n  \"mannWhitney\": %s, \"exact\": %s}",
    id, scale[1], scale[2], arr(control), arr(treatment), num(mean(treatment) - mean(control)), num(w$stderr), arr(w$conf.int),
    num(bm[[1]]$p), num(bm[[1]]$error), num(bm[[1]]$df), num(bm[[1]]$statistic), num(bm[[1]]$pValue),
    arr(bm[[1]]$ends), arr(bm[[2]]$ends), arr(bm[[3]]$ends), num(ws$statistic), num(ws$df), num(ws$pValue), num(mw),
    num(exact_p(control, treatment)))
}

set.seed(20240229)
draw <- function(n, p, from = 1) sample(seq_along(p) + from - 1, n, TRUE, p)
satisfied <- c(5, 5, 10, 30, 50)
mixed <- c(10, 20, 30, 25, 15)
recommends <- c(20, 5, 6, 6, 6, 10, 8, 9, 10, 8, 12)
cat(sprintf("{\n\"_note\": \"made by compare-ratings.R\",\n\"software\": \"%s, coin %s, exactRankTests %s\",\n\"cases\": [\n",
  R.version.string, packageVersion("coin"), packageVersion("exactRankTests")))
cat(paste(c(
  case("7 and 6", c(1, 5), c(4, 3, 3, 2, 4, 5, 1), c(5, 5, 4, 3, 5, 4)),
  case("12 and 9", c(1, 5), draw(12, mixed), draw(9, satisfied)),
  case("40 and 35", c(1, 5), draw(40, mixed), draw(35, satisfied)),
  case("110 and 90", c(1, 5), draw(110, satisfied), draw(90, mixed)),
  case("no difference", c(1, 5), c(1, 2, 2, 3, 5), c(5, 3, 2, 2, 1)),
  case("three beside sixty", c(1, 5), draw(60, satisfied), c(3, 4, 1)),
  case("two beside four hundred", c(1, 5), draw(400, mixed), c(5, 4)),
  case("0 to 10, 25 and 30", c(0, 10), draw(25, recommends, 0), draw(30, rev(recommends), 0)),
  case("control all the same", c(1, 7), rep(6, 8), c(7, 6, 6, 7, 5, 7, 7, 7, 7)),
  case("a U against a peak", c(1, 5), rep(c(1, 5, 2), c(9, 9, 1)), rep(c(2, 3, 4), c(3, 14, 4))),
  case("below zero", c(-2, 2), draw(15, mixed, -2), draw(14, satisfied, -2)),
  case("nearly separated", c(1, 5), c(1, 2, 1, 2, 3, 1, 2, 2), c(4, 5, 5, 4, 3, 5, 5, 4, 5))
), collapse = ",\n"))
cat("\n]\n}\n")
