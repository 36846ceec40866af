"""Writes what xarray reads of netCDF files, for dataset_oracle_test.

usage: read_with_xarray.py OUTPUT FILE...

For each file and each variable on latitude and longitude: OUTPUT/N-VARIABLE.bin, single precision, the
dimensions in the order time, level, latitude (ascending), longitude.
"""
import sys
import warnings

import numpy as np
import xarray as xr

warnings.simplefilter("ignore")


def kind(dataset, name):
    units = str(dataset[name].attrs.get("units", "")).lower() if name in dataset.coords else ""
    lower = name.lower()
    if units.startswith("degrees_n") or lower in ("lat", "latitude"):
        return "lat"
    if units.startswith("degrees_e") or lower in ("lon", "longitude"):
        return "lon"
    if lower == "time":
        return "time"
    return "level"


output = sys.argv[1]
for number, path in enumerate(sys.argv[2:]):
    with xr.open_dataset(path, decode_times=False) as dataset:
        for name, field in dataset.data_vars.items():
            kinds = {kind(dataset, str(dimension)): dimension for dimension in field.dims}
            if "lat" not in kinds or "lon" not in kinds or field.dtype.kind not in "fiu":
                continue
            order = [kinds[k] for k in ("time", "level", "lat", "lon") if k in kinds]
            field = field.transpose(*order)
            if kinds["lat"] in dataset.coords:
                field = field.sortby(kinds["lat"])
            field.values.astype(np.float32).tofile(f"{output}/{number}-{name}.bin")
