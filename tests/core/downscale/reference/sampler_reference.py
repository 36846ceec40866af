#!/usr/bin/python3
"""Writes sampler_reference.csv from the archive of tensors made with the public diffusion library the published
code uses (release 0.26.3, PyTorch 1.13, float32): alphaBar of its 2000-step "squaredcos_cap_v2" schedule and the
paths of three samplers over 10 steps with the toy denoiser 0.5 + 0.1 sin(x).

    ./sampler_reference.py expected.pt
"""

import array
import csv
import io
import pathlib
import pickle
import sys
import zipfile

archive = zipfile.ZipFile(sys.argv[1])


class Unpickler(pickle.Unpickler):
    def persistent_load(self, storage):
        kind, key = storage[1], storage[2]
        code = {"FloatStorage": "f", "LongStorage": "q"}[kind]
        return array.array(code, archive.read(f"expected/data/{key}"))

    def find_class(self, module, name):
        if name == "_rebuild_tensor_v2":
            return lambda storage, offset, size, *rest: (storage[offset:], size)
        if name == "OrderedDict":
            return dict
        return name


tensors = Unpickler(io.BytesIO(archive.read("expected/data.pkl"))).load()
with open(pathlib.Path(__file__).with_name("sampler_reference.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    # The head, the end and every tenth step between.
    for step in sorted({*range(4), *range(0, 2000, 10), *range(1980, 2000)}):
        out.writerow([f"alpha_bar_{step}", f"{tensors['alphas_cumprod'][0][step]:.9g}"])
    for name in ("toy_noise", "ddpm_path", "ddim_path", "dpmpp_path"):
        values, size = tensors[name]
        for i in range(size[0]):
            out.writerow([f"{name}_{i}", *(f"{v:.9g}" for v in values[64 * i : 64 * (i + 1)])])
