"""In CI hypothesis draws the same examples each time: what fails there can be run again here."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
