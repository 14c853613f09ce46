"""How the benches call Undercroft: the installed command where there is one."""

import sys
from pathlib import Path


def undercroft(*arguments: str) -> list[str]:
    """The command line that runs it in this environment."""
    installed = Path(sys.executable).with_name("undercroft")
    return [str(installed), *arguments] if installed.exists() else [sys.executable, "-m", "flows.cli", *arguments]
