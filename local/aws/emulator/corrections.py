"""Where moto 5.2.1 differs from AWS in what this project's stack uses, and the difference made good.

Each correction says what AWS does and what moto 5.2.1 does, so that it can be deleted once moto does it as well.
A moto that no longer fits a correction is not an error: the correction is left out, in one line on stderr.
"""

import base64
import functools
import hmac
import json
import os
import secrets
import sys
import threading
import time
from collections import deque

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
    """AWS: unless the pool asks for case sensitivity, `Ada@Example.com` signs in as `ada@example.com`; in a pool with
    aliases, a verified address signs in as the user who has it.
    moto 5.2.1: compares letter by letter and knows no aliases.
    """
    from moto.cognitoidp.models import CognitoIdpUserPool

    @wraps(CognitoIdpUserPool, "_get_user")
    def _get_user(original, self, username):
        user = original(self, username)
        if user is not None or not isinstance(username, str) or username == "":
            return user
        sensitive = (self.extended_config.get("UsernameConfiguration") or {}).get("CaseSensitive", False)
        fold = str if sensitive else lambda text: str(text).lower()
        names = ["username", *(self.extended_config.get("UsernameAttributes") or [])]
        aliases = self.extended_config.get("AliasAttributes") or []
        wanted = fold(username)
        for candidate in self.users.values():
            lookup = {**candidate.attribute_lookup, "username": candidate.username}
            usable = names + [
                alias
                for alias in aliases
                if alias == "preferred_username" or lookup.get(f"{alias}_verified") == "true"
            ]
            if any(fold(lookup.get(name) or "") == wanted for name in usable):
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


# ------------------------------------------------------------------------------- sign-up, confirmation, recovery

_MAILBOX_SIZE = 200
_mailbox = deque(maxlen=_MAILBOX_SIZE)
_SIGN_UP_CODE_SECONDS = 24 * 3600
_RESET_CODE_SECONDS = 3600
_WRONG_CODE = "Invalid verification code provided, please try again."
_NO_CODE = "Invalid code provided, please request a code again."


class _Code:
    """A code of six digits that was sent to a user, and until when it holds."""

    def __init__(self, pool, user, attribute, seconds):
        self.attribute = attribute
        self.digits = f"{secrets.randbelow(10**6):06d}"
        self._expires = time.time() + seconds
        self.destination = user.attribute_lookup[attribute]
        self._send(pool)

    def _send(self, pool):
        config = pool.extended_config
        template = config.get("VerificationMessageTemplate") or {}
        by_mail = self.attribute == "email"
        message = (
            template.get("EmailMessage") or config.get("EmailVerificationMessage")
            if by_mail
            else template.get("SmsMessage") or config.get("SmsVerificationMessage")
        ) or "Your verification code is {####}."
        subject = template.get("EmailSubject") or config.get("EmailVerificationSubject") or "Your verification code"
        _mailbox.append(
            {
                "to": self.destination,
                "medium": "EMAIL" if by_mail else "SMS",
                "subject": subject if by_mail else "",
                "message": message.replace("{####}", self.digits),
                "code": self.digits,
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            }
        )

    def check(self, digits):
        from moto.cognitoidp.exceptions import CodeMismatchException, ExpiredCodeException

        if time.time() >= self._expires:
            raise ExpiredCodeException(_NO_CODE)
        if not secrets.compare_digest(str(digits or "").encode(), self.digits.encode()):
            raise CodeMismatchException(_WRONG_CODE)

    def details(self):
        """Where the code went, without telling the address (CodeDeliveryDetailsType)."""
        if self.attribute == "email":
            name, _, host = self.destination.partition("@")
            masked, medium = f"{name[:1]}***@{host[:1]}***", "EMAIL"
        else:
            masked, medium = f"+*******{self.destination[-4:]}", "SMS"
        return {"Destination": masked, "DeliveryMedium": medium, "AttributeName": self.attribute}


def _pool_of_client(backend, client_id):
    from moto.cognitoidp.exceptions import ResourceNotFoundError

    for pool in backend.user_pools.values():
        if client_id in pool.clients:
            return pool
    raise ResourceNotFoundError(f"User pool client {client_id} does not exist.")


def _backend_of_client(response):
    return response._get_region_agnostic_backend()._find_backend_for_clientid(response._get_param("ClientId"))


