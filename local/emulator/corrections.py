"""Where moto 5.2.1 differs from AWS in what this project's stack uses, and the difference made good.

Each correction says what AWS does and what moto 5.2.1 does, so that it can be deleted once moto does it as well.
A moto that no longer fits a correction is not an error: the correction is left out, in one line on stderr.
"""

import functools
import json
import os
import sys
import threading

_CORRECTIONS = []
_applied = []
_left_out = {}


def correction(apply):
    """Registers a function that changes moto when the server starts."""
    _CORRECTIONS.append(apply)
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
    for apply in _CORRECTIONS:
        name = apply.__name__.replace("_", " ")
        try:
            apply()
            _applied.append(name)
        except Exception as problem:
            _left_out[name] = str(problem)
            print(f"emulator: left out the correction '{name}': {problem}", file=sys.stderr, flush=True)
    if os.environ.get("EMULATOR_ENDS_WITH_STDIN") == "1":
        threading.Thread(target=_end_with_stdin, daemon=True).start()


def _end_with_stdin():
    # The other end of stdin is held by the process that started the emulator. It closes however that process ends,
    # even when it is killed, so no emulator outlives the one who asked for it.
    while os.read(0, 4096):
        pass
    os._exit(0)


# ---------------------------------------------------------------------------------------------------- user pools


@correction
def user_pool_update_keeps_what_cannot_change():
    """AWS: UpdateUserPool cannot change how users sign in, and leaves tags that it is not given as they are.
    moto 5.2.1: forgets both. The plan after any update then wants to replace the pool, and with it every account.
    """
    from moto.cognitoidp.models import CognitoIdpBackend

    fixed = ("AliasAttributes", "UsernameAttributes", "UsernameConfiguration")

    @wraps(CognitoIdpBackend, "update_user_pool")
    def update_user_pool(original, self, user_pool_id, extended_config):
        pool = self.describe_user_pool(user_pool_id)
        kept = {key: pool.extended_config[key] for key in fixed if key in pool.extended_config}
        tags = {"UserPoolTags": pool.extended_config.get("UserPoolTags") or {}}
        original(self, user_pool_id, {**tags, **extended_config, **kept})
        if extended_config.get("MfaConfiguration"):
            pool.mfa_config = extended_config["MfaConfiguration"]


@correction
def user_pool_defaults():
    """AWS: a pool is in the plan ESSENTIALS and not protected unless it says otherwise, and says so when described.
    moto 5.2.1: leaves both keys out.
    """
    from moto.cognitoidp.models import DEFAULT_USER_POOL_CONFIG

    DEFAULT_USER_POOL_CONFIG.setdefault("UserPoolTier", "ESSENTIALS")
    DEFAULT_USER_POOL_CONFIG.setdefault("DeletionProtection", "INACTIVE")


@correction
def user_pool_deletion_protection():
    """AWS: refuses to delete a pool that is protected, or that still has a domain.
    moto 5.2.1: deletes it.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.cognitoidp.models import CognitoIdpBackend

    @wraps(CognitoIdpBackend, "delete_user_pool")
    def delete_user_pool(original, self, user_pool_id):
        pool = self.describe_user_pool(user_pool_id)
        if pool.extended_config.get("DeletionProtection") == "ACTIVE":
            raise InvalidParameterException(
                "The user pool cannot be deleted because deletion protection is activated. "
                "Deletion protection must be inactivated first."
            )
        if pool.domain:
            raise InvalidParameterException(
                "User pool cannot be deleted. It has a domain configured that should be deleted first."
            )
        original(self, user_pool_id)


@correction
def user_pool_tags():
    """AWS: TagResource, UntagResource and ListTagsForResource work on a pool.
    moto 5.2.1: has none of the three (500), so a change of tags cannot be applied.
    """
    from moto.cognitoidp.exceptions import ResourceNotFoundError
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult, EmptyResult

    if hasattr(CognitoIdpResponse, "tag_resource"):
        return

    def tags_of(self):
        arn = self._get_param("ResourceArn")
        for pool in self.backend.user_pools.values():
            if pool.arn == arn:
                # A copy, because a pool created without tags shares moto's default configuration.
                pool.extended_config["UserPoolTags"] = dict(pool.extended_config.get("UserPoolTags") or {})
                return pool.extended_config["UserPoolTags"]
        raise ResourceNotFoundError(f"Resource {arn} does not exist.")

    def tag_resource(self):
        tags_of(self).update(self._get_param("Tags") or {})
        return EmptyResult()

    def untag_resource(self):
        tags = tags_of(self)
        for key in self._get_param("TagKeys") or []:
            tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self):
        return ActionResult({"Tags": tags_of(self)})

    CognitoIdpResponse.tag_resource = tag_resource
    CognitoIdpResponse.untag_resource = untag_resource
    CognitoIdpResponse.list_tags_for_resource = list_tags_for_resource


@correction
def domain_taken():
    """AWS: a domain prefix belongs to one pool in a region.
    moto 5.2.1: gives it to whoever asks last.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.cognitoidp.models import CognitoIdpBackend

    @wraps(CognitoIdpBackend, "create_user_pool_domain")
    def create_user_pool_domain(original, self, user_pool_id, domain, *args, **kwargs):
        if domain in self.user_pool_domains:
            raise InvalidParameterException("Domain already associated with another user pool.")
        return original(self, user_pool_id, domain, *args, **kwargs)


