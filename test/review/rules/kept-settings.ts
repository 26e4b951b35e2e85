import { withoutLine, withTriggers } from "../link-plans";
import { CLIENT, fixture, POOL } from "../planned";
import type { Case } from "../rule-plans";

export const KEPT_SETTINGS_CASES: readonly Case[] = [
  [
    "removed-property-noop",
    "info",
    () => withoutLine(CLIENT, "callback_urls"),
    /callback_urls stays \[/,
    () => fixture("unchanged"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withoutLine(CLIENT, "logout_urls", "prevent_user_existence_errors"),
    /logout_urls stays .*; prevent_user_existence_errors stays ENABLED/,
    () => withoutLine(CLIENT, "access_token_validity", "enable_token_revocation"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withoutLine(POOL, "password_policy", "username_configuration"),
    /password_policy stays .*; username_configuration stays/,
    () => withoutLine(POOL, "admin_create_user_config", "user_pool_tier"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withTriggers("post_confirmation"),
    /removed: lambda_config\.pre_token_generation\./,
    () => withTriggers("post_confirmation", "pre_token_generation_config"),
  ],
];
