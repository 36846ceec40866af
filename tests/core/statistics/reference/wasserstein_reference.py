#!/usr/bin/python3
"""Writes wasserstein_reference.csv: scipy.stats.wasserstein_distance of short single-precision samples of equal and unequal
sizes, and of two records day by day and pooled, exact and as published of 256 bins after log10(max(x, 1e-7)) and a min-max
that both share.

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

DAYS, CELLS, BINS = 3, 30, 256
records = [random.lognormal(mean, 1.0, (DAYS, CELLS)).astype(np.float32) for mean in (-1.0, -0.5)]
for record, first in zip(records, (4, 7)):
    record[:, first::9] = np.nan
    record[1, first + 1] = 0.0
logs = [np.log10(np.maximum(record.astype(float), 1e-7)) for record in records]
least, most = np.nanmin(logs), np.nanmax(logs)
scaled = [(log - least) / (most - least) for log in logs]


def known(values):
    return values[~np.isnan(values)]


def exact(first, second):
    return wasserstein_distance(known(first), known(second))


def binned(first, second):
    middles = (np.arange(BINS) + 0.5) / BINS
    return wasserstein_distance(middles, middles, *(np.histogram(known(x), BINS, (0, 1))[0] for x in (first, second)))


def by_day(distance):
    return [distance(first, second) for first, second in zip(*scaled)]


with open(pathlib.Path(__file__).with_name("wasserstein_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, pair in samples.items():
        first, second = (sample.astype(np.float32).astype(float) for sample in pair)
        out.writerow([name + " first", *(repr(float(x)) for x in first)])
        out.writerow([name + " second", *(repr(float(x)) for x in second)])
        out.writerow([name + " distance", repr(float(wasserstein_distance(first, second)))])
    for name, record in zip(("coarse", "fine"), records):
        out.writerow([name, *(repr(float(x)) for x in record.ravel())])
    for name, distance in (("exact", exact), ("binned", binned)):
        out.writerow([name + " by day", *(repr(float(x)) for x in by_day(distance))])
        out.writerow([name + " pooled", repr(float(distance(*scaled)))])
    out.writerow(["histogram first", *counts[0]])
    out.writerow(["histogram second", *counts[1]])
    out.writerow(["histogram distance", repr(float(wasserstein_distance(centres, centres, *counts)))])