@correction
def domain_managed_login_version():
    """AWS: keeps ManagedLoginVersion (1, the classic pages, unless given) and gives it with the domain.
    moto 5.2.1: forgets it, so a plan never ends empty once it is set.
    """
    from moto.cognitoidp.models import CognitoIdpUserPoolDomain
    from moto.cognitoidp.responses import CognitoIdpResponse

    def remember(original, self):
        result = original(self)
        domain = self.backend.describe_user_pool_domain(self._get_param("Domain"))
        version = self._get_param("ManagedLoginVersion")
        if domain is not None and version is not None:
            domain.managed_login_version = version
        return result

    wraps(CognitoIdpResponse, "create_user_pool_domain")(remember)
    wraps(CognitoIdpResponse, "update_user_pool_domain")(remember)

    @wraps(CognitoIdpUserPoolDomain, "to_json")
    def to_json(original, self, extended=True):
        result = original(self, extended=extended)
        result.setdefault("ManagedLoginVersion", getattr(self, "managed_login_version", 1))
        return result


# ------------------------------------------------------------------------------------------------------- sign-in


@correction
def user_name_case():
    """AWS: unless the pool asks for case sensitivity, `Ada@Example.com` signs in as `ada@example.com`.
    moto 5.2.1: compares letter by letter.
    """
    from moto.cognitoidp.models import CognitoIdpUserPool

    @wraps(CognitoIdpUserPool, "_get_user")
    def _get_user(original, self, username):
        user = original(self, username)
        sensitive = (self.extended_config.get("UsernameConfiguration") or {}).get("CaseSensitive", False)
        if user is not None or sensitive or not isinstance(username, str):
            return user
        names = ["username", *(self.extended_config.get("UsernameAttributes") or [])]
        wanted = username.lower()
        for candidate in self.users.values():
            lookup = {**candidate.attribute_lookup, "username": candidate.username}
            if any(str(lookup.get(name) or "").lower() == wanted for name in names):
                return candidate
        return None


