"""Writes variogram_errors_reference.csv: standard errors of models fitted by scipy's curve_fit (1.10) to the empirical
semivariograms of variogram_fit_reference.csv.

    python3 variogram_errors_reference.py

curve_fit's covariance is WSS / (n - p) (J' W J)^-1 with sigma = 1 / sqrt(W) and absolute_sigma false. Per case and
weights: nugget, sill, range; then their standard errors.
"""

import numpy as np
from scipy.optimize import curve_fit
from scipy.special import gamma, kv

rows = {}
with open("variogram_fit_reference.csv") as source:
    for line in source:
        name, *numbers = line.strip().split(",")
        rows[name] = np.array([float(number) for number in numbers])


def spherical(h, a):
    return np.where(h < a, 1.5 * h / a - 0.5 * (h / a) ** 3, 1.0)


def matern(h, a, k):
    return 1.0 - 2.0 ** (1.0 - k) / gamma(k) * (h / a) ** k * kv(k, h / a)


shapes = {
    "spherical": spherical,
    "exponential": lambda h, a: 1.0 - np.exp(-h / a),
    "gaussian": lambda h, a: 1.0 - np.exp(-((h / a) ** 2)),
    "matern": lambda h, a: matern(h, a, 1.5),
}

lag = rows["lag"]
with open("variogram_errors_reference.csv", "w") as target:
    for name, shape in shapes.items():
        for method, weights in (("7", rows["pairs"] / lag**2), ("1", rows["pairs"])):
            start = rows[f"{name}.{method}"][:3]
            best, covariance = curve_fit(
                lambda h, nugget, sill, a: nugget + sill * shape(h, a),
                lag,
                rows[f"{name}.gamma"],
                p0=start,
                sigma=1.0 / np.sqrt(weights),
                ftol=1e-14,
                xtol=1e-14,
                gtol=1e-14,
            )
            numbers = [*best, *np.sqrt(np.diag(covariance))]
            target.write(",".join([f"{name}.{method}", *(f"{number:.12g}" for number in numbers)]) + "\n")
