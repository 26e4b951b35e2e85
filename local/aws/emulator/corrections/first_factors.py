"""What a sign-in may begin with, and what a pool has of second factors and passkeys."""

from .registry import correction, wraps

_CODES = {"EMAIL_OTP", "SMS_OTP"}


def first_factors_of(pool_config):
    policy = (pool_config.get("Policies") or {}).get("SignInPolicy") or {}
    return set(policy.get("AllowedFirstAuthFactors") or ["PASSWORD"])


def _refuse_what_does_not_go_together(config, mfa, factor_configuration):
    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.core.exceptions import JsonRESTError

    factors = first_factors_of(config)
    if factors == {"PASSWORD"}:
        return
    if config.get("UserPoolTier") == "LITE":
        raise JsonRESTError(
            "FeatureUnavailableInTierException",
            "The sign-in policy is not available in the feature plan of the user pool.",
        )
    if factors == {"WEB_AUTHN"}:
        raise InvalidParameterException("WEB_AUTHN must be accompanied by at least one other auth factor.")
    if "SMS_OTP" in factors and not config.get("SmsConfiguration"):
        raise InvalidParameterException(
            "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration"
        )
    if mfa == "ON" and factors & _CODES:
        raise InvalidParameterException(
            "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled"
        )
    if mfa == "ON" and "WEB_AUTHN" in factors and factor_configuration != "MULTI_FACTOR_WITH_USER_VERIFICATION":
        raise InvalidParameterException(
            "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed "
            "first auth factor"
        )


def _factor_configuration(pool):
    return (getattr(pool, "web_authn_config", None) or {}).get("FactorConfiguration")


@correction
def first_factors():
    """AWS: keeps each policy through an UpdateUserPool without it, says PASSWORD where there is no sign-in policy, and
    refuses first factors that do not go with the plan, the second factors or the text messages of the pool.
    moto 5.2.1: forgets what it is not sent, and takes everything.
    Sources: developer guide, "Authentication flows"; the messages are those that people were answered (2026-08).
    """
    from moto.cognitoidp.models import DEFAULT_USER_POOL_CONFIG, CognitoIdpBackend

    def with_policies(extended_config, kept):
        return {**extended_config, "Policies": {**kept, **(extended_config.get("Policies") or {})}}

    @wraps(CognitoIdpBackend, "create_user_pool")
    def create_user_pool(original, self, name, extended_config):
        usual = {
            **(DEFAULT_USER_POOL_CONFIG.get("Policies") or {}),
            "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
        }
        config = with_policies(extended_config, usual)
        _refuse_what_does_not_go_together(config, config.get("MfaConfiguration"), None)
        return original(self, name, config)

    @wraps(CognitoIdpBackend, "update_user_pool")
    def update_user_pool(original, self, user_pool_id, extended_config):
        pool = self.describe_user_pool(user_pool_id)
        config = with_policies(extended_config, pool.extended_config["Policies"])
        plan = {"UserPoolTier": config.get("UserPoolTier") or pool.extended_config.get("UserPoolTier")}
        mfa = config.get("MfaConfiguration") or pool.mfa_config
        _refuse_what_does_not_go_together({**config, **plan}, mfa, _factor_configuration(pool))
        original(self, user_pool_id, config)


@correction
def second_factors_and_passkeys():
    """AWS: keeps the e-mails with codes and what passkeys are made for, and answers them; takes a request that does not
    say whether there are second factors for one that turns them off, and refuses it then together with one of them.
    Passkeys are no second factor, and stay as they are where a request does not name them.
    moto 5.2.1: drops both, wants MfaConfiguration in each request, and takes a second factor that is off.
    Sources: Amazon Cognito API, SetUserPoolMfaConfig; the messages are those that people were answered (2026-08).
    """
    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.cognitoidp.models import CognitoIdpBackend
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult

    def answer(pool):
        members = {
            "SmsMfaConfiguration": pool.sms_mfa_config,
            "SoftwareTokenMfaConfiguration": pool.token_mfa_config,
            "EmailMfaConfiguration": getattr(pool, "email_mfa_config", None),
            "WebAuthnConfiguration": getattr(pool, "web_authn_config", None),
        }
        given = {name: value for name, value in members.items() if value is not None}
        return ActionResult({**given, "MfaConfiguration": pool.mfa_config})

    def set_user_pool_mfa_config(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        factors = {
            name: self._get_param(name)
            for name in ("SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")
        }
        passkeys = self._get_param("WebAuthnConfiguration")
        mfa = self._get_param("MfaConfiguration") or "OFF"
        named = [value for value in factors.values() if value is not None]
        if mfa == "OFF" and named:
            raise InvalidParameterException(
                "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."
            )
        if mfa != "OFF" and not named:
            raise InvalidParameterException(
                "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."
            )
        sending = (pool.extended_config.get("EmailConfiguration") or {}).get("EmailSendingAccount")
        if factors["EmailMfaConfiguration"] is not None and sending != "DEVELOPER":
            raise InvalidParameterException(
                "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of "
                "COGNITO_DEFAULT"
            )
        known = {
            "UserVerification": "preferred",
            "FactorConfiguration": "SINGLE_FACTOR",
            **(getattr(pool, "web_authn_config", None) or {}),
            **(passkeys or {}),
        }
        _refuse_what_does_not_go_together(pool.extended_config, mfa, known["FactorConfiguration"])
        self.backend.set_user_pool_mfa_config(
            pool.id, factors["SmsMfaConfiguration"], factors["SoftwareTokenMfaConfiguration"], mfa
        )
        pool.email_mfa_config = factors["EmailMfaConfiguration"]
        if passkeys is not None:
            pool.web_authn_config = known
        return answer(pool)

    def get_user_pool_mfa_config(self):
        return answer(self.backend.describe_user_pool(self._get_param("UserPoolId")))

    getattr(CognitoIdpBackend, "set_user_pool_mfa_config")
    CognitoIdpResponse.set_user_pool_mfa_config = set_user_pool_mfa_config
    CognitoIdpResponse.get_user_pool_mfa_config = get_user_pool_mfa_config