@correction
def sign_up_rules():
    """AWS: refuses a sign-up where only administrators create users, and one without a required attribute.
    moto 5.2.1: takes both.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
    from moto.cognitoidp.models import CognitoIdpBackend

    @wraps(CognitoIdpBackend, "sign_up")
    def sign_up(original, self, client_id, username, password, attributes):
        pool = _pool_of_client(self, client_id)
        if (pool.extended_config.get("AdminCreateUserConfig") or {}).get("AllowAdminCreateUserOnly"):
            raise NotAuthorizedError("SignUp is not permitted for this user pool")
        given = {attribute["Name"] for attribute in attributes or [] if attribute.get("Value")}
        # Where the address is the user name, it need not be said twice.
        for name in pool.extended_config.get("UsernameAttributes") or []:
            if name == ("email" if "@" in username else "phone_number"):
                given.add(name)
        missing = [
            attribute.name
            for attribute in pool.schema_attributes.values()
            if attribute.required and attribute.name != "sub" and attribute.name not in given
        ]
        if missing:
            reasons = "".join(f"{name}: The attribute is required\n" for name in missing)
            raise InvalidParameterException(f"Attributes did not conform to the schema: {reasons}")
        return original(self, client_id, username, password, attributes or [])


@correction
def sign_up_codes():
    """AWS: sends a new user a code of six digits in the message of the pool's template, takes only that one, within 24
    hours, marks the address verified, and sends another on ResendConfirmationCode.
    moto 5.2.1: sends none, takes any, marks nothing, has no ResendConfirmationCode (500), and fails a sign-up where
    only administrators reset passwords.
    """
    from moto.cognitoidp.exceptions import (
        ExpiredCodeException,
        InvalidParameterException,
        NotAuthorizedError,
        UserNotFoundError,
    )
    from moto.cognitoidp.models import CognitoIdpBackend, UserStatus
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult

    def send(pool, user):
        verified = pool.extended_config.get("AutoVerifiedAttributes") or []
        # With both addresses to verify, AWS sends to the phone.
        for attribute in ("phone_number", "email"):
            if attribute in verified and user.attribute_lookup.get(attribute):
                user.sign_up_code = _Code(pool, user, attribute, _SIGN_UP_CODE_SECONDS)
                return user.sign_up_code.details()
        return None

    @wraps(CognitoIdpBackend, "_get_code_delivery_details")
    def _get_code_delivery_details(original, self, recovery_settings, user, username):
        if user is not None and user.status == UserStatus.UNCONFIRMED:
            return None  # decided below, and not by how passwords are recovered
        return original(self, recovery_settings, user, username)

    @wraps(CognitoIdpBackend, "sign_up")
    def sign_up(original, self, client_id, username, password, attributes):
        user, _ = original(self, client_id, username, password, attributes)
        return user, send(_pool_of_client(self, client_id), user)

    @wraps(CognitoIdpResponse, "confirm_sign_up")
    def confirm_sign_up(original, self):
        backend = _backend_of_client(self)
        pool = _pool_of_client(backend, self._get_param("ClientId"))
        user = pool._get_user(self._get_param("Username"))
        if user is None:
            raise UserNotFoundError("Username/client id combination not found.")
        if user.status == UserStatus.CONFIRMED:
            raise NotAuthorizedError("User cannot be confirmed. Current status is CONFIRMED")
        code = getattr(user, "sign_up_code", None)
        if code is None:
            raise ExpiredCodeException(_NO_CODE)
        code.check(self._get_param("ConfirmationCode"))
        result = original(self)
        del user.sign_up_code
        user.update_attributes([{"Name": f"{code.attribute}_verified", "Value": "true"}])
        return result

    def resend_confirmation_code(self):
        backend = _backend_of_client(self)
        pool = _pool_of_client(backend, self._get_param("ClientId"))
        user = pool._get_user(self._get_param("Username"))
        if user is None:
            raise UserNotFoundError("Username/client id combination not found.")
        if user.status != UserStatus.UNCONFIRMED:
            raise InvalidParameterException("User is already confirmed.")
        details = send(pool, user)
        if details is None:
            raise NotAuthorizedError("Cannot resend codes. Auto verification not turned on.")
        return ActionResult({"CodeDeliveryDetails": details})

    if not hasattr(CognitoIdpResponse, "resend_confirmation_code"):
        CognitoIdpResponse.resend_confirmation_code = resend_confirmation_code


@correction
def password_reset_codes():
    """AWS: ForgotPassword sends a code to a verified address; ConfirmForgotPassword takes only that one, within an
    hour, and only a password that the policy allows.
    moto 5.2.1: sends none, takes any code that it did not make itself, and any password.
    """
    from moto.cognitoidp.exceptions import ExpiredCodeException, InvalidParameterException
    from moto.cognitoidp.models import CognitoIdpBackend, UserStatus

    def recovery_attributes(pool):
        mechanisms = (pool.extended_config.get("AccountRecoverySetting") or {}).get("RecoveryMechanisms") or []
        ordered = sorted(mechanisms, key=lambda mechanism: mechanism["Priority"])
        return [m["Name"].removeprefix("verified_") for m in ordered if m["Name"].startswith("verified_")]

    @wraps(CognitoIdpBackend, "forgot_password")
    def forgot_password(original, self, client_id, username):
        # moto gives its own code to whoever asks, in a header. Nobody but the user's mailbox learns this one.
        _, delivery = original(self, client_id, username)
        pool = _pool_of_client(self, client_id)
        user = pool._get_user(username)
        if user is None:
            return "", delivery
        user.confirmation_code = None
        for attribute in recovery_attributes(pool):
            known = user.attribute_lookup
            if known.get(attribute) and known.get(f"{attribute}_verified") == "true":
                user.reset_code = _Code(pool, user, attribute, _RESET_CODE_SECONDS)
                return "", {"CodeDeliveryDetails": user.reset_code.details()}
        raise InvalidParameterException(
            "Cannot reset password for the user as there is no registered/verified email or phone_number"
        )

    @wraps(CognitoIdpBackend, "confirm_forgot_password")
    def confirm_forgot_password(original, self, client_id, username, password, confirmation_code):
        pool = _pool_of_client(self, client_id)
        user = pool._get_user(username)
        code = getattr(user, "reset_code", None)
        if code is None:
            raise ExpiredCodeException(_NO_CODE)
        code.check(confirmation_code)
        self._validate_password(pool.id, password)
        original(self, client_id, username, password, confirmation_code)
        del user.reset_code
        user.status = UserStatus.CONFIRMED


# ---------------------------------------------------------------------------------------------- second factor

_AUTHENTICATOR_SECONDS = 30
_CHALLENGE_SECONDS = 180
_authenticators = {}


class _Authenticator:
    """The secret that a user shares with an authenticator app, and the codes that come of it (RFC 6238)."""

    def __init__(self, user):
        known = user.attribute_lookup
        self.username = known.get("email") or known.get("phone_number") or user.username
        self.secret = base64.b32encode(secrets.token_bytes(20)).decode()
        self._used_step = 0

    def code(self, step):
        digest = hmac.digest(base64.b32decode(self.secret), step.to_bytes(8, "big"), "sha1")
        offset = digest[-1] & 15
        return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"

    def check(self, digits, mismatch):
        """Takes a code of now, or of the step before or after, for a clock that is a little wrong; and each once."""
        from moto.cognitoidp.exceptions import ExpiredCodeException

        now = int(time.time()) // _AUTHENTICATOR_SECONDS
        given = str(digits or "").encode()
        for step in (now, now - 1, now + 1):
            if secrets.compare_digest(given, self.code(step).encode()):
                if step <= self._used_step:
                    raise ExpiredCodeException("Your software token has already been used once.")
                self._used_step = step
                return
        raise mismatch


@correction
def authenticator_apps():
    """AWS: gives each user a secret of their own, takes only codes that come of it, and where a second factor is
    required asks whoever has none to set it up before the first tokens. A session holds for three minutes.
    moto 5.2.1: has one secret for everybody, takes any code, and lets in who has no second factor.
    """
    from moto.cognitoidp.exceptions import CodeMismatchException, NotAuthorizedError
    from moto.cognitoidp.models import CognitoIdpBackend
    from moto.core.exceptions import JsonRESTError

    expired = "Invalid session for the user, session is expired."
    challenges = {}

    def challenged(backend, pool, name, username, parameters):
        session = secrets.token_urlsafe(32)
        backend.sessions[session] = (username, pool)
        challenges[session] = (name, time.time() + _CHALLENGE_SECONDS)
        return {"ChallengeName": name, "ChallengeParameters": parameters, "Session": session}

    def require(session, *names):
        name, expires = challenges.get(session, (None, 0))
        if name not in names or time.time() >= expires:
            raise NotAuthorizedError(expired)

    def second_factor(backend, pool, username, result):
        user = pool._get_user(username)
        if not isinstance(result, dict) or user is None:
            return result
        parameters = {"USER_ID_FOR_SRP": user.username}
        if result.get("ChallengeName") == "SOFTWARE_TOKEN_MFA":
            del backend.sessions[result["Session"]]
            return challenged(backend, pool, "SOFTWARE_TOKEN_MFA", user.username, parameters)
        if "AuthenticationResult" in result and pool.mfa_config == "ON":
            # The tokens that moto has just made stay unknown.
            pool.access_tokens.pop(result["AuthenticationResult"]["AccessToken"], None)
            pool.refresh_tokens.pop(result["AuthenticationResult"].get("RefreshToken"), None)
            able = {**parameters, "MFAS_CAN_SETUP": '["SOFTWARE_TOKEN_MFA"]'}
            return challenged(backend, pool, "MFA_SETUP", user.username, able)
        return result

    by_password = ("ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH")

    @wraps(CognitoIdpBackend, "admin_initiate_auth")
    def admin_initiate_auth(original, self, user_pool_id, client_id, auth_flow, auth_parameters):
        result = original(self, user_pool_id, client_id, auth_flow, auth_parameters)
        pool = self.describe_user_pool(user_pool_id)
        return second_factor(self, pool, auth_parameters["USERNAME"], result) if auth_flow in by_password else result

    @wraps(CognitoIdpBackend, "initiate_auth")
    def initiate_auth(original, self, client_id, auth_flow, auth_parameters):
        result = original(self, client_id, auth_flow, auth_parameters)
        pool = _pool_of_client(self, client_id)
        return second_factor(self, pool, auth_parameters["USERNAME"], result) if auth_flow in by_password else result

    def user_of(backend, access_token, session):
        if session:
            require(session, "MFA_SETUP")
            username, pool = backend.sessions[session]
            return pool._get_user(username)
        for pool in backend.user_pools.values():
            if access_token in pool.access_tokens:
                return pool._get_user(pool.access_tokens[access_token][1])
        raise NotAuthorizedError("Invalid Access Token")

    @wraps(CognitoIdpBackend, "associate_software_token")
    def associate_software_token(original, self, access_token, session):
        user = user_of(self, access_token, session)
        # One that is in use stays so until the new one is verified.
        user.new_authenticator = _Authenticator(user)
        _authenticators[user.id] = user.new_authenticator
        return {"SecretCode": user.new_authenticator.secret, **({"Session": session} if session else {})}

    @wraps(CognitoIdpBackend, "verify_software_token")
    def verify_software_token(original, self, access_token, session, user_code, friendly_device_name):
        user = user_of(self, access_token, session)
        mismatch = JsonRESTError("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA")
        if getattr(user, "new_authenticator", None) is None:
            raise mismatch
        user.new_authenticator.check(user_code, mismatch)
        user.authenticator, user.new_authenticator = user.new_authenticator, None
        user.token_verified = True
        if not session:
            return {"Status": "SUCCESS"}
        username, pool = self.sessions.pop(session)
        challenges.pop(session)
        user.software_token_mfa_enabled = True
        user.preferred_mfa_setting = "SOFTWARE_TOKEN_MFA"
        return {"Status": "SUCCESS", "Session": challenged(self, pool, "verified", username, {})["Session"]}

    @wraps(CognitoIdpBackend, "respond_to_auth_challenge")
    def respond_to_auth_challenge(original, self, session, client_id, challenge_name, challenge_responses):
        if challenge_name == "MFA_SETUP":
            require(session, "verified")
        elif challenge_name == "SOFTWARE_TOKEN_MFA":
            require(session, "SOFTWARE_TOKEN_MFA")
            username, pool = self.sessions[session]
            authenticator = getattr(pool._get_user(username), "authenticator", None)
            if authenticator is None:
                raise NotAuthorizedError("Software Token MFA does not exist for the user.")
            wrong = CodeMismatchException("Invalid code received for user")
            authenticator.check(challenge_responses.get("SOFTWARE_TOKEN_MFA_CODE"), wrong)
        result = original(self, session, client_id, challenge_name, challenge_responses)
        challenges.pop(session, None)
        self.sessions.pop(session, None)
        return result


def _authenticator_codes():
    """What an authenticator app shows now, of every user who set one up."""
    now = time.time()
    step = int(now) // _AUTHENTICATOR_SECONDS
    left = int((step + 1) * _AUTHENTICATOR_SECONDS - now)
    return [
        {"username": each.username, "code": each.code(step), "secondsLeft": left} for each in _authenticators.values()
    ]


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


@correction
def versions_by_arn():
    """AWS: lists a function's versions by its name or its ARN.
    moto 5.2.1: knows the name only, and lists none for an ARN.
    """
    from urllib.parse import unquote

    from moto.awslambda.models import LambdaBackend

    @wraps(LambdaBackend, "list_versions_by_function")
    def list_versions_by_function(original, self, name):
        return original(self, unquote(name).rsplit(":", 1)[-1])


def _function_code(arn):
    from moto.awslambda.models import lambda_backends

    _, _, _, region, account, _, name, *qualifier = arn.split(":")
    function = lambda_backends[account][region].get_function(name, qualifier[0] if qualifier else None)
    return function.code_bytes


# ----------------------------------------------------------------------------------------------------- the server


@correction
def own_addresses():
    """Not a difference from AWS: four addresses beside moto's: `/emulator/status`, by which the starter knows its own
    emulator and what was corrected; `/emulator/mail`, the messages with codes that AWS would have sent, newest last;
    `/emulator/authenticator`, what users' authenticator apps would show; and the one that serves functions' code.
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
        if path == "/emulator/mail":
            return answer(start_response, "200 OK", "application/json", json.dumps(list(_mailbox)).encode())
        if path == "/emulator/authenticator":
            return answer(start_response, "200 OK", "application/json", json.dumps(_authenticator_codes()).encode())
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
