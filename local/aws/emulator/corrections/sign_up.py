"""Signing up, and confirming the address."""

from .app_clients import backend_of_client, pool_of_client
from .codes import NO_CODE, Code
from .registry import correction, wraps

_SIGN_UP_CODE_SECONDS = 24 * 3600


@correction
def sign_up_rules():
    """AWS: refuses a sign-up where only administrators create users, and one without a required attribute.
    moto 5.2.1: takes both.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
    from moto.cognitoidp.models import CognitoIdpBackend

    @wraps(CognitoIdpBackend, "sign_up")
    def sign_up(original, self, client_id, username, password, attributes):
        pool = pool_of_client(self, client_id)
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
                user.sign_up_code = Code(pool, user, attribute, _SIGN_UP_CODE_SECONDS)
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
        return user, send(pool_of_client(self, client_id), user)

    @wraps(CognitoIdpResponse, "confirm_sign_up")
    def confirm_sign_up(original, self):
        backend = backend_of_client(self)
        pool = pool_of_client(backend, self._get_param("ClientId"))
        user = pool._get_user(self._get_param("Username"))
        if user is None:
            raise UserNotFoundError("Username/client id combination not found.")
        if user.status == UserStatus.CONFIRMED:
            raise NotAuthorizedError("User cannot be confirmed. Current status is CONFIRMED")
        code = getattr(user, "sign_up_code", None)
        if code is None:
            raise ExpiredCodeException(NO_CODE)
        code.check(self._get_param("ConfirmationCode"))
        result = original(self)
        del user.sign_up_code
        user.update_attributes([{"Name": f"{code.attribute}_verified", "Value": "true"}])
        return result

    def resend_confirmation_code(self):
        backend = backend_of_client(self)
        pool = pool_of_client(backend, self._get_param("ClientId"))
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
