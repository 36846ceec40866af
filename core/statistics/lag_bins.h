#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shamal {

struct SemivariogramOptions;

/// Borders of the classes in which pairs are summed, km: those of the bins, or, when the bins are to hold
/// equal counts, of kFineClasses classes of equal width, whose neighbours are joined afterwards. Throws
/// InputError for options out of range.
std::vector<double> summedBordersKm(const SemivariogramOptions& options);
inline constexpr int kFineClasses = 2048;

/// Where to join classes into `bins` groups that hold nearly equal numbers of pairs: index of the first class
/// of each group, and one past the last class. Border k of the groups is the border of classes below which
/// the number of pairs comes nearest to k/bins of all; every group has a class at least.
std::vector<std::size_t> equalCountGroups(std::span<const std::int64_t> pairs, int bins);

/// Neighbouring classes that make one bin, of one sector.
struct ClassGroup {
    std::size_t first, end;
};
using ClassGroups = std::vector<ClassGroup>;

/// The bins, and for every class of sector * bins + bin the summed classes that it is made of. `pairs` are
/// those of the summed classes; over all sectors together where bins are to hold equal counts.
struct Bins {
    std::vector<double> bordersKm;
    ClassGroups groups;
};
Bins binsFor(const SemivariogramOptions& options, const std::vector<double>& summedBordersKm,
             std::span<const std::int64_t> pairs);

}  // namespace shamal
