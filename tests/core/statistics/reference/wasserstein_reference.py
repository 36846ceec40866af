#!/usr/bin/python3
"""Writes wasserstein_reference.csv: scipy.stats.wasserstein_distance of short single-precision samples of equal and unequal sizes.

    /usr/bin/python3 wasserstein_reference.py
"""

import csv
import pathlib

import numpy as np
from scipy.stats import wasserstein_distance

random = np.random.default_rng(20061)
samples = {
    "equal": (random.normal(-1.0, 0.5, 12), random.normal(-0.8, 0.4, 12)),
    "unequal": (random.normal(-1.0, 0.5, 7), random.lognormal(-1.0, 0.6, 16)),
    "ties": (np.array([0.5, 0.5, 1.0, 2.0, 2.0]), np.array([0.5, 1.0, 1.0, 2.0, 3.0, 3.0, 3.0])),
    "apart": (np.array([3.0, 1.0, 2.0]), np.array([-5.0, -4.5])),
    "single": (np.array([0.25]), np.array([-1.0, 0.25, 4.0])),
}
# Bins 0..5 of width 0.25, with counts as weights of the bins.
counts = (np.array([4, 0, 3, 9, 1, 0]), np.array([1, 2, 2, 0, 7, 1]))
centres = 0.25 * np.arange(6)

with open(pathlib.Path(__file__).with_name("wasserstein_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, pair in samples.items():
        first, second = (sample.astype(np.float32).astype(float) for sample in pair)
        out.writerow([name + " first", *(repr(float(x)) for x in first)])
        out.writerow([name + " second", *(repr(float(x)) for x in second)])
        out.writerow([name + " distance", repr(float(wasserstein_distance(first, second)))])
    out.writerow(["histogram first", *counts[0]])
    out.writerow(["histogram second", *counts[1]])
    out.writerow(["histogram distance", repr(float(wasserstein_distance(centres, centres, *counts)))])
