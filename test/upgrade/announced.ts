/** Something that an upgrade from the last version changes, and where the changelog says so. */
export interface Announcement {
  /** Of the lines that differ: those that it is about. */
  readonly what: RegExp;
  /** Words of module/CHANGELOG.md, under Unreleased. */
  readonly words: string;
}

/** Everything that differs from the last version. With a new version this list is emptied. */
export const ANNOUNCED: readonly Announcement[] = [
  {
    what: /^variable of the module: existing_function\b/,
    words: "`existing_function` gives way to `function.existing`",
  },
  { what: /^name of the package: constructs: SmsRoleProps\.externalId$/, words: "`SmsRoleProps` has no `externalId`" },
  { what: /^key of JSON: review\.environments\[\]\.unfit$/, words: "`notJudged` in place of `unfit`" },
  { what: /^rule of the review: plan-unfit$/, words: "`plan-not-judged` in place of `plan-unfit`" },
  {
    what: /^key of JSON: settings\.alexaRedirectUrls(\[\])?$/,
    words: "`alexaRedirectUris` in place of `alexaRedirectUrls`",
  },
  {
    what: /: resource\.aws_lambda_function\.skill\.environment\.variables\.SCOPES: /,
    words: "the variable `SCOPES` of the function changes",
  },
  { what: /: output\.account_linking\.value\.required_scopes: – /, words: "`account_linking` has `required_scopes`" },
  {
    what: /: resource\.(aws_cognito_user_pool\.user_pool\.sms_configuration|aws_iam_role(_policy)?\.user_pool_sms|terraform_data\.user_pool_sms_external_id)/,
    words: "The role for SMS can be taken for a pool of the same account and region only",
  },
];
