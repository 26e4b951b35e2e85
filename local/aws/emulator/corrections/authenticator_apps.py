"""The second factor: codes of authenticator apps."""

import base64
import hmac
import secrets
import time

from .app_clients import pool_of_client
from .registry import correction, wraps

_AUTHENTICATOR_SECONDS = 30
_CHALLENGE_SECONDS = 180
_authenticators = {}


class Authenticator:
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
        pool = pool_of_client(self, client_id)
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
        user.new_authenticator = Authenticator(user)
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


def authenticator_codes():
    """What an authenticator app shows now, of every user who set one up."""
    now = time.time()
    step = int(now) // _AUTHENTICATOR_SECONDS
    left = int((step + 1) * _AUTHENTICATOR_SECONDS - now)
    return [
        {"username": each.username, "code": each.code(step), "secondsLeft": left} for each in _authenticators.values()
    ]
