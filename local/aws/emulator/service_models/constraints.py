"""What a model asks of the parameters of a call, and what they violate."""

import base64
import binascii
from typing import NamedTuple

from .exceptions import is_excepted, is_secret
from .patterns import compiled

_WHOLE = ("integer", "long", "short", "byte")
_NUMBERS = (*_WHOLE, "float", "double")
_SCALARS = (*_NUMBERS, "string", "character", "boolean", "timestamp", "blob")


class Malformed(Exception):
    """A value is of another type than the model says, for which AWS has a message without the parameter's name."""


class Violation(NamedTuple):
    """A constraint that a parameter does not meet."""

    path: str
    text: str


def violations(service, operation, values):
    """In the order of the model; empty when AWS would go on.

    Raises Malformed.
    """
    shape = operation.input_shape
    found = []
    if shape is not None:
        _structure(_Place(service, operation.name, found), shape, values, "")
    return found


class _Place:
    """Which call is looked at, and what was found in it."""

    def __init__(self, service, operation, found):
        self.service = service
        self.operation = operation
        self._found = found

    def excepted(self, path, value):
        return is_excepted(self.service, self.operation, path, value)

    def secret(self, shape):
        return is_secret(self.service, shape)

    def add(self, path, shape, value, constraint):
        text = f"{_shown(self, path, shape, value)} failed to satisfy constraint: {constraint}"
        self._found.append(Violation(path, text))


def _structure(place, shape, values, path):
    if not isinstance(values, dict):
        raise Malformed("Start of structure or map found where not expected.")
    if getattr(shape, "is_document_type", False):
        return
    for name, member in shape.members.items():
        inner = f"{path}.{_lower_first(name)}" if path else _lower_first(name)
        value = values.get(name)
        if value is not None:
            _value(place, member, value, inner)
        elif name in shape.required_members and not place.excepted(inner, None):
            place.add(inner, None, None, "Member must not be null")


def _value(place, shape, value, path):
    kind = shape.type_name
    if place.excepted(path, value):
        return
    if kind == "structure":
        _structure(place, shape, value, path)
        return
    if kind == "list":
        if not isinstance(value, list):
            raise Malformed("Expected list or null")
        _own(place, shape, value, path)
        _list(place, shape, value, path)
    elif kind == "map":
        if not isinstance(value, dict):
            raise Malformed("Expected map or null")
        _own(place, shape, value, path)
        _map(place, shape, value, path)
    else:
        _own(place, shape, _typed(shape, value), path, shown=value)


def _own(place, shape, value, path, shown=None):
    for broken in _broken(shape, value):
        place.add(path, shape, value if shown is None else shown, broken)


def _list(place, shape, value, path):
    member = shape.member
    if member.type_name in _SCALARS:
        if any(item is None or _broken(member, _typed(member, item)) for item in value):
            place.add(path, shape, value, f"Member must satisfy constraint: [{', '.join(_all(member))}]")
        return
    for number, item in enumerate(value, 1):
        inner = f"{path}.{number}.member"
        if item is None:
            place.add(inner, None, None, "Member must not be null")
        else:
            _value(place, member, item, inner)


def _map(place, shape, value, path):
    if any(_broken(shape.key, key) for key in value):
        place.add(path, shape, value, f"Map keys must satisfy constraint: [{', '.join(_all(shape.key))}]")
    member = shape.value
    if member.type_name in _SCALARS:
        given = [item for item in value.values() if item is not None]
        if any(_broken(member, _typed(member, item)) for item in given):
            place.add(path, shape, value, f"Map value must satisfy constraint: [{', '.join(_all(member))}]")
        return
    for key, item in value.items():
        if item is not None:
            _value(place, member, item, f"{path}.{key}.member")


def _broken(shape, value):
    """Which constraints of the shape itself a value of its type does not meet."""
    return [text for text, holds in _constraints(shape) if not holds(value)]


def _all(shape):
    return [text for text, _ in _constraints(shape)] or ["Member must not be null"]


def _constraints(shape):
    """Each constraint in AWS's words, in AWS's order, with its check."""
    known = getattr(shape, "emulator_constraints", None)
    if known is None:
        known = shape.emulator_constraints = list(_made(shape))
    return known


def _made(shape):
    metadata = shape.metadata
    if shape.type_name in _NUMBERS:
        measure, of = float, "value"
    else:
        measure, of = len, "length"
    if shape.type_name not in ("boolean", "timestamp"):
        if "max" in metadata:
            most = metadata["max"]
            yield f"Member must have {of} less than or equal to {most}", lambda value: measure(value) <= most
        if "min" in metadata:
            least = metadata["min"]
            yield f"Member must have {of} greater than or equal to {least}", lambda value: measure(value) >= least
    if "enum" in metadata:
        values = metadata["enum"]
        yield f"Member must satisfy enum value set: [{', '.join(values)}]", lambda value: value in values
    pattern = compiled(metadata["pattern"]) if "pattern" in metadata else None
    if pattern is not None and shape.type_name == "string":
        text = f"Member must satisfy regular expression pattern: {metadata['pattern']}"
        yield text, lambda value: pattern.fullmatch(value) is not None


def _typed(shape, value):
    """The value, of the type that the model says; of a blob the bytes. Raises Malformed."""
    kind = shape.type_name
    if kind in ("string", "character"):
        if not isinstance(value, str):
            raise Malformed(f"{_token(value)} can not be converted to a String")
    elif kind == "boolean":
        if not isinstance(value, bool):
            raise Malformed(f"{_token(value)} can not be converted to a Boolean")
    elif kind in _WHOLE:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
            raise Malformed(f"{_token(value)} can not be converted to {'a Long' if kind == 'long' else 'an Integer'}")
    elif kind in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Malformed(f"{_token(value)} can not be converted to a Double")
    elif kind == "blob" and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise Malformed("Invalid base64-encoded blob") from None
    elif kind == "blob" and not isinstance(value, bytes):
        raise Malformed(f"{_token(value)} can not be converted to a Blob")
    elif kind == "timestamp" and (isinstance(value, bool) or not isinstance(value, (int, float, str))):
        raise Malformed(f"{_token(value)} can not be converted to a Timestamp")
    return value


def _token(value):
    if value is True or value is False:
        return "TRUE_VALUE" if value else "FALSE_VALUE"
    if isinstance(value, (int, float)):
        return "NUMBER_VALUE"
    return "STRING_VALUE" if isinstance(value, str) else "Start of structure or map"


def _shown(place, path, shape, value):
    """The value and where it stands. A secret is not shown, as AWS does not."""
    if value is None:
        return f"Value null at '{path}'"
    inner = [getattr(shape, name, None) for name in ("member", "key", "value")]
    if any(place.secret(it) for it in (shape, *inner) if it is not None) or not _is_plain(value):
        return f"Value at '{path}'"
    if isinstance(value, list):
        text = f"[{', '.join(map(str, value))}]"
    elif isinstance(value, dict):
        text = f"{{{', '.join(f'{key}={item}' for key, item in value.items())}}}"
    else:
        text = str(value)
    return f"Value '{text}' at '{path}'"


def _is_plain(value):
    """Whether it holds no structure, in which something secret may lie."""
    items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    return not any(isinstance(item, (dict, list, bytes)) for item in items)


def _lower_first(name):
    return name[:1].lower() + name[1:]
