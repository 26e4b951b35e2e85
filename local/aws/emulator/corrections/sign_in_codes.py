"""Signing in with a code by mail or message, in place of a password."""

import secrets
import time

from .app_clients import pool_of_client, require_secret_hash
from .codes import Code, masked
from .first_factors import first_factors_of
from .registry import correction, wraps

_DIGITS = 8
_SESSION_SECONDS = 180
_MAX_SESSIONS = 1000
_MAX_NAMES = 10_000
_ATTRIBUTES = {"EMAIL_OTP": "email", "SMS_OTP": "phone_number"}
_EXPIRED = "Invalid session for the user, session is expired."
_QUIET_SECONDS = 15 * 60


class _Attempts:
    """How often somebody was wrong in a row, and until when nobody may try again in their name."""

    def __init__(self):
        self._wrong = 0
        self._until = 0
        self._last = 0

    def begin(self):
        from moto.cognitoidp.exceptions import NotAuthorizedError

        now = time.time()
        if now < self._until:
            raise NotAuthorizedError("Password attempts exceeded")
        if now - self._last > _QUIET_SECONDS:
            self._wrong = 0
        self._last = now

    def wrong(self):
        self._wrong += 1
        if self._wrong >= 5:
            self._until = time.time() + min(2 ** (self._wrong - 5), _QUIET_SECONDS)


def _text(pool, factor):
    """Subject and text of the message with the code (EmailMfaConfigType, SmsMfaConfigType)."""
    usual = "Your authentication code is {####}."
    if factor == "EMAIL_OTP":
        config = getattr(pool, "email_mfa_config", None) or {}
        return config.get("Subject") or "Your authentication code", config.get("Message") or usual
    own = (pool.sms_mfa_config or {}).get("SmsAuthenticationMessage")
    return "", own or pool.extended_config.get("SmsAuthenticationMessage") or usual


def _may_use(user, factor):
    """Only who is confirmed, has that address verified, and no second factor: a session that began with a code cannot
    get one."""
    from moto.cognitoidp.models import UserStatus

    known, attribute = user.attribute_lookup, _ATTRIBUTES[factor]
    return (
        user.enabled
        and user.status != UserStatus.UNCONFIRMED
        and bool(known.get(attribute))
        and known.get(f"{attribute}_verified") == "true"
        and not (user.software_token_mfa_enabled or user.sms_mfa_enabled)
    )


@correction
def sign_in_codes():
    """AWS: in the flow USER_AUTH, sends a code of eight digits to an address that is verified, and takes it once,
    within the session of three minutes. After five wrong ones nobody may try for a second, then for two, four, …. A
    client that hides who exists answers for everybody alike.
    moto 5.2.1: knows neither the flow nor the challenges.
    Sources: Amazon Cognito API, AdminInitiateAuth; developer guide, "Authentication flows". The lock-out is that
    of passwords, and the three minutes are the default of AuthSessionValidity: of codes no document says either;
    eight digits: amplify-js#14428.
    """
    from moto.cognitoidp.exceptions import (
        CodeMismatchException,
        InvalidParameterException,
        NotAuthorizedError,
        UserNotFoundError,
    )
    from moto.cognitoidp.models import CognitoIdpBackend

    sessions = {}
    attempts = {}

    def begin(pool, factor, username, user):
        now = time.time()
        for old in [it for it, (*_, until) in sessions.items() if until <= now]:
            del sessions[old]
        while len(sessions) >= _MAX_SESSIONS:
            del sessions[next(iter(sessions))]
        session, attribute = secrets.token_urlsafe(32), _ATTRIBUTES[factor]
        code = None
        if user is not None:
            code = Code(pool, user, attribute, _SESSION_SECONDS, digits=_DIGITS, text=_text(pool, factor))
        # Nobody's name is locked like somebody's.
        who = (pool.id, user.id if user else username.lower())
        sessions[session] = (pool, factor, user, who, code, now + _SESSION_SECONDS)
        medium = "EMAIL" if factor == "EMAIL_OTP" else "SMS"
        where = code.details()["Destination"] if code else masked(attribute, username)
        parameters = {"CODE_DELIVERY_DELIVERY_MEDIUM": medium, "CODE_DELIVERY_DESTINATION": where}
        return {"ChallengeName": factor, "ChallengeParameters": parameters, "Session": session}

    def choose(pool, client, parameters):
        flows = client.extended_config.get("ExplicitAuthFlows") or ()
        if "ALLOW_USER_AUTH" not in flows:
            raise InvalidParameterException("USER_AUTH flow not enabled for this client")
        username, factor = parameters.get("USERNAME") or "", parameters.get("PREFERRED_CHALLENGE")
        require_secret_hash(client, username, parameters.get("SECRET_HASH"))
        offered = [it for it in _ATTRIBUTES if it in first_factors_of(pool.extended_config)]
        hides = client.extended_config.get("PreventUserExistenceErrors") == "ENABLED"
        user = pool._get_user(username)
        if user is None and not hides:
            raise UserNotFoundError("User does not exist.")
        if factor in offered and user is not None and _may_use(user, factor):
            return begin(pool, factor, username, user)
        if factor in offered and hides:
            return begin(pool, factor, username, None)
        able = [it for it in offered if hides or _may_use(user, it)]
        return {"ChallengeName": "SELECT_CHALLENGE", "AvailableChallenges": ["PASSWORD", *able], "ChallengeParameters": {}}

    def answer(backend, client_id, session, factor, responses):
        pool, of, user, who, code, until = sessions.get(session, (None,) * 5 + (0,))
        if of != factor or time.time() >= until or pool is not pool_of_client(backend, client_id):
            sessions.pop(session, None)
            raise NotAuthorizedError(_EXPIRED)
        if len(attempts) >= _MAX_NAMES:
            del attempts[next(iter(attempts))]
        attempt = attempts.setdefault(who, _Attempts())
        attempt.begin()
        if code is None or not code.matches(responses.get(f"{factor}_CODE")):
            attempt.wrong()
            raise CodeMismatchException("Invalid code or auth state for the user.")
        del sessions[session]
        if not user.enabled:
            raise NotAuthorizedError("User is disabled.")
        del attempts[who]
        return backend._log_user_in(pool, pool.clients[client_id], user.username)

    @wraps(CognitoIdpBackend, "admin_initiate_auth")
    def admin_initiate_auth(original, self, user_pool_id, client_id, auth_flow, auth_parameters):
        if auth_flow != "USER_AUTH":
            return original(self, user_pool_id, client_id, auth_flow, auth_parameters)
        pool = self.describe_user_pool(user_pool_id)
        pool_of_client(self, client_id)
        return choose(pool, pool.clients[client_id], auth_parameters or {})

    @wraps(CognitoIdpBackend, "initiate_auth")
    def initiate_auth(original, self, client_id, auth_flow, auth_parameters):
        if auth_flow != "USER_AUTH":
            return original(self, client_id, auth_flow, auth_parameters)
        pool = pool_of_client(self, client_id)
        return choose(pool, pool.clients[client_id], auth_parameters or {})

    @wraps(CognitoIdpBackend, "respond_to_auth_challenge")
    def respond_to_auth_challenge(original, self, session, client_id, challenge_name, challenge_responses):
        if challenge_name not in _ATTRIBUTES:
            return original(self, session, client_id, challenge_name, challenge_responses)
        return answer(self, client_id, session, challenge_name, challenge_responses or {})
