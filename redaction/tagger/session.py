"""An encoder in onnxruntime, on one thread: what the tagger and Rampart run on."""

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from redaction.tagger.graph import Encoder, Floats, serialised


class Session:
    """One window at a time: in a batch each would change the scale of the others, and so what is found."""

    def __init__(self, encoder: Encoder) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # documents are read side by side, not words
        options.log_severity_level = 4  # nothing of what is read may be told
        self._session = InferenceSession(serialised(encoder), options, providers=["CPUExecutionProvider"])

    def chances(self, embeddings: Floats) -> Floats:
        """The chance of every label for every piece between the first and the last; `embeddings` is [pieces, width]."""
        given = {"embeddings": embeddings[None], "lengths": np.array([len(embeddings)], dtype=np.int32)}
        logits = np.asarray(self._session.run(["logits"], given)[0][0, 1:-1], dtype=np.float32)
        raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
