#!/usr/bin/python3
"""Writes skill_scores_reference.csv: scores of a short series by numpy, in double precision of single-precision values.

    /usr/bin/python3 skill_scores_reference.py
"""

import csv
import pathlib

import numpy as np

truth = np.array([-1.25, -0.5, 0.75, -2.0, -1.625, 0.125, -0.875, -3.25, -1.0, -0.375], dtype=np.float32)
prediction = np.array([-1.0, -0.625, 0.5, -1.75, -1.875, 0.5, -1.25, -2.5, -0.875, -0.75], dtype=np.float32)
t, p = truth.astype(float), prediction.astype(float)
r = np.corrcoef(t, p)[0, 1]
scores = {
    "rmse": np.sqrt(np.mean((p - t) ** 2)),
    "mae": np.mean(np.abs(p - t)),
    "bias": np.mean(p - t),
    "r2": r**2,
    "nse": 1 - np.sum((p - t) ** 2) / np.sum((t - t.mean()) ** 2),
    "kge": 1 - np.sqrt((r - 1) ** 2 + (p.mean() / t.mean() - 1) ** 2 + (p.std() / t.std() - 1) ** 2),
}

with open(pathlib.Path(__file__).with_name("skill_scores_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["truth", *t])
    out.writerow(["prediction", *p])
    for name, value in scores.items():
        out.writerow([name, repr(float(value))])
