"""The emulator's own addresses."""

import json
import os

from .authenticator_apps import authenticator_codes
from .codes import mailbox, rewrite
from .federated_users import federated_sign_in
from .functions import CODE_PATH, function_code
from .registry import applied, correction, left_out, wraps


@correction
def own_addresses():
    """Not a difference from AWS: five addresses beside moto's: `/emulator/status`, by which the starter knows its own
    emulator and what was corrected; `/emulator/mail`, the messages with codes that AWS would have sent, newest last;
    `/emulator/authenticator`, what users' authenticator apps would show; `/emulator/federated-sign-in`, which finds or
    makes the user whom an identity provider vouches for; and the one that serves functions' code.
    """
    from urllib.parse import unquote

    import moto
    import service_models
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    @wraps(DomainDispatcherApplication, "__call__")
    def __call__(original, self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path == "/emulator/status":
            status = {
                "id": os.environ.get("EMULATOR_ID"),
                "version": moto.__version__,
                "applied": applied,
                "leftOut": left_out,
                "serviceModels": service_models.status(),
            }
            return answer(start_response, "200 OK", "application/json", json.dumps(status).encode())
        if path == "/emulator/mail":
            if environ.get("REQUEST_METHOD") == "POST":
                rewrite(json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))))
            return answer(start_response, "200 OK", "application/json", json.dumps(list(mailbox)).encode())
        if path == "/emulator/authenticator":
            return answer(start_response, "200 OK", "application/json", json.dumps(authenticator_codes()).encode())
        if path == "/emulator/federated-sign-in" and environ.get("REQUEST_METHOD") == "POST":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return answer(start_response, "200 OK", "application/json", json.dumps(federated_sign_in(body)).encode())
        if path.startswith(CODE_PATH):
            try:
                code = function_code(unquote(path[len(CODE_PATH) :]))
            except Exception:
                return answer(start_response, "404 Not Found", "text/plain", b"no such function\n")
            return answer(start_response, "200 OK", "application/zip", code)
        return original(self, environ, start_response)

    def answer(start_response, status, content_type, body):
        start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body)))])
        return [body]
