"""Who may ask moto, for what, and what moto may do to this machine."""

import hmac
import os

SECRET = os.environ.get("EMULATOR_SECRET", "")
#: moto's own name of a service, where it is not the one in a signature without its hyphens.
_NAMES = {"lambda": "awslambda"}
#: The services that are used, by their names in a signature.
SERVICES = frozenset(
    _NAMES.get(name, name.replace("-", "")) for name in os.environ.get("EMULATOR_SERVICES", "").split(",") if name
)


def close_door():
    """Not a difference from AWS, and not left out where it does not fit: without it, the server does not start.

    Only the front of the emulator knows the secret that every request must carry. It is checked before anything of moto
    sees the request, so also before it tells browsers that every page may read the answer.
    """
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    if not SECRET or not SERVICES:
        raise RuntimeError("the emulator is started by this project only")
    _start_no_containers()

    call = DomainDispatcherApplication.__call__
    backend_for_host = DomainDispatcherApplication.get_backend_for_host

    def __call__(self, environ, start_response):
        given = environ.pop("HTTP_X_EMULATOR_SECRET", "")
        if not hmac.compare_digest(given.encode("latin-1"), SECRET.encode()):
            return _refuse(start_response)
        try:
            return call(self, environ, start_response)
        except NotServed:
            return _refuse(start_response)

    # By moto's own decision which service a request is for: no other reading of the request counts.
    def get_backend_for_host(self, host):
        backend = backend_for_host(self, host)
        if backend is not None and backend not in SERVICES:
            raise NotServed(backend)
        return backend

    DomainDispatcherApplication.__call__ = __call__
    DomainDispatcherApplication.get_backend_for_host = get_backend_for_host


class NotServed(Exception):
    """A request is for a service of moto's that is not used here."""


def _refuse(start_response):
    start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


def _start_no_containers():
    """moto runs functions, jobs and tasks in containers where Docker answers. Nothing here needs that."""
    try:
        import docker
    except ImportError:
        return

    def refuse(*_args, **_kwargs):
        raise RuntimeError("this emulator starts no containers")

    docker.from_env = refuse
    docker.DockerClient.__init__ = refuse
    docker.APIClient.__init__ = refuse
