"""Loads the corrections into moto before its server starts.

Python imports a module of this name by itself when it finds one on PYTHONPATH. That makes the corrections work
the same way for every launcher (a script on PATH, a version manager's shim, a virtual environment, a container)
without knowing which interpreter it will choose.
"""

import os
import sys

if os.environ.get("EMULATOR_ID") and os.path.basename(sys.argv[0] if sys.argv else "").startswith("moto_server"):
    try:
        import corrections
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)  # without the corrections it would answer everybody

    corrections.load()
