"""The check of every call, before moto sees it."""

import io
import re
import sys

from corrections.registry import correction, wraps

from . import answers
from .calls import Request, UnknownOperation, called
from .constraints import Malformed, violations
from .exceptions import UNCHECKED_SERVICES
from .models import description, service_model
from .patterns import untranslated

#: Services whose calls are not checked, each with the reason.
unchecked = dict(UNCHECKED_SERVICES)

_SERVICE = re.compile(r"Credential=\w+/\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request")
_PROTOCOLS = ("json", "query", "rest-json", "rest-xml")


def status():
    """What is checked, and what is not."""
    return {**description(), "unchecked": unchecked, "untranslated": untranslated}


@correction
def check_calls():
    """AWS: refuses a call whose parameters are not as its model says, and names the parameter.
    moto 5.2.1: takes nearly everything.
    """
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    @wraps(DomainDispatcherApplication, "__call__")
    def __call__(original, self, environ, start_response):
        signed = _SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if signed is None or not _is_checked(signed[1]):
            return original(self, environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        refusal = _refusal(signed[1], environ, body)
        if refusal is None:
            return original(self, environ, start_response)
        status, headers, text = refusal
        start_response(status, headers)
        return [text]


def _is_checked(service):
    if service in unchecked or service == "emulator":
        return False
    try:
        protocol = service_model(service).protocol
    except Exception as problem:
        unchecked[service] = str(problem)
    else:
        if protocol in _PROTOCOLS:
            return True
        unchecked[service] = f"its protocol is {protocol}"
    print(f"emulator: calls of {service} are not checked: {unchecked[service]}", file=sys.stderr, flush=True)
    return False


def _refusal(service, environ, body):
    protocol = service_model(service).protocol
    try:
        call = called(service, Request(environ, body))
        if call is None:
            return None
        found = violations(service, *call)
    except Malformed as problem:
        return answers.malformed(service, protocol, str(problem))
    except UnknownOperation as problem:
        return answers.unknown_operation(service, protocol, str(problem))
    return answers.violation(service, protocol, found) if found else None
