#!/usr/bin/python3
"""Writes reliability_reference.csv: reliability and binned spread-skill of a random ensemble by numpy, in double precision of
single-precision values.

    /usr/bin/python3 reliability_reference.py
"""

import csv
import pathlib

import numpy as np

random = np.random.default_rng(20060715)
CELLS, MEMBERS, THRESHOLD, WIDE_BINS, SPREAD_BINS = 90, 5, -0.875, 3, 4
truth = random.normal(-1, 0.5, CELLS).astype(np.float32)
members = (random.normal(-0.9, 0.4, (MEMBERS, CELLS)) * random.uniform(0.3, 1.5, CELLS)).astype(np.float32)
t, x = truth.astype(float), members.astype(float)
probability = (x > THRESHOLD).mean(axis=0)
event = (t > THRESHOLD).astype(float)


def table(bin_of, bins):
    forecast, observed, counts = [], [], []
    for i in range(bins):
        inside = bin_of == i
        counts.append(inside.sum())
        forecast.append(probability[inside].mean() if inside.any() else np.nan)
        observed.append(event[inside].mean() if inside.any() else np.nan)
    return np.array(forecast), np.array(observed), np.array(counts)


rows = [["truth", *t]]
rows += [[f"member{i}", *x[i]] for i in range(MEMBERS)]
for name, edges in (("own", None), ("wide", np.linspace(0, 1, WIDE_BINS + 1))):
    if edges is None:
        bin_of, bins = np.rint(probability * MEMBERS).astype(int), MEMBERS + 1
    else:
        bin_of, bins = np.minimum(np.searchsorted(edges, probability, side="right") - 1, WIDE_BINS - 1), WIDE_BINS
    forecast, observed, counts = table(bin_of, bins)
    filled = counts > 0
    rows += [[name + " forecast", *forecast], [name + " observed", *observed], [name + " counts", *counts]]
    share = counts[filled] / CELLS
    rows.append([name + " parts", np.sum(share * (forecast - observed)[filled] ** 2),
                 np.sum(share * (observed[filled] - event.mean()) ** 2), event.mean() * (1 - event.mean())])
rows.append(["brier", np.mean((probability - event) ** 2)])

spread = x.std(axis=0, ddof=1)
error = x.mean(axis=0) - t
order = np.argsort(spread)
ends = [i * CELLS // SPREAD_BINS for i in range(SPREAD_BINS + 1)]
for i in range(SPREAD_BINS):
    cells = order[ends[i]:ends[i + 1]]
    rows.append([f"spread bin {i}", len(cells), np.sqrt(np.mean(spread[cells] ** 2)), np.sqrt(np.mean(error[cells] ** 2))])

with open(pathlib.Path(__file__).with_name("reliability_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, *numbers in rows:
        out.writerow([name, *(repr(float(v)) for v in numbers)])
