# Writes semivariogram_reference.csv: empirical semivariogram of one small holed grid by gstat (2.1-0).
#
#     Rscript semivariogram_reference.R
#
# gstat measures longitude-latitude data on an ellipsoid. Here it is given the cells as points in space on the sphere of
# radius 6371.0088 km and, as class borders, the chords that belong to the great-circle distances: the same classes.

library(gstat)

radius <- 6371.0088
rows <- 12
columns <- 15
cells <- expand.grid(column = 0:(columns - 1), row = 0:(rows - 1))
latitude <- 29.5 + 0.5 * cells$row
longitude <- 60 + 0.625 * cells$column
# Multiples of 1/1024, so that single precision holds them exactly.
value <- round(1024 * (sin(cells$row * 0.7) + cos(cells$column * 0.45) + 0.4 * sin((cells$row * 31 + cells$column * 17) %% 23))) / 1024
value[c(5, 6, 40, 77, 78, 79, 140, 180)] <- NA

points <- data.frame(
  x = radius * cos(latitude * pi / 180) * cos(longitude * pi / 180),
  y = radius * cos(latitude * pi / 180) * sin(longitude * pi / 180),
  z = radius * sin(latitude * pi / 180),
  value = value
)
borders <- seq(0, 600, by = 25)[-1]
chords <- 2 * radius * sin(borders / (2 * radius))
empirical <- variogram(value ~ 1, locations = ~ x + y + z, data = points[!is.na(value), ], boundaries = chords)
class <- findInterval(empirical$dist, c(0, chords))

writeLines(c(
  paste(c("values", ifelse(is.na(value), "nan", sprintf("%.10g", value))), collapse = ","),
  paste(c("class", class - 1), collapse = ","),
  paste(c("pairs", empirical$np), collapse = ","),
  paste(c("gamma", sprintf("%.17g", empirical$gamma)), collapse = ",")
), "semivariogram_reference.csv")
