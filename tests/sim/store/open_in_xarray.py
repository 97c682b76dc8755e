# SPDX-License-Identifier: Apache-2.0
"""Opens the small study as users do: xarray with both engines, and ncdump. Usage: open_in_xarray.py FILE"""

import subprocess
import sys

import numpy as np
import xarray as xr


def check(path, engine):
    data = xr.open_dataset(path, engine=engine)
    assert {"run": 24, "time": 4, "organisation": 3, "place": 2100}.items() <= dict(data.sizes).items(), data.sizes
    assert str(data.time.values[1])[:10] == "2013-07-29", data.time.values
    assert list(data.organisation.values) == ["minusma", "barkhane", "g5 sahel"]
    assert data.place.values[7] == "Ségou 7"
    assert data.compliance.dims == ("run", "time", "organisation")
    for label in ("arm", "status", "replicate", "design_ladder", "design_depth"):
        assert label in data.compliance.coords, label
    assert data.arm.values[3] == "without" and data.design_ladder.values[2] == "joint"
    assert data.status.values.tolist() == [1] * 11 + [2] + [1] * 12
    assert list(data.status.attrs["flag_values"]) == [0, 1, 2]
    assert data.error.values[11].startswith("norm_salience")
    value = data.compliance.sel(time="2013-07-29", organisation="g5 sahel").isel(run=7)
    assert float(value) == 7 / 3 + 5 / 7, float(value)
    assert np.isnan(data.compliance.values[11]).all() and np.isnan(data.deaths.values[4])
    assert int(data.displaced.sel(place="Ségou 7").isel(run=1, time=0)) == 7 + 7
    assert data.displaced.dtype.kind == "i", data.displaced.dtype
    assert str(data.configuration.values).startswith("model: test")
    assert data.attrs["title"] == "A small study — essai" and data.attrs["format_version"] == "1", data.attrs
    for name, variable in data.variables.items():
        assert name.startswith("time") or variable.attrs["units"], name
        assert variable.attrs["long_name"], name


for engine in ("h5netcdf", "netcdf4"):
    check(sys.argv[1], engine)
header = subprocess.run(["ncdump", "-h", sys.argv[1]], check=True, capture_output=True, text=True).stdout
for line in ("run = 24 ;", "nv = 2 ;", "int64 displaced(run, time, place) ;", "string arm(run) ;", "byte status(run) ;"):
    assert line in header, (line, header)
subprocess.run(["ncdump", sys.argv[1]], check=True, stdout=subprocess.DEVNULL)
