#!/usr/bin/python3
"""Writes autocorrelation_reference.csv: ACF, PACF, bands and portmanteau tests by statsmodels (0.13.5, Debian 12's
python3-statsmodels).

    /usr/bin/python3 autocorrelation_reference.py

Two series, given in the file itself so that the test needs no random numbers of numpy: "whole" has a value on each day;
"gaps" lacks single days and two long stretches (as between the seasons of three years). Of a series with gaps statsmodels
offers the ACF only (missing="conservative": mean and divisor over the n days with a value, pairs that exist); its PACF is
that of the series with zeros for the missing departures, which is the same Yule-Walker problem; of the adjusted ACF,
statsmodels' recursion takes the autocovariances with gaps. Least squares and Burg's method on a series with gaps are done
here with numpy in the plainest way, over runs of days without a gap.
"""

import csv
import pathlib

import numpy as np
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tsa.stattools import acf, acovf, levinson_durbin, pacf, pacf_burg

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



def runs(series):
    """Of days with a value that follow each other."""
    present = np.flatnonzero(~np.isnan(series))
    return [series[run] for run in np.split(present, np.flatnonzero(np.diff(present) > 1) + 1)]


def pacf_least_squares(series):
    values = [1.0]
    for lag in range(1, MAX_LAG + 1):
        rows = [run[t - lag : t + 1][::-1] for run in runs(series) for t in range(lag, len(run))]
        table = np.array(rows)
        design = np.column_stack([np.ones(len(table)), table[:, 1:]])
        values.append(np.linalg.lstsq(design, table[:, 0], rcond=None)[0][-1])
    return values


def pacf_burg_runs(series):
    """Forward and backward errors of each run by the autoregression itself, not by the lattice."""
    parts = runs(series - np.nanmean(series))
    values = [1.0]
    coefficients = np.zeros(0)
    for lag in range(1, MAX_LAG + 1):
        forward, backward = [], []
        for run in parts:
            for t in range(lag, len(run)):
                forward.append(run[t] - sum(coefficients[j] * run[t - 1 - j] for j in range(lag - 1)))
                backward.append(run[t - lag] - sum(coefficients[j] * run[t - lag + 1 + j] for j in range(lag - 1)))
        forward, backward = np.array(forward), np.array(backward)
        reflection = 2 * (forward @ backward) / (forward @ forward + backward @ backward)
        coefficients = np.append(coefficients - reflection * coefficients[::-1], reflection)
        values.append(reflection)
    return values


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

    def write(name, numbers):
        out.writerow([name, *(repr(float(x)) for x in numbers)])

    write("whole.acf_adjusted", acf(whole, adjusted=True, nlags=MAX_LAG, fft=False))
    for method in ("yw", "ywm", "ld", "ldb", "ols"):
        write(f"whole.pacf_{method}", pacf(whole, nlags=MAX_LAG, method=method))
    write("whole.pacf_burg", pacf_burg(whole, nlags=MAX_LAG)[0])
    write("gaps.acf_adjusted", acf(gaps, adjusted=True, nlags=MAX_LAG, fft=False, missing="conservative"))
    adjusted = acovf(gaps, adjusted=True, fft=False, missing="conservative")
    write("gaps.pacf_ld", levinson_durbin(adjusted, nlags=MAX_LAG, isacov=True)[2])
    write("gaps.pacf_ols", pacf_least_squares(gaps))
    write("gaps.pacf_burg", pacf_burg_runs(gaps))

    # Half-widths about the estimates, per lag.
    for name, level, bartlett in (("95", 0.95, False), ("95_bartlett", 0.95, True), ("80_bartlett", 0.8, True)):
        for adjusted in (False, True):
            found, interval = acf(whole, adjusted=adjusted, nlags=MAX_LAG, fft=False, alpha=1 - level,
                                  bartlett_confint=bartlett)
            write(f"whole.band_{name}{'_adjusted' if adjusted else ''}", interval[:, 1] - found)

    for fitted in (0, 3):
        table = acorr_ljungbox(whole, lags=MAX_LAG, boxpierce=True, model_df=fitted)
        for column in ("lb_stat", "lb_pvalue", "bp_stat", "bp_pvalue"):
            write(f"whole.{column}_{fitted}", table[column])
