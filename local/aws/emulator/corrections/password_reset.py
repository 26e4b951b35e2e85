"""Resetting a forgotten password."""

from .app_clients import pool_of_client
from .codes import NO_CODE, Code
from .registry import correction, wraps

_RESET_CODE_SECONDS = 3600


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
        pool = pool_of_client(self, client_id)
        user = pool._get_user(username)
        if user is None:
            return "", delivery
        user.confirmation_code = None
        for attribute in recovery_attributes(pool):
            known = user.attribute_lookup
            if known.get(attribute) and known.get(f"{attribute}_verified") == "true":
                user.reset_code = Code(pool, user, attribute, _RESET_CODE_SECONDS)
                return "", {"CodeDeliveryDetails": user.reset_code.details()}
        raise InvalidParameterException(
            "Cannot reset password for the user as there is no registered/verified email or phone_number"
        )

    @wraps(CognitoIdpBackend, "confirm_forgot_password")
    def confirm_forgot_password(original, self, client_id, username, password, confirmation_code):
        pool = pool_of_client(self, client_id)
        user = pool._get_user(username)
        code = getattr(user, "reset_code", None)
        if code is None:
            raise ExpiredCodeException(NO_CODE)
        code.check(confirmation_code)
        self._validate_password(pool.id, password)
        original(self, client_id, username, password, confirmation_code)
        del user.reset_code
        user.status = UserStatus.CONFIRMED
