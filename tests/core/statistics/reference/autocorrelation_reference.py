#!/usr/bin/python3
"""Writes autocorrelation_reference.csv: ACF and PACF by statsmodels (0.13.5, Debian 12's python3-statsmodels).

    /usr/bin/python3 autocorrelation_reference.py

Two series, given in the file itself so that the test needs no random numbers of numpy: "whole" has a value on each day;
"gaps" lacks single days and two long stretches (as between the seasons of three years). Of a series with gaps statsmodels
offers the ACF only (missing="conservative": mean and divisor over the n days with a value, pairs that exist); its PACF is
that of the series with zeros for the missing departures, which is the same Yule-Walker problem.
"""

import csv
import pathlib

import numpy as np
from statsmodels.tsa.stattools import acf, pacf

MAX_LAG = 16

random = np.random.default_rng(45)
noise = random.normal(size=140)
whole = np.empty(140)
whole[0] = whole[1] = 0.0
for t in range(2, 140):
    whole[t] = 0.6 * whole[t - 1] + 0.2 * whole[t - 2] + noise[t]
whole = np.round(whole - 1.7, 6)

gaps = whole.copy()
gaps[[4, 17, 18, 63, 120]] = np.nan
gaps[30:47] = np.nan
gaps[80:102] = np.nan
centred = np.where(np.isnan(gaps), 0.0, gaps - np.nanmean(gaps))

with open(pathlib.Path(__file__).with_name("autocorrelation_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    for name, series in (("whole", whole), ("gaps", gaps)):
        out.writerow([f"{name}.values", *(repr(float(x)) for x in series)])
    for name, correlations, partial in (
        ("whole", acf(whole, adjusted=False, nlags=MAX_LAG, fft=False), pacf(whole, nlags=MAX_LAG, method="ywm")),
        ("gaps", acf(gaps, adjusted=False, nlags=MAX_LAG, fft=False, missing="conservative"),
         pacf(centred, nlags=MAX_LAG, method="ywm")),
    ):
        out.writerow([f"{name}.acf", *(repr(float(x)) for x in correlations)])
        out.writerow([f"{name}.pacf", *(repr(float(x)) for x in partial)])
