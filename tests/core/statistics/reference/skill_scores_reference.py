#!/usr/bin/python3
"""Writes skill_scores_reference.csv: scores of a short series by numpy, in double precision of single-precision values,
without and with weights.

    /usr/bin/python3 skill_scores_reference.py
"""

import csv
import pathlib

import numpy as np

truth = np.array([-1.25, -0.5, 0.75, -2.0, -1.625, 0.125, -0.875, -3.25, -1.0, -0.375], dtype=np.float32)
prediction = np.array([-1.0, -0.625, 0.5, -1.75, -1.875, 0.5, -1.25, -2.5, -0.875, -0.75], dtype=np.float32)
weights = np.array([1.0, 2.5, 0.25, 3.0, 0.0, 1.5, 1.0, 0.75, 4.0, 2.0])
t, p = truth.astype(float), prediction.astype(float)


def scores(w):
    def mean(x):
        return np.average(x, weights=w)

    covariance = np.cov(t, p, aweights=w, ddof=0)
    sd = np.sqrt(np.diag(covariance))
    r = covariance[0, 1] / sd[0] / sd[1]
    beta, gamma = mean(p) / mean(t), sd[1] / sd[0]
    return {
        "rmse": np.sqrt(mean((p - t) ** 2)),
        "mae": mean(np.abs(p - t)),
        "bias": mean(p - t),
        "r2": r**2,
        "nse": 1 - np.sum(w * (p - t) ** 2) / np.sum(w * (t - mean(t)) ** 2),
        "kge": 1 - np.sqrt((r - 1) ** 2 + (beta - 1) ** 2 + (gamma - 1) ** 2),
        "r": r,
        "beta": beta,
        "gamma": gamma,
    }


with open(pathlib.Path(__file__).with_name("skill_scores_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["truth", *t])
    out.writerow(["prediction", *p])
    out.writerow(["weights", *weights])
    for prefix, w in (("", np.ones(10)), ("weighted ", weights)):
        for name, value in scores(w).items():
            out.writerow([prefix + name, repr(float(value))])
