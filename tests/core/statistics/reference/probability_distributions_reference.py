#!/usr/bin/python3
"""Writes probability_distributions_reference.csv by scipy (1.10.1, Debian 12's python3-scipy).

    /usr/bin/python3 probability_distributions_reference.py
"""

import csv
import pathlib

from scipy import stats

probabilities = [1e-300, 1e-20, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.500001, 0.9, 0.975, 0.995, 1 - 1e-9]
cases = [(x, degrees) for degrees in (1, 2, 3, 4, 7, 10, 31, 60, 365, 2000)
         for x in (1e-8, 0.01, 0.7, 3.0, 12.5, 40.0, 200.0, 700.0, 1900.0, 2400.0)]
cases = [case for case in cases if stats.chi2.sf(*case) > 1e-290]

with open(pathlib.Path(__file__).with_name("probability_distributions_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["normal.probability", *(repr(p) for p in probabilities)])
    out.writerow(["normal.quantile", *(repr(float(stats.norm.ppf(p))) for p in probabilities)])
    out.writerow(["chi_square.x", *(repr(x) for x, _ in cases)])
    out.writerow(["chi_square.degrees", *(degrees for _, degrees in cases)])
    out.writerow(["chi_square.survival", *(repr(float(stats.chi2.sf(*case))) for case in cases)])
