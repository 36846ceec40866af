#!/usr/bin/python3
"""Writes distribution_reference.csv: histograms, quantiles and scatter densities of short samples by numpy, the regression
line by scipy, in double precision of single-precision values; some of them lie on edges.

    /usr/bin/python3 distribution_reference.py
"""

import csv
import pathlib

import numpy as np
from scipy.stats import linregress

random = np.random.default_rng(20060716)
x = random.lognormal(-1.0, 0.8, 60).astype(np.float32).astype(float)
y = (0.7 * x + random.lognormal(-2.0, 0.5, 60)).astype(np.float32).astype(float)
x[:6] = [0.0, 0.25, 0.5, 1.0, 2.0, 0.125]
y[:6] = [0.25, 0.0, 0.5, 2.0, 1.0, 0.125]
linear = np.linspace(0, 1, 9)
logarithmic = np.geomspace(0.0625, 1, 5)
probabilities = [0.0, 0.01, 0.1, 0.25, 0.5, 0.77, 0.9, 0.99, 1.0]
fit = linregress(x, y)

rows = [["x", *x], ["y", *y], ["linear edges", *linear], ["logarithmic edges", *logarithmic],
        ["linear counts", *np.histogram(x, linear)[0]], ["logarithmic counts", *np.histogram(x, logarithmic)[0]],
        ["linear density", *(np.histogram(x, linear)[0] / len(x) / np.diff(linear))],
        ["below above", np.sum(x < logarithmic[0]), np.sum(x > logarithmic[-1])],
        ["probabilities", *probabilities], ["x quantiles", *np.quantile(x, probabilities, method="linear")],
        ["y quantiles", *np.quantile(y[:41], probabilities, method="linear")],
        ["scatter counts", *np.histogram2d(x, y, [linear, logarithmic])[0].ravel()],
        ["regression", fit.slope, fit.intercept, fit.rvalue]]

with open(pathlib.Path(__file__).with_name("distribution_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, *numbers in rows:
        out.writerow([name, *(repr(float(v)) for v in numbers)])
