"""What a request calls, and with which parameters, by the protocol of its service."""

import gzip
import json
import re
from urllib.parse import parse_qs, parse_qsl, unquote
from xml.etree import ElementTree

from .answers import NOT_XML
from .constraints import Malformed
from .models import rest_operation, service_model
from .texts import form_values, scalar, xml_values


class UnknownOperation(Exception):
    """A service has no operation of the name that is asked for."""


class Request:
    """A request that moto's server got."""

    def __init__(self, environ, body):
        self.method = environ["REQUEST_METHOD"]
        # As it was sent: a slash in a part of it stays encoded.
        raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ["PATH_INFO"]
        self.path, _, self.query = raw.partition("?")
        self.headers = _Headers(environ)
        self.body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body


class _Headers:
    """The headers of a WSGI environment, by their names."""

    def __init__(self, environ):
        self._environ = environ

    def get(self, name):
        key = name.upper().replace("-", "_")
        return self._environ.get(key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}")

    def __contains__(self, name):
        return self.get(name) is not None

    def under(self, prefix):
        start = f"HTTP_{prefix.upper().replace('-', '_')}"
        for key, value in self._environ.items():
            if key.startswith(start):
                yield key[len(start) :].lower().replace("_", "-"), value


def called(service, request):
    """The operation and its parameters as the client gave them; None for what is no call of the API.

    Raises Malformed, UnknownOperation.
    """
    protocol = service_model(service).protocol
    if protocol == "json":
        return _json_call(service, request)
    if protocol == "query":
        return _query_call(service, request)
    return _rest_call(service, request, protocol)


def _json_call(service, request):
    target = request.headers.get("X-Amz-Target")
    if target is None:
        return None
    operation = _operation(service, target.rpartition(".")[2])
    return operation, _named(operation.input_shape, _json(request.body))


def _query_call(service, request):
    form = dict(parse_qsl(request.query, keep_blank_values=True))
    form.update(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
    if "Action" not in form:
        return None
    operation = _operation(service, form["Action"])
    shape = operation.input_shape
    return operation, form_values(shape, form) if shape is not None else {}


def _operation(service, name):
    model = service_model(service)
    if name not in model.operation_names:
        raise UnknownOperation(name)
    return model.operation_model(name)


def _rest_call(service, request, protocol):
    query = parse_qs(request.query, keep_blank_values=True)
    first = {key: values[0] for key, values in query.items()}
    operation, labels = rest_operation(service, request.method, request.path, first, request.headers)
    if operation is None:
        return None
    shape = operation.input_shape
    if shape is None:
        return operation, {}
    values = _body(shape, request.body, protocol)
    for name, member in shape.members.items():
        location, key = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri" and key in labels:
            values[name] = scalar(member, unquote(labels[key]))
        elif location == "querystring" and key in query:
            values[name] = _texts(member, query[key])
        elif location == "header" and key in request.headers:
            text = request.headers.get(key)
            values[name] = _texts(member, re.split(r"\s*,\s*", text) if member.type_name == "list" else [text])
        elif location == "headers":
            values[name] = dict(request.headers.under(key))
    return operation, {name: value for name, value in values.items() if value is not None}


def _texts(shape, texts):
    if shape.type_name == "list":
        return [scalar(shape.member, text) for text in texts]
    return scalar(shape, texts[0])


def _body(shape, body, protocol):
    payload = shape.serialization.get("payload")
    if payload is None:
        inside = {name: it for name, it in shape.members.items() if "location" not in it.serialization}
        if not inside:
            return {}
        if protocol == "rest-json":
            return _members(inside, _json(body))
        return xml_values(shape, _xml(body)) if body else {}
    member = shape.members[payload]
    if not body or getattr(member, "is_document_type", False):
        return {}
    if member.type_name in ("blob", "string"):
        return {payload: body if member.type_name == "blob" else body.decode("utf-8", "replace")}
    value = _named(member, _json(body)) if protocol == "rest-json" else xml_values(member, _xml(body))
    return {payload: value}


def _json(body):
    if not body:
        return {}
    try:
        return json.loads(body)
    except ValueError:
        raise Malformed("Unexpected token received from parser") from None


def _xml(body):
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError:
        raise Malformed(NOT_XML) from None


def _named(shape, value):
    """A structure by the names of the model, where JSON has others. What the model does not know is left out: AWS's
    services take a member that they do not know, as one that a newer SDK sends.
    """
    if shape is None or not isinstance(value, (dict, list)):
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        return value if getattr(shape, "is_document_type", False) else _members(shape.members, value)
    if shape.type_name == "list" and isinstance(value, list):
        return [_named(shape.member, item) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: _named(shape.value, item) for key, item in value.items()}
    return value


def _members(members, value):
    if not isinstance(value, dict):
        raise Malformed("Start of structure or map found where not expected.")
    return {
        name: _named(member, value[key])
        for name, member in members.items()
        if value.get(key := member.serialization.get("name", name)) is not None
    }
