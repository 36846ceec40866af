"""The other half of autocorrelation_benchmark.cpp: the same series and estimates by statsmodels, on one thread.

    python3 autocorrelation_benchmark.py DAYS MAX_LAG REPETITIONS

Prints lines "name milliseconds value value ...": the median time and the estimates.
"""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from statsmodels.tsa.stattools import acf, pacf, pacf_burg

days, max_lag, repetitions = (int(argument) for argument in sys.argv[1:])

state = 20060714
series = np.empty(days)
value = 0.0
for day in range(days):
    state = (1103515245 * state + 12345) % 2**31
    value = 0.7 * value + (state / 2**31 - 0.5)
    series[day] = value

work = {
    "acf_biased": lambda: acf(series, nlags=max_lag, fft=True),
    "acf_biased_without_fft": lambda: acf(series, nlags=max_lag, fft=False),
    "acf_adjusted": lambda: acf(series, adjusted=True, nlags=max_lag, fft=True),
    "pacf_ywm": lambda: pacf(series, nlags=max_lag, method="ywm"),
    "pacf_ldb": lambda: pacf(series, nlags=max_lag, method="ldb"),
    "pacf_yw": lambda: pacf(series, nlags=max_lag, method="yw"),
    "pacf_ld": lambda: pacf(series, nlags=max_lag, method="ld"),
    "pacf_ols": lambda: pacf(series, nlags=max_lag, method="ols"),
    "pacf_burg": lambda: pacf_burg(series, nlags=max_lag)[0],
}
for name, estimate in work.items():
    found = estimate()  # warms up
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        estimate()
        times.append(time.perf_counter() - start)
    print(name, 1e3 * np.median(times), *(repr(float(x)) for x in found))
