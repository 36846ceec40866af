#pragma once

/// The kinds of data set that charts and maps tell apart, and two predictions made of the truth alone. Each
/// keeps its colour everywhere (charts/data_colours.h).
enum class DataKind { Coarse, Fine, Downscaled, Persistence, Climatology };
