"""The corrections, and how one changes moto."""

import functools
import os
import sys
import threading

from .door import close_door

_corrections = []

#: The names of the corrections that are in force.
applied = []
#: Why a correction is not, by its name.
left_out = {}


def correction(apply):
    """Registers a function that changes moto when the server starts."""
    _corrections.append(apply)
    return apply


def wraps(owner, name):
    """Replaces owner.name by a function that gets the original as its first argument.

    Raises AttributeError when this moto has no such name, which leaves the correction out.
    """
    original = getattr(owner, name)

    def replace(wrapper):
        @functools.wraps(original)
        def wrapped(*args, **kwargs):
            return wrapper(original, *args, **kwargs)

        setattr(owner, name, wrapped)
        return wrapper

    return replace


def load():
    """Applies every correction; called once, before moto's server starts."""
    for apply in _corrections:
        name = apply.__name__.replace("_", " ")
        try:
            apply()
            applied.append(name)
        except Exception as problem:
            left_out[name] = str(problem)
            print(f"emulator: left out the correction '{name}': {problem}", file=sys.stderr, flush=True)
    try:
        # Last, so that it is asked first.
        close_door()
    except Exception as problem:
        # Python goes on after a failed sitecustomize, and moto would then answer everybody.
        print(f"emulator: the door cannot be closed: {problem}", file=sys.stderr, flush=True)
        os._exit(1)
    threading.Thread(target=_end_with_stdin, daemon=True).start()


def _end_with_stdin():
    # The other end of stdin is held by the process that started the emulator. It closes however that process ends,
    # even when it is killed, so no emulator outlives the one who asked for it.
    while os.read(0, 4096):
        pass
    os._exit(0)
