# Writes cross_semivariogram_reference.csv: Cressie and Hawkins's semivariogram of one variable and the
# cross-semivariogram of two by gstat (2.1-0), on one small holed grid.
#
#     Rscript cross_semivariogram_reference.R
#
# Cells are points in space and class borders chords, as in semivariogram_reference.R.

library(gstat)

radius <- 6371.0088
cells <- expand.grid(column = 0:14, row = 0:11)
latitude <- 29.5 + 0.5 * cells$row
longitude <- 60 + 0.625 * cells$column
# Multiples of 1/1024, so that single precision holds them exactly.
noise <- function(a, b, m) sin((cells$row * a + cells$column * b) %% m)
first <- round(1024 * (sin(cells$row * 0.7) + cos(cells$column * 0.45) + 0.4 * noise(31, 17, 23))) / 1024
second <- round(1024 * (sin(cells$row * 0.7 + 0.5) - 0.3 * first + 0.4 * noise(13, 41, 29))) / 1024
missing <- c(5, 6, 40, 77, 78, 79, 140, 180)
first[missing] <- NA
second[missing] <- NA

points <- data.frame(
  x = radius * cos(latitude * pi / 180) * cos(longitude * pi / 180),
  y = radius * cos(latitude * pi / 180) * sin(longitude * pi / 180),
  z = radius * sin(latitude * pi / 180),
  first = first,
  second = second
)[-missing, ]
chords <- 2 * radius * sin(seq(25, 600, by = 25) / (2 * radius))

robust <- variogram(first ~ 1, locations = ~ x + y + z, data = points, boundaries = chords, cressie = TRUE)
both <- gstat(id = "first", formula = first ~ 1, locations = ~ x + y + z, data = points)
both <- gstat(both, id = "second", formula = second ~ 1, locations = ~ x + y + z, data = points)
cross <- variogram(both, boundaries = chords)
cross <- cross[cross$id == "first.second", ]

row <- function(name, numbers) paste(c(name, ifelse(is.na(numbers), "nan", sprintf("%.17g", numbers))), collapse = ",")
writeLines(c(
  row("first", first),
  row("second", second),
  row("robust.class", findInterval(robust$dist, c(0, chords)) - 1),
  row("robust.pairs", robust$np),
  row("robust.gamma", robust$gamma),
  row("cross.class", findInterval(cross$dist, c(0, chords)) - 1),
  row("cross.pairs", cross$np),
  row("cross.gamma", cross$gamma)
), "cross_semivariogram_reference.csv")
