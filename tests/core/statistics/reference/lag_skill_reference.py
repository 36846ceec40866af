#!/usr/bin/python3
"""Writes lag_skill_reference.csv: lag RMSE and R2 by numpy, over images and over time, of values that the test makes too.

Value of cell c on day t: ((37 t + 61 c + 13 t c) mod 101) / 64 + 0.25, exact in single precision; missing where
(5 t + 3 c) mod 11 = 0. Days 0..8 without 5.

    /usr/bin/python3 lag_skill_reference.py
"""

import csv
import pathlib

import numpy as np

CELLS = 24
DAYS = [0, 1, 2, 3, 4, 6, 7, 8]
c = np.arange(CELLS)
fields = {}
for t in DAYS:
    fields[t] = ((37 * t + 61 * c + 13 * t * c) % 101) / 64 + 0.25
    fields[t][(5 * t + 3 * c) % 11 == 0] = np.nan


def scores(x, y):
    both = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[both], y[both]
    return np.sqrt(np.mean((x - y) ** 2)), np.corrcoef(x, y)[0, 1] ** 2


rows = []
for lag in (1, 2, 3):
    pairs = np.array([scores(fields[t - lag], fields[t]) for t in DAYS if t - lag in DAYS])
    rows.append([f"images {lag}", *pairs.mean(axis=0), *pairs.std(axis=0), len(pairs)])
for lag in (1, 2):
    later = np.array([fields[t] for t in DAYS if t - lag in DAYS])
    earlier = np.array([fields[t - lag] for t in DAYS if t - lag in DAYS])
    cells = np.array([scores(earlier[:, i], later[:, i]) for i in range(CELLS)])
    rows.append([f"cell rmse {lag}", *cells[:, 0]])
    rows.append([f"cell r2 {lag}", *cells[:, 1]])
    rows.append([f"cell pairs {lag}", *(~np.isnan(later) & ~np.isnan(earlier)).sum(axis=0)])

with open(pathlib.Path(__file__).with_name("lag_skill_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, *numbers in rows:
        out.writerow([name, *(repr(float(x)) for x in numbers)])
