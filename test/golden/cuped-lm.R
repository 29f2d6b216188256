# Oracle of cuped(): the t test of an arm's coefficient in R's lm(outcome ~ arm + covariates).
# Run in test/golden: Rscript cuped-lm.R > cuped-lm.json
# Treatment's rows are control's moved: by a constant for each column, so that both arms have the same spread about the
# same slopes, and Welch's variances are the one that lm pools. The unmoved columns give estimate and slopes alone.
num <- function(x) if (length(x) == 1) sprintf("%.17g", x) else paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
object <- function(...) {
  fields <- list(...)
  text <- function(v) if (is.character(v)) if (grepl("^[[{]", v)) v else paste0("\"", v, "\"") else num(v)
  paste0("{", paste0("\"", names(fields), "\": ", sapply(fields, text), collapse = ", "), "}")
}
case <- function(id, control, treatment, alike) {
  both <- rbind(data.frame(control, arm = 0), data.frame(treatment, arm = 1))
  model <- lm(outcome ~ ., data = both[c("outcome", "arm", setdiff(names(control), "outcome"))])
  row <- summary(model)$coefficients["arm", ]
  arm <- function(d) object(outcome = num(d$outcome), covariates = do.call(object, lapply(d[names(d) != "outcome"], num)))
  object(id = id, control = arm(control), treatment = arm(treatment), alike = tolower(alike), estimate = row[[1]],
    se = row[[2]], t = row[[3]], p = row[[4]], df = df.residual(model), interval = unname(confint(model)["arm", ]),
    theta = unname(coef(model)[-(1:2)]))
}
attitude <- read.csv("data/r_attitude.csv")
swiss <- read.csv("data/r_swiss.csv")
first <- with(attitude, data.frame(outcome = rating, complaints, learning))
moved <- data.frame(outcome = first$outcome + 4, complaints = first$complaints - 3, learning = first$learning + 2)
catholic <- swiss$Catholic > 50
provinces <- with(swiss, data.frame(outcome = Fertility, education = Education, agriculture = Agriculture, mortality = Infant.Mortality))
text <- paste(c(case("attitude, moved", first, moved, TRUE),
  case("Swiss provinces by confession", provinces[!catholic, ], provinces[catholic, ], FALSE)), collapse = ",\n")
cat(sprintf("{\"_note\": \"%s\",\n\"cases\": [\n%s\n]}\n", R.version.string, gsub("\"(true|false)\"", "\\1", text)))
