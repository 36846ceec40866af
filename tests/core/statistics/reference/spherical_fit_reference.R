# Writes spherical_fit_reference.csv: spherical models fitted by gstat (2.1-0, Debian 12's r-cran-gstat) to empirical
# semivariograms given in the file.
#
#     Rscript spherical_fit_reference.R
#
# fit.method 7 weighs with N / h^2, h being the bin centre here as in our own fit.

library(gstat)

lag <- (seq_len(24) - 0.5) * 25
pairs <- round(4000 * lag * (1 - lag / 900))
shape <- function(h, a) ifelse(h < a, 1.5 * h / a - 0.5 * (h / a)^3, 1)
wobble <- 0.02 * sin(lag * 0.37) + 0.01 * cos(lag * 0.11)

cases <- list(
  exact = 0.05 + 0.4 * shape(lag, 310),
  wobbly = 0.03 + 0.25 * shape(lag, 420) + wobble * 0.3,
  exponential = 0.02 + 0.3 * (1 - exp(-lag / 120))
)

lines <- c(paste(c("lag", lag), collapse = ","), paste(c("pairs", pairs), collapse = ","))
for (name in names(cases)) {
  gamma <- cases[[name]]
  empirical <- data.frame(np = pairs, dist = lag, gamma = gamma, dir.hor = 0, dir.ver = 0, id = factor("var1"))
  class(empirical) <- c("gstatVariogram", "data.frame")
  fit <- fit.variogram(empirical, vgm(0.3, "Sph", 300, 0.03), fit.method = 7)
  fit <- fit.variogram(empirical, fit, fit.method = 7)
  error <- sum(pairs / lag^2 * (gamma - variogramLine(fit, dist_vector = lag)$gamma)^2)
  lines <- c(lines,
    paste(c(paste0(name, ".gamma"), sprintf("%.17g", gamma)), collapse = ","),
    paste(c(paste0(name, ".fit"), sprintf("%.17g", c(fit$psill[1], fit$psill[2], fit$range[2], error))), collapse = ","))
}
writeLines(lines, "spherical_fit_reference.csv")
