"""Parameters that come as texts: in a form, in XML, in an address, in a header."""

import re

from .constraints import Malformed

_NAMESPACE = re.compile(r"\{.*?\}")


def scalar(shape, text):
    """The value of a text, of the type that the model says. Raises Malformed."""
    kind = shape.type_name
    try:
        if kind in ("integer", "long", "short", "byte"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
    except ValueError:
        raise Malformed(f"'{text}' is not a number") from None
    if kind == "boolean":
        if text.lower() not in ("true", "false"):
            raise Malformed(f"'{text}' is not a boolean")
        return text.lower() == "true"
    return text


def form_values(shape, form):
    """The parameters of a form, as the protocol `query` writes them: `Tags.member.1.Key`."""
    tree = {}
    for name, text in form.items():
        node = tree
        for part in name.split("."):
            node = node.setdefault(part, {})
        node[""] = text
    return _from_tree(shape, tree)


def _from_tree(shape, node):
    kind = shape.type_name
    if kind == "structure":
        values = {name: _member_from_tree(name, it, node) for name, it in shape.members.items()}
        return {name: value for name, value in values.items() if value is not None}
    if kind == "list":
        # `Tags=` is a list without items. Without it there is no list.
        inside = node if _is_flat(shape) else node.get(shape.member.serialization.get("name", "member"), {})
        return [_from_tree(shape.member, item) for item in _numbered(inside)]
    if kind == "map":
        inside = node if _is_flat(shape) else node.get("entry", {})
        key, value = (it.serialization.get("name", name) for it, name in ((shape.key, "key"), (shape.value, "value")))
        return {
            item.get(key, {}).get("", ""): _from_tree(shape.value, item[value])
            for item in _numbered(inside)
            if value in item
        }
    return scalar(shape, node[""]) if "" in node else None


def _member_from_tree(name, shape, node):
    key = shape.serialization.get("name", name)
    if shape.type_name == "list" and _is_flat(shape):
        key = shape.member.serialization.get("name", key)
    return _from_tree(shape, node[key]) if key in node else None


def _numbered(node):
    numbers = sorted((int(key), key) for key in node if key.isdigit())
    return [node[key] for _, key in numbers]


def _is_flat(shape):
    return bool(shape.serialization.get("flattened"))


def xml_values(shape, element):
    """The parameters of a document."""
    kind = shape.type_name
    if kind == "structure":
        return _structure(shape, element)
    if kind == "list":
        name = shape.member.serialization.get("name", "member")
        return [xml_values(shape.member, it) for it in element if _tag(it) == name]
    if kind == "map":
        names = [it.serialization.get("name", name) for it, name in ((shape.key, "key"), (shape.value, "value"))]
        pairs = [{_tag(part): part for part in entry} for entry in element]
        return {
            pair[names[0]].text or "": xml_values(shape.value, pair[names[1]])
            for pair in pairs
            if names[0] in pair and names[1] in pair
        }
    return scalar(shape, element.text or "")


def _structure(shape, element):
    children = {}
    for child in element:
        children.setdefault(_tag(child), []).append(child)
    values = {}
    for name, member in shape.members.items():
        if "location" in member.serialization:
            continue
        key = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            found = [text for attribute, text in element.attrib.items() if attribute.endswith(key.partition(":")[2])]
            if found:
                values[name] = found[0]
        elif member.type_name == "list" and _is_flat(member):
            inside = children.get(member.member.serialization.get("name", key), [])
            if inside:
                values[name] = [xml_values(member.member, it) for it in inside]
        elif key in children:
            values[name] = xml_values(member, children[key][0])
    return values


def _tag(element):
    return _NAMESPACE.sub("", element.tag)
