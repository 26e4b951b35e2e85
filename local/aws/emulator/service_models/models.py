"""AWS's service models, as botocore brings them."""

import functools
import re
from urllib.parse import parse_qs

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel

#: What botocore brings, and not what somebody has put into ~/.aws/models.
FOLDER = Loader.BUILTIN_DATA_PATH


def description():
    """Which models are checked against, for the emulator's own status."""
    return {"botocore": botocore.__version__, "folder": FOLDER}


@functools.cache
def service_model(name):
    """The newest model of a service by its name in a signature. Raises UnknownServiceError."""
    loader = Loader(extra_search_paths=[FOLDER], include_default_search_paths=False)
    return ServiceModel(loader.load_service_model(name, "service-2"), name)


def rest_operation(service, method, path, query, headers):
    """The operation that a request is for, and what its path says; (None, {}) when there is none."""
    best = None
    for pattern, literals, operation in _routes(service):
        if operation.http["method"] != method or any(key not in query or query[key] != it for key, it in literals):
            continue
        found = pattern.fullmatch(path)
        if found:
            # Of several the one that says most of the address, and misses nothing that it needs elsewhere.
            missing = _missing(operation, query, headers)
            rank = (len(literals), -pattern.groups, not operation.deprecated, -missing, _needed(operation))
            if best is None or rank > best[0]:
                best = (rank, operation, found)
    if best is None:
        return None, {}
    _, operation, found = best
    labels = [it.removesuffix("+") for it in _LABEL.findall(operation.http["requestUri"].partition("?")[0])]
    return operation, dict(zip(labels, found.groups()))


_LABEL = re.compile(r"\{([^}]+)\}")


@functools.cache
def _routes(service):
    model = service_model(service)
    operations = [model.operation_model(name) for name in model.operation_names]
    return [(*_route(operation.http["requestUri"]), operation) for operation in operations]


def _route(uri):
    path, _, query = uri.partition("?")
    texts = _LABEL.split(path.rstrip("/"))
    pattern = "".join(
        re.escape(text) if number % 2 == 0 else "(.+)" if text.endswith("+") else "([^/]+)"
        for number, text in enumerate(texts)
    )
    literals = [(key, values[0]) for key, values in parse_qs(query, keep_blank_values=True).items()]
    return re.compile(f"{pattern}/?", re.DOTALL), literals


def _elsewhere(operation):
    shape = operation.input_shape
    for name in shape.required_members if shape is not None else ():
        member = shape.members[name]
        location = member.serialization.get("location")
        if location in ("header", "querystring"):
            yield location, member.serialization.get("name", name)


def _missing(operation, query, headers):
    given = {"header": headers, "querystring": query}
    return sum(1 for location, name in _elsewhere(operation) if name not in given[location])


def _needed(operation):
    return sum(1 for _ in _elsewhere(operation))
