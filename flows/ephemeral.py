"""Prefect's own server on loopback for the length of one run: it ends when the process that wanted it ends."""

import os
import sys
import threading
import time


def main() -> None:
    """python -m flows.ephemeral PARENT_PID PORT"""
    parent, port = int(sys.argv[1]), int(sys.argv[2])
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="critical",
        lifespan="on",
    )


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


if __name__ == "__main__":
    main()
