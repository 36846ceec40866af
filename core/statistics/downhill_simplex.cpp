#include "statistics/downhill_simplex.h"

#include <algorithm>
#include <cmath>

namespace shamal {

namespace {

using Function = std::function<double(const std::vector<double>&)>;

/// from + factor (to - from)
std::vector<double> along(const std::vector<double>& from, const std::vector<double>& to, double factor)
{
    std::vector<double> place(from.size());
    for (std::size_t i = 0; i < place.size(); ++i)
        place[i] = from[i] + factor * (to[i] - from[i]);
    return place;
}

/// Of all corners but the worst, which is the last.
std::vector<double> centreOf(const std::vector<Evaluated>& simplex)
{
    std::vector<double> centre(simplex.front().place.size(), 0.0);
    for (std::size_t corner = 0; corner + 1 < simplex.size(); ++corner) {
        for (std::size_t i = 0; i < centre.size(); ++i)
            centre[i] += simplex[corner].place[i] / static_cast<double>(simplex.size() - 1);
    }
    return centre;
}

std::vector<Evaluated> simplexAt(const Function& function, const std::vector<double>& start, double reach)
{
    std::vector<Evaluated> simplex{{start, function(start)}};
    for (std::size_t i = 0; i < start.size(); ++i) {
        std::vector<double> place = start;
        place[i] += reach;
        simplex.push_back({place, function(place)});
    }
    return simplex;
}

/// Replaces the worst corner, or draws all towards the best one.
void move(const Function& function, std::vector<Evaluated>& simplex)
{
    const auto at = [&function](std::vector<double> place) {
        const double value = function(place);
        return Evaluated{std::move(place), value};
    };
    Evaluated& worst = simplex.back();
    const std::vector<double> centre = centreOf(simplex);
    Evaluated reflected = at(along(centre, worst.place, -1.0));
    if (reflected.value < simplex.front().value) {
        Evaluated expanded = at(along(centre, worst.place, -2.0));
        worst = expanded.value < reflected.value ? std::move(expanded) : std::move(reflected);
        return;
    }
    if (reflected.value < simplex[simplex.size() - 2].value) {
        worst = std::move(reflected);
        return;
    }
    Evaluated contracted = at(along(centre, worst.place, reflected.value < worst.value ? -0.5 : 0.5));
    if (contracted.value < std::min(worst.value, reflected.value)) {
        worst = std::move(contracted);
        return;
    }
    for (std::size_t corner = 1; corner < simplex.size(); ++corner)
        simplex[corner] = at(along(simplex.front().place, simplex[corner].place, 0.5));
}

double sizeOf(const std::vector<Evaluated>& simplex)
{
    double size = 0.0;
    for (const Evaluated& corner : simplex) {
        for (std::size_t i = 0; i < corner.place.size(); ++i)
            size = std::max(size, std::abs(corner.place[i] - simplex.front().place[i]));
    }
    return size;
}

}  // namespace

Evaluated downhillSimplex(const Function& function, const std::vector<double>& start, double reach)
{
    constexpr int kRestarts = 20;
    constexpr int kMoves = 1000;
    constexpr double kSmallest = 1e-9;
    Evaluated best{start, function(start)};
    for (int restart = 0; restart < kRestarts; ++restart) {
        std::vector<Evaluated> simplex = simplexAt(function, best.place, restart % 2 == 0 ? reach : -reach);
        for (int i = 0; i < kMoves; ++i) {
            std::ranges::stable_sort(simplex, {}, &Evaluated::value);
            if (sizeOf(simplex) < kSmallest)
                break;
            move(function, simplex);
        }
        std::ranges::stable_sort(simplex, {}, &Evaluated::value);
        const double gain = best.value - simplex.front().value;
        if (gain > 0.0)
            best = simplex.front();
        // Twice nothing, so that simplices to both sides were tried.
        if (restart > 0 && gain <= 1e-10 * best.value)
            break;
    }
    return best;
}

}  // namespace shamal
