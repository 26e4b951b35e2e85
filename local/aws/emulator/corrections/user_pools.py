"""User pools: how they are made, changed, tagged and deleted."""

from .registry import correction, wraps


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
def password_policy():
    """AWS: of a policy that is given, what it does not ask for is not asked for, and DescribeUserPool says so.
    moto 5.2.1: keeps a policy as it was sent, and asks for what is left out. The AWS provider sends no `false`.
    """
    from moto.cognitoidp.models import CognitoIdpBackend

    asked = ("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")

    def completed(extended_config):
        policies = extended_config.get("Policies") or {}
        policy = policies.get("PasswordPolicy")
        if not policy:
            return extended_config
        whole = {**dict.fromkeys(asked, False), **policy}
        return {**extended_config, "Policies": {**policies, "PasswordPolicy": whole}}

    @wraps(CognitoIdpBackend, "create_user_pool")
    def create_user_pool(original, self, name, extended_config):
        return original(self, name, completed(extended_config))

    @wraps(CognitoIdpBackend, "update_user_pool")
    def update_user_pool(original, self, user_pool_id, extended_config):
        return original(self, user_pool_id, completed(extended_config))


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
