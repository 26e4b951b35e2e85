"""The patterns of the models: regular expressions as Java writes them, for Python."""

import functools
import re
import sys
import unicodedata

#: Patterns that could not be translated, each with the reason. Values are not checked against these.
untranslated = {}

#: Java's POSIX classes, which are ASCII.
_POSIX = {
    "ASCII": "\\x00-\\x7F",
    "Alnum": "0-9A-Za-z",
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Graph": "!-~",
    "Lower": "a-z",
    "Print": " -~",
    "Punct": "!-/:-@\\[-`{-~",
    "Space": " \\t\\n\\x0B\\f\\r",
    "Upper": "A-Z",
    "XDigit": "0-9A-Fa-f",
}
#: A pair of surrogates, by which Java writes a character beyond U+FFFF.
_PAIR = re.compile(r"\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_PROPERTY = re.compile(r"\\p(?:\{(?:Is)?(\w+)\}|(\w))")


@functools.cache
def compiled(pattern):
    """The pattern, or None where it is one of `untranslated`. It must match the whole of a value."""
    try:
        # \w, \d and \s are ASCII in Java.
        return re.compile(_translated(pattern), re.ASCII)
    except (re.error, ValueError) as problem:
        untranslated[pattern] = str(problem)
        return None


def _translated(pattern):
    pattern = _PAIR.sub(_character, pattern)
    result, position, in_class = [], 0, False
    while position < len(pattern):
        rest = pattern[position:]
        known = _PROPERTY.match(rest)
        if known:
            members = _members(known[1] or known[2])
            result.append(members if in_class else f"[{members}]")
            position += known.end()
        elif rest[0] == "\\":
            taken = rest[:2]
            position += len(taken)
            result.append(taken)
            if in_class and taken in ("\\w", "\\d", "\\s") and pattern[position : position + 1] == "-":
                # After a class Java takes a hyphen for itself; Python takes it for a range and refuses.
                result.append("\\-")
                position += 1
        elif in_class and rest[0] == "[":
            raise ValueError("a class within a class")
        elif in_class and rest.startswith("&&"):
            raise ValueError("an intersection of classes")
        else:
            if rest[0] in "[]":
                in_class = rest[0] == "["
            result.append(rest[0])
            position += 1
    return "".join(result)


def _character(pair):
    high, low = int(pair[1], 16), int(pair[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _members(name):
    if name in _POSIX:
        return _POSIX[name]
    ranges = "".join(text for category, text in _categories().items() if category.startswith(name))
    if not ranges:
        raise ValueError(f"an unknown property {name}")
    return ranges


@functools.cache
def _categories():
    """The characters of each of Unicode's categories, as ranges for a class. It takes a tenth of a second, once."""
    ranges = {}
    start, current = 0, unicodedata.category(chr(0))
    for code in range(1, sys.maxunicode + 2):
        category = unicodedata.category(chr(code)) if code <= sys.maxunicode else None
        if category != current:
            ranges.setdefault(current, []).append(f"\\U{start:08x}-\\U{code - 1:08x}")
            start, current = code, category
    return {category: "".join(texts) for category, texts in ranges.items()}
