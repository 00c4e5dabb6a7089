"""Weights into the file that ships: `python -m train.export OUT`.

Reads OUT/net.pt and OUT/labels.json; writes OUT/encoder-fp32.onnx and OUT/encoder-int8.onnx (dynamic int8 of the matrix products
and the embeddings, one scale a channel).
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from train.network import INPUTS, OUTPUTS, Network, Reader

_WIDE = ("ids", "shape", "mask")


def example() -> dict[str, torch.Tensor]:
    """Two windows of unlike length, for tracing."""
    ids = torch.tensor([[101, 2002, 2187, 1996, 2103, 1012, 2002, 2351, 1012, 102], [101, 2027, 8823, 1012, 102, 0, 0, 0, 0, 0]])
    first = torch.tensor([[0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 0, 0, 0, 0, 0]])
    limits = torch.tensor([[0, 0, 0, 0, 0, 0, -1, 0, 1], [0, 0, 0, 1, 2, 2, 2, 2, 2]])
    return {"ids": ids, "shape": (ids > 999).long(), "mask": (ids > 0).long(), "first": first, "limits": limits}


def export(network: Network, path: Path) -> None:
    """The whole graph in full precision, checked against torch."""
    reader, given = Reader(network).eval(), example()
    axes = {name: {0: "batch", 1: "pieces" if name in _WIDE else "words1"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    with torch.no_grad():
        wanted = reader(*given.values())
        torch.onnx.export(
            reader, tuple(given.values()), str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {name: tensor.numpy() for name, tensor in given.items()})
    for name, ours, theirs in zip(OUTPUTS, found, wanted, strict=True):
        if not np.allclose(ours, theirs.numpy(), atol=1e-3):
            raise RuntimeError(f"the exported graph answers {name} otherwise than the network")


def shrink(path: Path, out: Path) -> None:
    quantize_dynamic(
        str(path), str(out), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    known = json.loads((out / "labels.json").read_text(encoding="utf8"))
    network = Network({name: len(found) for name, found in known.items()})
    network.load_state_dict(torch.load(out / "net.pt", weights_only=True))
    export(network, out / "encoder-fp32.onnx")
    shrink(out / "encoder-fp32.onnx", out / "encoder-int8.onnx")
    for path in sorted(out.glob("encoder-*.onnx")):
        print(path.name, round(path.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
