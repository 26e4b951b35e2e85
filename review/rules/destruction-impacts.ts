import type { Severity } from "../finding";

/** What the end of a resource means to people. */
export interface Impact {
  /** "the user pool", for sentences. */
  readonly noun: string;
  /** When it is destroyed and another takes its place. */
  readonly replaced: Severity;
  /** When nothing takes its place. */
  readonly destroyed: Severity;
  readonly what: string;
  readonly who: string;
  readonly effect: string;
  readonly recover: string;
}

/**
 * By resource type. Seen in plans of hashicorp/aws 5.100.0; the words on recovery are from the API references of Amazon
 * Cognito (DeleteUserPool) and AWS Lambda.
 */
export const IMPACTS: Readonly<Record<string, Impact>> = {
  aws_cognito_user_pool: {
    noun: "the user pool",
    replaced: "block",
    destroyed: "block",
    what: "Every user account is deleted.",
    who: "every user",
    effect:
      "Accounts, passwords, MFA devices, groups and custom attributes are gone. A new pool starts empty, with another id, issuer and signing keys; app client, domain and identity providers are lost with the old one.",
    recover:
      "Undo the change. For another kind of pool, create a second pool beside this one, move the users (a user-migration trigger; passwords cannot be exported), and delete the old pool in a later change. AWS Support may restore a deleted pool within 14 days.",
  },
  aws_cognito_user_pool_client: {
    noun: "the app client",
    replaced: "block",
    destroyed: "block",
    what: "Every linked Alexa account is cut off: the app client's id and secret end.",
    who: "every user who has linked an account, and everybody who links",
    effect:
      "Alexa keeps asking for tokens with the old id and secret, so every refresh fails. Each user has to link again, once the Alexa account-linking settings have the new id and secret.",
    recover:
      "Create a second client beside this one, put its id and secret into the Alexa account-linking settings, and delete the old client in a later change, when its users have linked again.",
  },
  aws_cognito_user_pool_domain: {
    noun: "the sign-in domain",
    replaced: "block",
    destroyed: "block",
    what: "The sign-in page and the token endpoint leave their address.",
    who: "everybody who links, and every linked user at the next token refresh",
    effect:
      "The authorization URI and the access token URI in the Alexa settings no longer answer. New links fail, and linked users are asked to link again. Passkeys that belong to the old host stop working.",
    recover:
      "Keep the domain. A pool can have a prefix domain and a custom domain: add the second, change the Alexa account-linking settings, remove the first in a later change. A prefix that is given up may be taken by somebody else.",
  },
  aws_lambda_function: {
    noun: "the skill's function",
    replaced: "block",
    destroyed: "block",
    what: "The skill's function is taken away.",
    who: "everybody who talks to the skill",
    effect:
      "Versions, aliases and permissions go with it. Until all of them are back the skill does not answer; under another name the endpoint in the skill's manifest is gone for good.",
    recover:
      "Keep function_name and package_type. To move to a new function, create it beside the old one, change the skill's endpoint, and delete the old one in a later change.",
  },
  aws_lambda_alias: {
    noun: "the alias that Alexa invokes",
    replaced: "warn",
    destroyed: "block",
    what: "The alias that Alexa invokes is taken away.",
    who: "everybody who talks to the skill",
    effect:
      "Alexa invokes the alias by its ARN. Until alias and permission are back the skill does not answer; under another name the endpoint in the skill's manifest is gone for good.",
    recover:
      "Keep the alias's name and the function's. Create a second alias, change the skill's endpoint, then delete.",
  },
  aws_lambda_permission: {
    noun: "a permission to invoke the function",
    replaced: "warn",
    destroyed: "warn",
    what: "A permission to invoke the function is taken away.",
    who: "whoever invokes the function by it",
    effect: "A permission cannot be changed: it is deleted and created, and calls in between are refused.",
    recover: "Create the new permission under another statement_id first (create_before_destroy).",
  },
  aws_iam_role: {
    noun: "an IAM role",
    replaced: "warn",
    destroyed: "warn",
    what: "An IAM role is taken away.",
    who: "whatever runs under the role, such as the skill's function",
    effect: "Until another role is in place, what ran under it may do nothing: the function may fail or write no logs.",
    recover:
      "Keep the role's name and path. A new role is best created beside the old one, which goes in a later change.",
  },
  aws_iam_role_policy: {
    noun: "a policy of an IAM role",
    replaced: "warn",
    destroyed: "warn",
    what: "A role loses a policy.",
    who: "whatever runs under the role, such as the skill's function",
    effect: "What the policy allowed is refused; after a replacement it is allowed again.",
    recover: "Check that nothing needs what the policy allows.",
  },
  aws_iam_role_policy_attachment: {
    noun: "a policy of an IAM role",
    replaced: "warn",
    destroyed: "warn",
    what: "A role loses a policy.",
    who: "whatever runs under the role, such as the skill's function",
    effect: "What the policy allowed is refused; after a replacement another policy counts.",
    recover: "Check that nothing needs what the policy allows.",
  },
  aws_cloudwatch_log_group: {
    noun: "a log group",
    replaced: "warn",
    destroyed: "warn",
    what: "The history of a log is deleted.",
    who: "operators; no user",
    effect: "Nothing that was logged can be looked up any more.",
    recover: "Set skip_destroy to true to keep the log group in AWS, or export the log before.",
  },
  aws_dynamodb_table: {
    noun: "a table",
    replaced: "block",
    destroyed: "block",
    what: "All data of a table is deleted.",
    who: "every user whose data is in the table",
    effect: "The table is destroyed; a new one starts empty.",
    recover: "Undo the change. Set deletion_protection_enabled; back up or use point-in-time recovery before a move.",
  },
  aws_s3_bucket: {
    noun: "a bucket",
    replaced: "block",
    destroyed: "block",
    what: "A bucket is deleted.",
    who: "whoever needs what is in it, such as artifacts or Terraform's state",
    effect: "All objects go with it. Without force_destroy the apply fails while the bucket has any.",
    recover: "Create the new bucket beside the old one, copy, and delete the old one in a later change.",
  },
  aws_kms_key: {
    noun: "an encryption key",
    replaced: "block",
    destroyed: "block",
    what: "An encryption key is scheduled for deletion.",
    who: "whoever needs what was encrypted with it",
    effect: "Once the key is gone, nothing that was encrypted with it can be read, by nobody.",
    recover: "Keep the key. Its deletion can be cancelled during the waiting period of 7 to 30 days.",
  },
  aws_cognito_identity_provider: {
    noun: "an identity provider",
    replaced: "warn",
    destroyed: "block",
    what: "An identity provider is taken away from the sign-in page.",
    who: "users who sign in with it",
    effect:
      "They cannot sign in while it is gone. Their profiles keep the provider's name, so another name makes new users.",
    recover: "Keep provider_name and provider_type.",
  },
  aws_cognito_resource_server: {
    noun: "a resource server",
    replaced: "warn",
    destroyed: "block",
    what: "Custom scopes are taken away.",
    who: "users of app clients that ask for these scopes",
    effect:
      "While the scopes are gone, links that ask for them fail with invalid_scope, and clients may fail to update.",
    recover:
      "First stop asking for the scopes, in the Alexa settings and in the clients; remove them in a later change.",
  },
  aws_cognito_user_group: {
    noun: "a group of users",
    replaced: "warn",
    destroyed: "warn",
    what: "A group of users ends.",
    who: "every user in it, and whatever looks at cognito:groups in their tokens",
    effect: "Nobody is in it any more: a group of the same name starts empty. The users themselves stay.",
    recover:
      "Keep the group's name. To rename it, create the second group, move its users, and delete the first later.",
  },
  aws_cognito_managed_login_branding: {
    noun: "the sign-in page's branding",
    replaced: "warn",
    destroyed: "block",
    what: "The managed sign-in page loses its style.",
    who: "everybody who links",
    effect: "Managed login without a style for the client answers: Login pages unavailable.",
    recover: "Set the domain's managed_login_version to 1 first.",
  },
  aws_secretsmanager_secret: {
    noun: "a secret",
    replaced: "block",
    destroyed: "block",
    what: "A secret is deleted.",
    who: "whoever reads it, such as the skill's function",
    effect: "What reads it fails from now on. A new secret starts without a value.",
    recover: "Keep it. AWS can restore it within the recovery window, unless recovery_window_in_days is 0.",
  },
  aws_s3_bucket_public_access_block: {
    noun: "a bucket's guard against public access",
    replaced: "warn",
    destroyed: "block",
    what: "A bucket can be opened to the internet.",
    who: "whoever's data it holds: Terraform's state holds the client's secret",
    effect: "Without it a policy or an ACL can let anybody in.",
    recover: "Keep it, with all four switches on.",
  },
  aws_wafv2_web_acl_association: {
    noun: "a web ACL's place",
    replaced: "warn",
    destroyed: "warn",
    what: "A web ACL no longer stands before a resource.",
    who: "where that is the user pool, everybody with an account: nothing filters sign-ins and token requests",
    effect: "What the web ACL refused gets through: bots, guesses at passwords, blocked addresses.",
    recover: "Keep it. To exchange the web ACL, change web_acl_arn.",
  },
  aws_cognito_risk_configuration: {
    noun: "the rules about risky sign-ins",
    replaced: "warn",
    destroyed: "warn",
    what: "The rules about risky sign-ins go.",
    who: "everybody with an account",
    effect:
      "What was blocked gets through, or is judged by the pool's own rules: passwords from leaks, sign-ins that look like somebody else's, blocked addresses.",
    recover: "Keep the rules, and weaken one at a time if they refuse too many.",
  },
  aws_cognito_log_delivery_configuration: {
    noun: "the delivery of the user pool's logs",
    replaced: "warn",
    destroyed: "warn",
    what: "The user pool no longer delivers its logs.",
    who: "operators; users notice nothing",
    effect: "Messages that could not be sent, or sign-ins that looked wrong, are written down nowhere from now on.",
    recover: "Keep it, or make sure that nothing looks for these logs.",
  },
  aws_cognito_user_pool_ui_customization: {
    noun: "the sign-in page's look",
    replaced: "info",
    destroyed: "info",
    what: "The classic sign-in page loses its style sheet and logo.",
    who: "whoever signs in by that client; nobody is cut off",
    effect: "It looks as the pool's own look says, or as Cognito's.",
    recover: "Nothing has to be done.",
  },
  aws_acm_certificate: {
    noun: "a certificate",
    replaced: "warn",
    destroyed: "warn",
    what: "A certificate is deleted.",
    who: "whoever uses the names for which it stands",
    effect: "ACM refuses while something uses it, a custom sign-in domain too; the apply then stops there.",
    recover: "Give the domain another certificate first, and delete this one in a later change.",
  },
  aws_acm_certificate_validation: {
    noun: "the wait for a certificate",
    replaced: "info",
    destroyed: "info",
    what: "Terraform no longer waits for a certificate to be issued.",
    who: "nobody",
    effect: "It is nothing of its own at AWS: the certificate stays as it is.",
    recover: "Nothing has to be done.",
  },
  aws_route53_record: {
    noun: "a DNS record",
    replaced: "warn",
    destroyed: "warn",
    what: "A name no longer leads anywhere.",
    who: "whoever uses that name",
    effect: "Who asks for it gets no answer, or that of a wildcard record.",
    recover: "Remove it when nothing uses the name any more.",
  },
  aws_route53_zone: {
    noun: "a DNS zone",
    replaced: "block",
    destroyed: "block",
    what: "All names of a DNS zone end.",
    who: "everybody who uses a name in it: the sign-in page of a custom domain, mailboxes, web sites",
    effect: "A new zone has other name servers, and none of the old names until they are delegated to it.",
    recover: "Keep the zone.",
  },
  aws_cognito_user: {
    noun: "a user's account",
    replaced: "warn",
    destroyed: "warn",
    what: "The account of a user is deleted.",
    who: "that user",
    effect: "Password, attributes and links of the account are gone; a new one has another sub.",
    recover: "Let people sign up themselves, and keep accounts out of Terraform.",
  },
  aws_db_instance: {
    noun: "a database",
    replaced: "block",
    destroyed: "block",
    what: "A database is deleted.",
    who: "every user whose data is in it",
    effect: "All data goes with it, but for what a final snapshot keeps.",
    recover: "Undo the change. Keep deletion_protection on, and take a snapshot before a move.",
  },
  aws_rds_cluster: {
    noun: "a database cluster",
    replaced: "block",
    destroyed: "block",
    what: "A database is deleted.",
    who: "every user whose data is in it",
    effect: "All data goes with it, but for what a final snapshot keeps.",
    recover: "Undo the change. Keep deletion_protection on, and take a snapshot before a move.",
  },
  aws_efs_file_system: {
    noun: "a file system",
    replaced: "block",
    destroyed: "block",
    what: "A file system is deleted.",
    who: "whoever's files are in it",
    effect: "All files go with it.",
    recover: "Undo the change. Back the files up before a move.",
  },
};

/** For a type that nobody described. */
export const UNKNOWN_IMPACT: Omit<Impact, "noun" | "what"> = {
  replaced: "warn",
  destroyed: "warn",
  who: "whoever uses it",
  effect: "What it holds is lost, unless the service keeps it; what refers to it by id or ARN may break.",
  recover: "Check what the resource holds and who refers to it. Create the new one beside it where that is possible.",
};