@correction
def auth_flows_and_secret_hash():
    """AWS: a client signs users in only by its explicit auth flows, a client with a secret must prove it by
    SECRET_HASH, and a client that hides user existence answers an unknown user like a wrong password.
    moto 5.2.1: checks none of the three for passwords.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError, UserNotConfirmedException
    from moto.cognitoidp.models import CognitoIdpBackend, UserStatus
    from moto.cognitoidp.utils import check_secret_hash

    # What each flow is called in ExplicitAuthFlows: the name of today and the ones from before the prefix ALLOW_.
    allowed_by = {
        "ADMIN_USER_PASSWORD_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
        "ADMIN_NO_SRP_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
        "USER_PASSWORD_AUTH": ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
        "USER_SRP_AUTH": ("ALLOW_USER_SRP_AUTH",),
        "CUSTOM_AUTH": ("ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"),
    }
    # What a client without ExplicitAuthFlows may do.
    default_flows = ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH")

    def check(pool, client, auth_flow, auth_parameters):
        if auth_flow not in allowed_by:
            return
        flows = client.extended_config.get("ExplicitAuthFlows") or default_flows
        if not any(name in flows for name in allowed_by[auth_flow]):
            raise InvalidParameterException(f"{auth_flow} flow not enabled for this client")
        username = auth_parameters.get("USERNAME") or ""
        require_secret_hash(client, username, auth_parameters.get("SECRET_HASH"))
        user = pool._get_user(username)
        if user is None and client.extended_config.get("PreventUserExistenceErrors") == "ENABLED":
            raise NotAuthorizedError("Incorrect username or password.")
        if user is not None and "PASSWORD" in auth_parameters:
            if user.password != auth_parameters["PASSWORD"]:
                raise NotAuthorizedError("Incorrect username or password.")
            if user.status == UserStatus.UNCONFIRMED:
                raise UserNotConfirmedException("User is not confirmed.")

    def require_secret_hash(client, username, secret_hash):
        if not client.generate_secret:
            return
        if not secret_hash:
            raise NotAuthorizedError(f"Client {client.id} is configured with secret but SECRET_HASH was not received")
        if not check_secret_hash(client.secret, client.id, username, secret_hash):
            raise NotAuthorizedError(f"Unable to verify secret hash for client {client.id}")

    @wraps(CognitoIdpBackend, "admin_initiate_auth")
    def admin_initiate_auth(original, self, user_pool_id, client_id, auth_flow, auth_parameters):
        pool = self.describe_user_pool(user_pool_id)
        if client_id in pool.clients:
            check(pool, pool.clients[client_id], auth_flow, auth_parameters or {})
        return original(self, user_pool_id, client_id, auth_flow, auth_parameters)

    @wraps(CognitoIdpBackend, "initiate_auth")
    def initiate_auth(original, self, client_id, auth_flow, auth_parameters):
        for pool in self.user_pools.values():
            if client_id in pool.clients:
                check(pool, pool.clients[client_id], auth_flow, auth_parameters or {})
        return original(self, client_id, auth_flow, auth_parameters)


# -------------------------------------------------------------------------------------------------------- Lambda


@correction
def permission_event_source_token():
    """AWS: AddPermission keeps EventSourceToken as the condition `lambda:EventSourceToken`, and every
    service principal as {"Service": ...}.
    moto 5.2.1: drops the token and knows service principals only under amazonaws.com, not Alexa's.
    """
    from moto.awslambda.policy import Policy

    @wraps(Policy, "decode_policy")
    def decode_policy(original, self, obj):
        token = obj.get("EventSourceToken") if isinstance(obj, dict) else None
        policy = original(self, obj)
        if token is not None:
            condition = policy.statements[0].setdefault("Condition", {})
            condition.setdefault("StringEquals", {})["lambda:EventSourceToken"] = token
        return policy

    @wraps(Policy, "principal_formatter")
    def principal_formatter(original, self, obj):
        if isinstance(obj, str) and obj.endswith(".amazon.com"):
            return {"Service": obj}
        return original(self, obj)


@correction
def function_configuration():
    """AWS: keeps LoggingConfig, and takes changes of it, of TracingConfig, EphemeralStorage and Architectures.
    moto 5.2.1: never keeps the first and forgets changes of the others, so a plan never ends empty.
    """
    from moto.awslambda.models import LambdaFunction

    def default_logging(function):
        return {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function.function_name}"}

    @wraps(LambdaFunction, "__init__")
    def __init__(original, self, account_id, spec, *args, **kwargs):
        original(self, account_id, spec, *args, **kwargs)
        self.logging_config = {**default_logging(self), **(spec.get("LoggingConfig") or {})}

    @wraps(LambdaFunction, "get_configuration")
    def get_configuration(original, self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        result.setdefault("LoggingConfig", getattr(self, "logging_config", default_logging(self)))
        return result

    @wraps(LambdaFunction, "update_configuration")
    def update_configuration(original, self, config_updates):
        if config_updates.get("LoggingConfig"):
            self.logging_config = {**default_logging(self), **config_updates["LoggingConfig"]}
        if config_updates.get("TracingConfig"):
            self.tracing_config = config_updates["TracingConfig"]
        if config_updates.get("EphemeralStorage"):
            self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
        return original(self, config_updates)

    @wraps(LambdaFunction, "update_function_code")
    def update_function_code(original, self, updated_spec):
        if updated_spec.get("Architectures"):
            self.architectures = updated_spec["Architectures"]
        return original(self, updated_spec)


_CODE_PATH = "/emulator/lambda-code/"


@correction
def function_code_location():
    """AWS: GetFunction's Code.Location is a presigned address that serves the deployed package.
    moto 5.2.1: gives an address at AWS, where nothing of it is stored.
    """
    from urllib.parse import quote

    from moto.awslambda.responses import LambdaResponse

    @wraps(LambdaResponse, "get_function")
    def get_function(original, self):
        result = json.loads(original(self))
        code = result.get("Code") or {}
        if code.get("RepositoryType") == "S3":
            arn = result["Configuration"]["FunctionArn"]
            # The address by which the caller reached the emulator, so that it also holds behind a container's port.
            code["Location"] = f"http://{self.headers['Host']}{_CODE_PATH}{quote(arn, safe='')}"
        return json.dumps(result)


def _function_code(arn):
    from moto.awslambda.models import lambda_backends

    _, _, _, region, account, _, name, *qualifier = arn.split(":")
    function = lambda_backends[account][region].get_function(name, qualifier[0] if qualifier else None)
    return function.code_bytes


# ----------------------------------------------------------------------------------------------------- the server


@correction
def own_addresses():
    """Not a difference from AWS: two addresses beside moto's, `/emulator/status`, by which the starter knows its own
    emulator and what was corrected, and the one that serves functions' code.
    """
    from urllib.parse import unquote

    import moto
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication

    @wraps(DomainDispatcherApplication, "__call__")
    def __call__(original, self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path == "/emulator/status":
            status = {
                "id": os.environ.get("EMULATOR_ID"),
                "version": moto.__version__,
                "applied": _applied,
                "leftOut": _left_out,
            }
            return answer(start_response, "200 OK", "application/json", json.dumps(status).encode())
        if path.startswith(_CODE_PATH):
            try:
                code = _function_code(unquote(path[len(_CODE_PATH) :]))
            except Exception:
                return answer(start_response, "404 Not Found", "text/plain", b"no such function\n")
            return answer(start_response, "200 OK", "application/zip", code)
        return original(self, environ, start_response)

    def answer(start_response, status, content_type, body):
        start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body)))])
        return [body]
