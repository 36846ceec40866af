#pragma once
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "statistics/semivariogram.h"
#include "statistics/variogram_model.h"

namespace shamal {

/// Weight of a bin with N pairs at lag h, its centre.
enum class VariogramWeights {
    PairsPerSquaredLag,  ///< N/h^2: short lags count (gstat's fit.method 7)
    Pairs                ///< N (gstat's fit.method 1)
};

struct VariogramFitOptions {
    struct Structure {
        VariogramShape shape = VariogramShape::Spherical;
        std::optional<double> smoothness;  ///< of Matern; nothing: fitted between 0.1 and 5
    };
    std::vector<Structure> structures{Structure()};  ///< one, or two nested ones
    bool nugget = true;                              ///< false: none
    VariogramWeights weights = VariogramWeights::PairsPerSquaredLag;
};

/// Why a fit is singular.
struct SingularCause {
    enum class Kind {
        FewBins,            ///< with pairs than parameters: nothing was fitted
        NoNugget,           ///< it is 0
        NoSill,             ///< the sill of the structure is 0
        RangeAtBound,       ///< of the structure
        SmoothnessAtBound,  ///< of the structure
        BinsAlike           ///< the bins do not tell the parameters apart
    };
    Kind kind = Kind::FewBins;
    std::size_t structure = 0;  ///< counted from 0; of no meaning where the cause is none of a structure
    bool operator==(const SingularCause&) const = default;
};

struct VariogramFit {
    /// Nested structures of one shape come in the order of their ranges.
    VariogramModel model;
    /// In the places of the parameters; NaN of those that were not fitted or sit at a bound. From the
    /// Jacobian J of the model at the bins, W the weights, n bins and p free parameters: sqrt of the diagonal
    /// of WSS / (n - p) (J' W J)^-1. The formula takes the bins as independent and the weights as inverse
    /// variances up to a factor. Bins share cells, so they are neither: the errors are too small, and fit for
    /// comparing parameters rather than for tests (Cressie 1985, Mathematical Geology 17, 563;
    /// Pardo-Iguzquiza and Dowd 2001, Mathematical Geology 33, 397).
    VariogramModel standardErrors;
    double weightedSquares = std::numeric_limits<double>::quiet_NaN();  ///< WSS
    std::size_t bins = 0;                                               ///< n: with pairs
    /// Too few bins, parameters that the bins do not tell apart, or one at a bound: no standard errors of
    /// those. Empty: a regular fit.
    std::vector<SingularCause> causes;
    bool singular() const { return !causes.empty(); }
    /// False with too few bins: the parameters of the model are NaN.
    bool fitted() const { return !singular() || causes.front().kind != SingularCause::Kind::FewBins; }
    /// Whether every structure has a sill above rounding and a range inside its bounds.
    bool structured = false;
};

/// Weighted least squares by variable projection (Golub and Pereyra 1973, SIAM J. Numer. Anal. 10, 413): for
/// given ranges the nugget and the sills, none negative, are a linear problem with one solution, so that only
/// ranges and smoothness are searched. The search covers a grid of them and refines its lowest points; it
/// holds no chance. Ranges lie between the first lag (a third of it for exponential and Gaussian, a tenth for
/// Matern) and three times the last. Bins without pairs are left out. Throws InputError for other than one or
/// two structures, or a smoothness that is not above 0 and at most 50.
VariogramFit fitVariogram(const Semivariogram& empirical, const VariogramFitOptions& options);

}  // namespace shamal
