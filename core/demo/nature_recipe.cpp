#include "demo/nature_recipe.h"

#include <array>
#include <cmath>

namespace shamal::recipe {

namespace {

constexpr std::array<Desert, 11> kDesertsA0{{
    {31.0, 61.5, 1.0, 1.2, 1.3},  // Sistan
    {30.3, 65.0, 0.9, 1.0, 2.0},  // Registan
    {39.3, 60.5, 0.8, 2.0, 2.5},  // Karakum
    {42.3, 63.5, 0.7, 1.8, 2.2},  // Kyzylkum
    {28.5, 71.0, 0.9, 1.5, 2.0},  // Cholistan and Thar
    {31.0, 71.0, 0.4, 1.5, 1.2},  // Thal
    {39.0, 80.5, 1.2, 1.6, 2.5},  // Taklamakan
    {36.8, 66.5, 0.6, 0.6, 2.0},  // plain south of the Amu Darya
    {40.6, 71.0, 0.3, 0.4, 1.0},  // Fergana
    {44.5, 68.0, 0.5, 1.2, 3.0},  // Moyynqum
    {33.5, 61.0, 0.5, 1.2, 1.0},  // Herat and Khaf
}};
constexpr std::array<StormOrigin, 7> kStormOriginsA0{
    {{31.5, 61.0}, {40.0, 63.0}, {36.8, 66.0}, {29.5, 72.0}, {30.3, 65.0}, {39.0, 79.5}, {43.0, 68.0}}};
constexpr std::array<Jet, 1> kJetsA0{{
    {32.5, 61.5, 0.0, -8.0, 333.6, 143.4},  // the "wind of 120 days" down the border of Iran and Afghanistan
}};

constexpr std::array<Desert, 14> kDesertsA1{{
    {33.0, 44.0, 1.1, 1.6, 1.8},  // Mesopotamia
    {35.0, 41.5, 0.9, 1.2, 1.6},  // Jazira
    {30.0, 47.0, 1.0, 0.9, 1.0},  // southern Iraq and Kuwait
    {31.2, 48.7, 0.6, 0.8, 0.8},  // Khuzestan
    {31.0, 38.5, 0.5, 1.2, 1.5},  // Wadi Sirhan
    {28.3, 41.0, 0.8, 1.0, 1.6},  // An Nafud
    {25.0, 46.5, 0.8, 2.5, 1.2},  // Ad Dahna
    {20.0, 51.0, 1.1, 1.7, 3.0},  // Rub al Khali
    {22.5, 54.5, 0.8, 1.0, 1.3},  // between the Emirates and Oman
    {15.8, 46.2, 0.6, 0.8, 1.5},  // Ramlat as-Sab'atayn
    {18.8, 37.2, 0.9, 0.8, 0.7},  // Tokar
    {15.5, 34.0, 0.8, 2.0, 1.2},  // plains of the Sudan
    {12.3, 41.3, 0.7, 1.0, 0.9},  // Danakil and Afar
    {33.5, 54.5, 0.7, 1.2, 2.0},  // Dasht-e Kavir
}};
constexpr std::array<StormOrigin, 9> kStormOriginsA1{{{33.0, 43.5},
                                                      {35.0, 41.0},
                                                      {29.7, 46.7},
                                                      {28.3, 41.0},
                                                      {25.5, 47.0},
                                                      {20.5, 50.0},
                                                      {22.5, 54.0},
                                                      {18.8, 37.3},
                                                      {14.0, 41.0}}};
constexpr std::array<Jet, 2> kJetsA1{{
    {29.5, 47.5, 4.5, -5.5, 600.0, 260.0},  // the shamal, down Mesopotamia and the Gulf
    {12.0, 54.0, 5.0, 6.0, 500.0, 350.0},   // the monsoon over the Arabian Sea
}};

const AreaRecipe kA0{
    .name = "A0",
    .fineRows = 228,
    .fineColumns = 322,
    .box = kAreaA0,
    .coarseSouth = 28.0,
    .coarseWest = 58.125,
    .coarseRows = 34,
    .coarseColumns = 39,
    .planeLatitude = 36.3,
    .largeScaleKm = 3200.0,
    .mesoscaleKm = 2000.0,
    .westerlies = 2.4,
    .westerliesSummerLoss = 1.3,
    .borderColumn = 0.06,
    .background = 0.0020,
    .drySpellHaze = 0.6,
    .emission = 1.0,
    .coarseEmission = 2.0,
    .stormsADay = 0.26,
    .stormEastward = 2.0,
    .stormNorthward = -0.7,
    .year = {0.30, 164.0, 75.0},
    .deserts = kDesertsA0,
    .stormOrigins = kStormOriginsA0,
    .jets = kJetsA0,
    .stream = 0,
};

const AreaRecipe kA1{
    .name = "A1",
    .fineRows = 432,
    .fineColumns = 358,
    .box = kAreaA1,
    .coarseSouth = 9.5,
    .coarseWest = 32.5,
    .coarseRows = 60,
    .coarseColumns = 42,
    .planeLatitude = 24.2,
    .largeScaleKm = 4000.0,
    .mesoscaleKm = 3300.0,
    .westerlies = 1.8,
    .westerliesSummerLoss = 1.2,
    .borderColumn = 0.10,
    .background = 0.0022,
    .drySpellHaze = 0.35,
    .emission = 0.4,
    .coarseEmission = 2.0,
    .stormsADay = 0.45,
    .stormEastward = 2.0,
    .stormNorthward = -1.5,
    .year = {0.35, 155.0, 80.0},
    .deserts = kDesertsA1,
    .stormOrigins = kStormOriginsA1,
    .jets = kJetsA1,
    .stream = 1000,
};

}  // namespace

const AreaRecipe& areaRecipe(DemoArea area)
{
    return area == DemoArea::A0 ? kA0 : kA1;
}

double daysFromYearStart(std::chrono::sys_days date)
{
    const std::chrono::year_month_day day(date);
    return static_cast<double>((date - std::chrono::sys_days(day.year() / std::chrono::January / 1)).count());
}

double dustSeason(const DustYear& year, std::chrono::sys_days date)
{
    const double fromPeak = (daysFromYearStart(date) - year.peakDay) / year.widthDays;
    return year.winter + (1.0 - year.winter) * std::exp(-fromPeak * fromPeak);
}

double jetSeason(std::chrono::sys_days date)
{
    const double fromPeak = (daysFromYearStart(date) - 199.0) / 60.0;
    return std::exp(-fromPeak * fromPeak);
}

}  // namespace shamal::recipe
