# Writes variogram_fit_reference.csv: models fitted by gstat (2.1-0, Debian 12's r-cran-gstat) to empirical semivariograms
# given in the file.
#
#     Rscript variogram_fit_reference.R
#
# Per case and fit.method (7: weights N / h^2, 1: N) the parameters of the best of several starts, no sill below 0, and
# the weighted sum of squares. gstat finds a local minimum near its start.

library(gstat)

lag <- (seq_len(24) - 0.5) * 25
pairs <- round(4000 * lag * (1 - lag / 900))
wobble <- 0.006 * sin(lag * 0.37) + 0.003 * cos(lag * 0.11)
value <- function(model) variogramLine(model, dist_vector = lag)$gamma

truths <- list(
  spherical = vgm(0.25, "Sph", 420, 0.03),
  exponential = vgm(0.3, "Exp", 120, 0.02),
  gaussian = vgm(0.4, "Gau", 250, 0.15),
  matern = vgm(0.35, "Mat", 70, 0.04, kappa = 1.5),
  smoothness = vgm(0.35, "Mat", 90, 0.04, kappa = 0.9),
  nested = vgm(0.3, "Sph", 450, add.to = vgm(0.25, "Sph", 90, 0.05)),
  mixed = vgm(0.4, "Gau", 300, add.to = vgm(0.2, "Exp", 40, 0.15))
)

# Starts: all ranges halved, kept and doubled.
fitted <- function(empirical, truth, method, kappa) {
  best <- NULL
  for (factor in c(0.5, 0.8, 1, 1.3, 2)) {
    start <- truth
    start$range <- start$range * factor
    fit <- suppressWarnings(try(fit.variogram(empirical, start, fit.method = method, fit.kappa = kappa), silent = TRUE))
    if (inherits(fit, "try-error")) next
    again <- suppressWarnings(try(fit.variogram(empirical, fit, fit.method = method), silent = TRUE))
    if (!inherits(again, "try-error")) fit <- again
    if (any(fit$psill < 0) || any(fit$range < 0)) next
    weights <- if (method == 7) pairs / lag^2 else pairs
    error <- sum(weights * (empirical$gamma - value(fit))^2)
    if (is.null(best) || error < best$error) best <- list(fit = fit, error = error)
  }
  best
}

row <- function(name, numbers) paste(c(name, sprintf("%.17g", numbers)), collapse = ",")
lines <- c(row("lag", lag), row("pairs", pairs))
for (name in names(truths)) {
  gamma <- value(truths[[name]]) + wobble
  lines <- c(lines, row(paste0(name, ".gamma"), gamma))
  empirical <- data.frame(np = pairs, dist = lag, gamma = gamma, dir.hor = 0, dir.ver = 0, id = factor("var1"))
  class(empirical) <- c("gstatVariogram", "data.frame")
  for (method in c(7, 1)) {
    best <- fitted(empirical, truths[[name]], method, name == "smoothness")
    fit <- best$fit
    # nugget, then sill, range and smoothness of every structure, then the sum
    structures <- as.vector(t(as.matrix(fit[-1, c("psill", "range", "kappa")])))
    lines <- c(lines, row(paste0(name, ".", method), c(fit$psill[1], structures, best$error)))
  }
}
writeLines(lines, "variogram_fit_reference.csv")
