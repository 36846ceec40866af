#!/usr/bin/python3
"""Writes ensemble_scores_reference.csv: scores of an ensemble by numpy and scipy, in double precision of single-precision
values. The plain CRPS is the integral of (F(x) - 1{x >= y})^2 over the step function F of the members, summed piece by
piece: its definition, and not the formula over pairs. The fair one follows from it by Ferro (2014, eq. 4): less the
integral of F (1 - F) / (m - 1).

    /usr/bin/python3 ensemble_scores_reference.py
"""

import csv
import pathlib

import numpy as np
from scipy.stats import rankdata

random = np.random.default_rng(20060714)
CELLS, MEMBERS = 12, 5
truth = random.normal(-1, 0.5, CELLS).astype(np.float32)
members = random.normal(-0.9, 0.4, (MEMBERS, CELLS)).astype(np.float32)
t, x = truth.astype(float), members.astype(float)


def integrals(values, y):
    """Of (F - 1{x >= y})^2 and of F (1 - F)."""
    plain = spread = 0.0
    points = np.sort(np.append(values, y))
    for left, right in zip(points[:-1], points[1:]):
        f = np.mean(values <= left)
        plain += (f - (left >= y)) ** 2 * (right - left)
        spread += f * (1 - f) * (right - left)
    return plain, spread


both = np.array([integrals(x[:, i], t[i]) for i in range(CELLS)])
plain = both[:, 0].mean()
fair = plain - both[:, 1].mean() / (MEMBERS - 1)
spread = np.sqrt(x.var(axis=0, ddof=1).mean())
skill = np.sqrt(((x.mean(axis=0) - t) ** 2).mean())
ranks = [int(rankdata(np.append(t[i], x[:, i]))[0]) - 1 for i in range(CELLS)]

with open(pathlib.Path(__file__).with_name("ensemble_scores_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["truth", *(repr(float(v)) for v in truth)])
    for i in range(MEMBERS):
        out.writerow([f"member{i}", *(repr(float(v)) for v in members[i])])
    for name, value in {"crps": plain, "fairCrps": fair, "spread": spread, "skill": skill,
                        "spreadSkill": np.sqrt((MEMBERS + 1) / MEMBERS) * spread / skill}.items():
        out.writerow([name, repr(float(value))])
    out.writerow(["rankHistogram", *(repr(ranks.count(r) / CELLS) for r in range(MEMBERS + 1))])
