# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

variable "name" {
  description = "The name of every resource, unique in the AWS account. In an environment of the TypeScript project: `{project}-{name}`. Changing it replaces the pool (AWS provider 5.x) and deletes every user."
  type        = string
  nullable    = false

  validation {
    condition = can(regex("^[a-z]([a-z0-9-]{0,55}[a-z0-9])?$", var.name))

    error_message = <<-EOT
      name
        received  ${replace(jsonencode(var.name), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 57 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen
        fix       shorten or rename it, as alexa-skill-dev
    EOT
  }
}

variable "domain" {
  description = <<-EOT
    Where the sign-in page lives.

    - `prefix`: The first label of `{prefix}.auth.{region}.amazoncognito.com`. Must be free in the whole region, across all AWS accounts; whether it is shows only when Terraform applies. Default: no prefix domain; then name or existing is given.
    - `name`: A host name of your own, as in `login.example.com`: a custom domain. Cognito makes it only if the domain above it, `example.com`, has an A record, whatever that says. Default: no custom domain.
    - `certificate_arn`: The ARN of a certificate in ACM that covers `name`, in us-east-1 whatever the provider's region, and issued: the output `arn` of [modules/certificate](modules/certificate), or that of a certificate of yours. Default: no certificate; name needs one.
    - `hosted_zone_id`: The id of the public zone in Route 53 in which `name` lies, known when Terraform plans. The records that lead to `name` are made there. Default: no record is made; create one that leads to the output custom_domain_target.
    - `link_host`: The domain that the link uses: what Alexa's settings and the function get. The other one goes on answering, for what still uses it. Default: name where there is one, otherwise prefix.
    - `managed_login_branding_id`: The id of the branding that Alexa's client has for managed login: the output `branding_id` of [modules/managed-login](modules/managed-login), or that of a branding of yours. The sign-in pages are then those of managed login (version 2); without a branding of the client they would be an error page, so its id stands for the choice. Default: the classic pages (version 1).
    - `existing.host`: The host of the sign-in page, as in `login.example.com` or `my-prefix.auth.us-east-1.amazoncognito.com`. Required.
  EOT

  type = object({
    prefix                    = optional(string)
    name                      = optional(string)
    certificate_arn           = optional(string)
    hosted_zone_id            = optional(string)
    link_host                 = optional(string)
    managed_login_branding_id = optional(string)

    existing = optional(object({
      host = string
    }))
  })

  nullable = false

  validation {
    condition = var.domain.prefix == null ? true : alltrue([
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.domain.prefix)),
      !can(regex("aws|amazon|cognito", var.domain.prefix)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.prefix
        received  ${replace(jsonencode(var.domain.prefix), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, without "aws", "amazon" or "cognito"
        fix       choose another prefix; it must be free in the whole region, so begin with your company's name
    EOT
  }

  validation {
    condition = var.domain.name == null ? true : alltrue([
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.[a-z]([a-z0-9-]{0,61}[a-z0-9])$", var.domain.name)),
      !can(regex("\\.amazoncognito\\.com$", var.domain.name)),
      try(length(var.domain.name) <= 63, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.name
        received  ${replace(jsonencode(var.domain.name), "/^(.{120}).+$/", "$1…")}
        allowed   a host name of your own in lower case, at most 63 characters, without https:// and without a path
        fix       write a name below a domain of yours, as login.example.com; the first label of amazoncognito.com is prefix
    EOT
  }

  validation {
    condition = var.domain.certificate_arn == null ? true : can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]{1,64}$", var.domain.certificate_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.certificate_arn
        received  ${replace(jsonencode(var.domain.certificate_arn), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a certificate in ACM, in us-east-1
        fix       request or import the certificate in us-east-1 and copy its ARN: Cognito takes one of no other region
    EOT
  }

  validation {
    condition = var.domain.hosted_zone_id == null ? true : can(regex("^[A-Z0-9]{1,32}$", var.domain.hosted_zone_id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.hosted_zone_id
        received  ${replace(jsonencode(var.domain.hosted_zone_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a zone in Route 53: 1 to 32 capital letters and digits
        fix       copy the hosted zone id from the zone's page, as Z0123456789ABCDEFGHIJ, without /hostedzone/
    EOT
  }

  validation {
    condition = var.domain.link_host == null ? true : contains(["name", "prefix"], var.domain.link_host)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.link_host
        received  ${replace(jsonencode(var.domain.link_host), "/^(.{120}).+$/", "$1…")}
        allowed   one of "name", "prefix"
        fix       write the one that the link uses
    EOT
  }

  validation {
    condition = var.domain.managed_login_branding_id == null ? true : can(regex("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$", var.domain.managed_login_branding_id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.managed_login_branding_id
        received  ${replace(jsonencode(var.domain.managed_login_branding_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a managed login branding, a UUID
        fix       write the branding's managed_login_branding_id; its id in Terraform has two more parts
    EOT
  }

  validation {
    condition = var.domain.existing == null ? true : alltrue([
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.[a-z]([a-z0-9-]{0,61}[a-z0-9])$", var.domain.existing.host)),
      try(length(var.domain.existing.host) <= 253, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.existing.host
        received  ${replace(jsonencode(var.domain.existing), "/^(.{120}).+$/", "$1…")}
        allowed   a host name in lower case, without https:// and without a path
        fix       copy the domain from the pool's page, as login.example.com
    EOT
  }

  validation {
    condition = try(
      alltrue([(var.domain.existing == null), ((var.domain.prefix != null) || (var.domain.name != null))]) || alltrue([(var.domain.existing != null), (var.domain.prefix == null), (var.domain.name == null)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.prefix
        received  ${replace(jsonencode(var.domain.prefix), "/^(.{120}).+$/", "$1…")}
        allowed   a prefix, a name or both, for domains that are made, or existing alone, for one that the pool has
        fix       write a prefix or a name, or existing without them
    EOT
  }

  validation {
    condition = try(
      (var.domain.name != null) || alltrue([(var.domain.certificate_arn == null), (var.domain.hosted_zone_id == null)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.name
        received  ${replace(jsonencode(var.domain.name), "/^(.{120}).+$/", "$1…")}
        allowed   a name, where certificate_arn or hosted_zone_id are given
        fix       write the host name that they are for, or remove them
    EOT
  }

  validation {
    condition = try(
      anytrue(
        [(var.domain.name == null), (var.domain.certificate_arn != null), (var.domain.hosted_zone_id != null)]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.certificate_arn
        received  ${replace(jsonencode(var.domain.certificate_arn), "/^(.{120}).+$/", "$1…")}
        allowed   a certificate that is issued, or hosted_zone_id, in which one that is made is validated
        fix       write hosted_zone_id; or request a certificate in us-east-1, create its validation record where your DNS is, and write its ARN once it is issued
    EOT
  }

  validation {
    condition = try(
      alltrue([
        (var.domain.link_host != "name") || (var.domain.name != null),
        (var.domain.link_host != "prefix") || (var.domain.prefix != null),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.link_host
        received  ${replace(jsonencode(var.domain.link_host), "/^(.{120}).+$/", "$1…")}
        allowed   the one of prefix and name that is given
        fix       write what link_host names, or remove link_host
    EOT
  }

  validation {
    condition = var.domain.name == null || var.domain.hosted_zone_id == null || var.domain.certificate_arn != null

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.certificate_arn
        received  ${replace(jsonencode(var.domain.certificate_arn), "/^(.{120}).+$/", "$1…")}
        allowed   a certificate that is issued, beside name
        fix       make one in us-east-1 with modules/certificate, to which you pass a provider of that region, and write its output arn
    EOT
  }
}

variable "alexa" {
  description = <<-EOT
    The Alexa side of the link.

    - `vendor_id`: The vendor id of the developer account (`M…`), at the end of Alexa's three redirect URIs. Shown at https://developer.amazon.com/settings/console/mycid. Required.
    - `skill_ids`: The skills that may invoke the function. May be empty until the first skill exists; then nothing may invoke it. Required.
    - `scopes`: The scopes Alexa asks for. `openid` is needed to read a profile, `profile` to read a name. A link keeps the scopes of the day when the user linked: one that is added here is in new links only. Default: `["openid","profile"]`.
    - `required_scopes`: The scopes that the function demands of an access token, among those Alexa asks for. A user whose link lacks one is asked to link again, so add a scope to `scopes` first, and here when enough users have linked anew. Default: `["openid"]`.
    - `access_token_scheme`: How Alexa sends the client's id and secret to the access token URI. Default: `"HTTP_BASIC"`.
    - `additional_redirect_uris`: Redirect URIs beside the three of Alexa that follow from the vendor id. Default: `[]`.
    - `sign_out_uris`: Where `/logout` may send a user to. Default: `[]`.
  EOT

  type = object({
    vendor_id                = string
    skill_ids                = list(string)
    scopes                   = optional(list(string), ["openid", "profile"])
    required_scopes          = optional(list(string), ["openid"])
    access_token_scheme      = optional(string, "HTTP_BASIC")
    additional_redirect_uris = optional(list(string), [])
    sign_out_uris            = optional(list(string), [])
  })

  nullable = false

  validation {
    condition = can(regex("^M[A-Z0-9]{7,31}$", var.alexa.vendor_id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.vendor_id
        received  ${replace(jsonencode(var.alexa.vendor_id), "/^(.{120}).+$/", "$1…")}
        allowed   M and 7 to 31 capital letters and digits
        fix       copy the vendor id (not a skill id) from https://developer.amazon.com/settings/console/mycid
    EOT
  }

  validation {
    condition = try(alltrue([
      length(var.alexa.skill_ids) <= 20,
      length(distinct(var.alexa.skill_ids)) == length(var.alexa.skill_ids),
      alltrue([for item in var.alexa.skill_ids : can(regex("^amzn1\\.(ask\\.skill|echo-sdk-ams\\.app)\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.skill_ids
        received  ${replace(jsonencode(try(coalescelist([for item in var.alexa.skill_ids : item if !(can(regex("^amzn1\\.(ask\\.skill|echo-sdk-ams\\.app)\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", item)))]), var.alexa.skill_ids)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 20 different values, each amzn1.ask.skill. and a UUID in lower case
        fix       copy the skill id from the developer console ("Copy Skill ID" under the skill's name)
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.scopes) >= 1,
      length(var.alexa.scopes) <= 5,
      length(distinct(var.alexa.scopes)) == length(var.alexa.scopes),
      alltrue([for item in var.alexa.scopes : try(contains(["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.scopes
        received  ${replace(jsonencode(var.alexa.scopes), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 5 different values, each one of "openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"
        fix       use the user pool's own scopes; scopes of a resource server would need that server in the stack
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.required_scopes) >= 1,
      length(var.alexa.required_scopes) <= 5,
      length(distinct(var.alexa.required_scopes)) == length(var.alexa.required_scopes),
      alltrue([for item in var.alexa.required_scopes : try(contains(["openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.required_scopes
        received  ${replace(jsonencode(var.alexa.required_scopes), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 5 different values, each one of "openid", "profile", "email", "phone", "aws.cognito.signin.user.admin"
        fix       use the user pool's own scopes; scopes of a resource server would need that server in the stack
    EOT
  }

  validation {
    condition = contains(["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"], var.alexa.access_token_scheme)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.access_token_scheme
        received  ${replace(jsonencode(var.alexa.access_token_scheme), "/^(.{120}).+$/", "$1…")}
        allowed   one of "HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"
        fix       use SMAPI's names; Cognito takes both
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.additional_redirect_uris) <= 97,
      length(distinct(var.alexa.additional_redirect_uris)) == length(var.alexa.additional_redirect_uris),
      alltrue([for item in var.alexa.additional_redirect_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{", item)) && try(length(item) <= 1024, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.additional_redirect_uris
        received  ${replace(jsonencode(try(coalescelist([for item in var.alexa.additional_redirect_uris : item if !(can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{", item)) && try(length(item) <= 1024, false))]), var.alexa.additional_redirect_uris)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 97 different values, each an absolute https URI, an http URI of localhost, or an app's own scheme (com.example.app://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only, and an app's scheme has a dot in it (RFC 8252)
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.sign_out_uris) <= 100,
      length(distinct(var.alexa.sign_out_uris)) == length(var.alexa.sign_out_uris),
      alltrue([for item in var.alexa.sign_out_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{", item)) && try(length(item) <= 1024, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.sign_out_uris
        received  ${replace(jsonencode(try(coalescelist([for item in var.alexa.sign_out_uris : item if !(can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{", item)) && try(length(item) <= 1024, false))]), var.alexa.sign_out_uris)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 100 different values, each an absolute https URI, an http URI of localhost, or an app's own scheme (com.example.app://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only, and an app's scheme has a dot in it (RFC 8252)
    EOT
  }

  validation {
    condition = try(contains(var.alexa.scopes, "openid"), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.scopes
        received  ${replace(jsonencode(var.alexa.scopes), "/^(.{120}).+$/", "$1…")}
        allowed   a list with openid, which profile, email, phone and the user-info endpoint need
        fix       add "openid"
    EOT
  }

  validation {
    condition = try(
      alltrue([
        contains(var.alexa.required_scopes, "openid"),
        length(tolist(setsubtract(var.alexa.required_scopes, var.alexa.scopes))) < 1,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.required_scopes
        received  ${replace(jsonencode(var.alexa.required_scopes), "/^(.{120}).+$/", "$1…")}
        allowed   a list with openid, of scopes that are in alexa.scopes
        fix       demand no scope that Alexa does not ask for: no user could ever be linked
    EOT
  }

  validation {
    condition = try(
      alltrue([
        !contains(var.alexa.additional_redirect_uris, join("", ["https://pitangui.amazon.com/api/skill/link/", var.alexa.vendor_id])),
        !contains(var.alexa.additional_redirect_uris, join("", ["https://layla.amazon.com/api/skill/link/", var.alexa.vendor_id])),
        !contains(var.alexa.additional_redirect_uris, join("", ["https://alexa.amazon.co.jp/api/skill/link/", var.alexa.vendor_id])),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.additional_redirect_uris
        received  ${replace(jsonencode(var.alexa.additional_redirect_uris), "/^(.{120}).+$/", "$1…")}
        allowed   redirect URIs beside the three that follow from the vendor id
        fix       remove those that end with this environment's vendor id
    EOT
  }
}

variable "user_pool" {
  description = <<-EOT
    Who may sign in, and how.

    - `existing.id`: The pool's id, in the environment's region: `us-east-1_Abc123xyz`. Required.
    - `name`: The pool's name, which nobody but operators sees. Changing it replaces the pool (provider 5.x) and deletes every user. Default: that of the environment's other resources.
    - `sign_in`: What a user types to sign in. `username` makes the others aliases of a user name; without it they are the name. Users of a name are asked for an e-mail address too, to confirm and recover their account. Changing it replaces the pool and deletes every user. Default: `["email"]`.
    - `required_attributes`: What the sign-up page asks for beside the sign-in identifier and the password. The skill greets by `given_name`, `name` or `nickname`. Can never be changed. Default: `["given_name"]`.
    - `plan`: The pool's feature plan, which decides what it can do and what it costs. Threat protection needs `PLUS`; passkeys, one-time codes, managed login and a password history need `ESSENTIALS` or `PLUS`. Default: Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan.
    - `password_policy.minimum_length`: The fewest characters, 6 to 99. Default: `12`.
    - `password_policy.require_lowercase`: Whether it must have a lower-case letter. Default: `true`.
    - `password_policy.require_uppercase`: Whether it must have an upper-case letter. Default: `true`.
    - `password_policy.require_numbers`: Whether it must have a digit. Default: `true`.
    - `password_policy.require_symbols`: Whether it must have a symbol. Default: `false`.
    - `password_policy.history_size`: How many former passwords a new one must differ from, 0 to 24. On the plan LITE there is no such check. Default: none.
    - `password_policy.temporary_password_days`: Days for which a password set by an administrator can be used, 1 to 365. Default: `7`.
    - `mfa`: Whether users need a second factor, a code of an authenticator app. With `"required"`, the sign-in page has everybody set one up; with `"optional"`, it asks those who set one up in an app of yours, and offers it to nobody. With `phone` in `sign_in`, codes by SMS are a second factor as well: the AWS provider turns them on with it. Default: optional; with phone in sign_in, off.
    - `account_recovery`: How a user who forgot the password gets back in, most wanted first. `verified_email` needs `email` or `username` in `sign_in`, `verified_phone_number` needs `phone`; `admin_only` stands alone. Default: `["verified_email"]`.
    - `self_sign_up`: Whether the sign-in page lets people make an account; otherwise only administrators do. Default: `true`.
    - `deletion_protection`: Whether Cognito refuses to delete the pool. Terraform's `prevent_destroy` takes no variable, so a module cannot offer it: read the plan for `must be replaced` of pool, app client and domain. Default: `true`.
    - `verification_email.subject`: 1 to 140 characters. Default: `"Your verification code"`.
    - `verification_email.message`: 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed. Default: `"Your verification code is {####}."`.
    - `email.ses_identity_arn`: The ARN of an identity in Amazon SES, an address or a domain. It has to be verified, out of the sandbox, and in a region that Cognito takes for this pool's. Default: Cognito's own sender.
    - `email.from`: The sender, an address of the identity, with a name if you like: `Stack Guide <codes@example.com>`. The name is quoted and encoded as mail wants it (RFC 5322, RFC 2047). Default: no-reply@verificationemail.com.
    - `email.reply_to`: Where answers go: an address without a name. Default: none.
    - `email.configuration_set`: The name of a configuration set in Amazon SES, which follows what becomes of the messages. Default: none.
  EOT

  type = object({
    existing = optional(object({
      id = string
    }))

    name                = optional(string)
    sign_in             = optional(list(string), ["email"])
    required_attributes = optional(list(string), ["given_name"])
    plan                = optional(string)

    password_policy = optional(object({
      minimum_length          = optional(number, 12)
      require_lowercase       = optional(bool, true)
      require_uppercase       = optional(bool, true)
      require_numbers         = optional(bool, true)
      require_symbols         = optional(bool, false)
      history_size            = optional(number)
      temporary_password_days = optional(number, 7)
    }), {})

    mfa                 = optional(string)
    account_recovery    = optional(list(string), ["verified_email"])
    self_sign_up        = optional(bool, true)
    deletion_protection = optional(bool, true)

    verification_email = optional(object({
      subject = optional(string, "Your verification code")
      message = optional(string, "Your verification code is {####}.")
    }), {})

    email = optional(object({
      ses_identity_arn  = optional(string)
      from              = optional(string)
      reply_to          = optional(string)
      configuration_set = optional(string)
    }), {})
  })

  default  = {}
  nullable = false

  validation {
    condition = var.user_pool.existing == null ? true : alltrue([
      can(regex("^[A-Za-z0-9-]{2,50}_[0-9a-zA-Z]{1,54}$", var.user_pool.existing.id)),
      try(length(var.user_pool.existing.id) <= 55, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.existing.id
        received  ${replace(jsonencode(var.user_pool.existing), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a user pool: its region, an underscore, letters and digits
        fix       copy the user pool id from its page in the console, as us-east-1_Abc123xyz
    EOT
  }

  validation {
    condition = var.user_pool.name == null ? true : can(regex("^[\\p{L}\\p{N}_ +=,.@-]{1,128}$", var.user_pool.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.name
        received  ${replace(jsonencode(var.user_pool.name), "/^(.{120}).+$/", "$1…")}
        allowed   a pool's name: 1 to 128 letters, digits, spaces and _+=,.@-
        fix       shorten it, or leave out the other characters
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.sign_in) >= 1,
      length(var.user_pool.sign_in) <= 3,
      length(distinct(var.user_pool.sign_in)) == length(var.user_pool.sign_in),
      alltrue([for item in var.user_pool.sign_in : try(contains(["email", "phone", "username"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sign_in
        received  ${replace(jsonencode(var.user_pool.sign_in), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 3 different values, each one of "email", "phone", "username"
        fix       choose among what Cognito lets users sign in with
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.required_attributes) <= 4,
      length(distinct(var.user_pool.required_attributes)) == length(var.user_pool.required_attributes),
      alltrue([for item in var.user_pool.required_attributes : try(contains(["given_name", "family_name", "name", "nickname"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.required_attributes
        received  ${replace(jsonencode(var.user_pool.required_attributes), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 4 different values, each one of "given_name", "family_name", "name", "nickname"
        fix       choose among the attributes that hold a name
    EOT
  }

  validation {
    condition = var.user_pool.plan == null ? true : contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool.plan)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.plan
        received  ${replace(jsonencode(var.user_pool.plan), "/^(.{120}).+$/", "$1…")}
        allowed   one of "LITE", "ESSENTIALS", "PLUS"
        fix       choose one of Cognito's feature plans
    EOT
  }

  validation {
    condition = alltrue([
      var.user_pool.password_policy.minimum_length >= 6,
      var.user_pool.password_policy.minimum_length <= 99,
      floor(var.user_pool.password_policy.minimum_length) == var.user_pool.password_policy.minimum_length,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.password_policy.minimum_length
        received  ${replace(jsonencode(var.user_pool.password_policy.minimum_length), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of characters, 6 to 99
        fix       choose a length that Cognito takes; 12 or more is advised
    EOT
  }

  validation {
    condition = var.user_pool.password_policy.history_size == null ? true : alltrue([
      var.user_pool.password_policy.history_size >= 0,
      var.user_pool.password_policy.history_size <= 24,
      floor(var.user_pool.password_policy.history_size) == var.user_pool.password_policy.history_size,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.password_policy.history_size
        received  ${replace(jsonencode(var.user_pool.password_policy.history_size), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of passwords, 0 to 24
        fix       choose a number that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([
      var.user_pool.password_policy.temporary_password_days >= 1,
      var.user_pool.password_policy.temporary_password_days <= 365,
      floor(var.user_pool.password_policy.temporary_password_days) == var.user_pool.password_policy.temporary_password_days,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.password_policy.temporary_password_days
        received  ${replace(jsonencode(var.user_pool.password_policy.temporary_password_days), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of days, 1 to 365
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = var.user_pool.mfa == null ? true : contains(["off", "optional", "required"], var.user_pool.mfa)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.mfa
        received  ${replace(jsonencode(var.user_pool.mfa), "/^(.{120}).+$/", "$1…")}
        allowed   one of "off", "optional", "required"
        fix       choose one; the second factor is an authenticator app
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.account_recovery) >= 1,
      length(var.user_pool.account_recovery) <= 2,
      length(distinct(var.user_pool.account_recovery)) == length(var.user_pool.account_recovery),
      alltrue([for item in var.user_pool.account_recovery : try(contains(["verified_email", "verified_phone_number", "admin_only"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.account_recovery
        received  ${replace(jsonencode(var.user_pool.account_recovery), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 2 different values, each one of "verified_email", "verified_phone_number", "admin_only"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,140}$", var.user_pool.verification_email.subject))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.subject
        received  ${replace(jsonencode(var.user_pool.verification_email.subject), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 140 letters, digits, spaces, punctuation and symbols, on one line
        fix       write a subject that is neither empty nor longer; remove control characters
    EOT
  }

  validation {
    condition = alltrue([
      can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*$", var.user_pool.verification_email.message)),
      try(length(var.user_pool.verification_email.message) <= 20000, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.message
        received  ${replace(jsonencode(var.user_pool.verification_email.message), "/^(.{120}).+$/", "$1…")}
        allowed   at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {####} where the code goes
        fix       write {####} where the code goes; remove control characters and joined emoji
    EOT
  }

  validation {
    condition = var.user_pool.email.ses_identity_arn == null ? true : can(regex("^arn:(aws:ses:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:ses:(cn-north-1|cn-northwest-1)|aws-us-gov:ses:(us-gov-east-1|us-gov-west-1)|aws-iso:ses:(us-iso-east-1|us-iso-west-1)|aws-iso-b:ses:(us-isob-east-1|us-isob-west-1)|aws-iso-e:ses:(eu-isoe-west-1)|aws-iso-f:ses:(us-isof-east-1|us-isof-south-1)|aws-eusc:ses:(eusc-de-east-1)):[0-9]{12}:identity/[A-Za-z0-9_+=/,.@-]{1,320}$", var.user_pool.email.ses_identity_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.ses_identity_arn
        received  ${replace(jsonencode(var.user_pool.email.ses_identity_arn), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of an identity of Amazon SES
        fix       copy it from the identity's page, as arn:aws:ses:us-east-1:123456789012:identity/example.com
    EOT
  }

  validation {
    condition = var.user_pool.email.from == null ? true : alltrue([
      can(regex("^([\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,64} <[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*>|[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)$", var.user_pool.email.from)),
      !can(regex("[$%]\\{|[^<@ ]{65}@|@[^>]{256}|[\"\\\\]|^ |  <|<[^<]*<|>[^>]|>>", var.user_pool.email.from)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.from
        received  ${replace(jsonencode(var.user_pool.email.from), "/^(.{120}).+$/", "$1…")}
        allowed   an e-mail address, or a name of at most 64 characters and an address: Stack Guide <codes@example.com>
        fix       write the address as mail programs show it, without quotes, backslashes and angle brackets in the name
    EOT
  }

  validation {
    condition = var.user_pool.email.reply_to == null ? true : alltrue([
      can(regex("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$", var.user_pool.email.reply_to)),
      !can(regex("[$%]\\{|[^<@ ]{65}@|@[^>]{256}", var.user_pool.email.reply_to)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.reply_to
        received  ${replace(jsonencode(var.user_pool.email.reply_to), "/^(.{120}).+$/", "$1…")}
        allowed   an e-mail address: help@example.com
        fix       write the address alone, without a name
    EOT
  }

  validation {
    condition = var.user_pool.email.configuration_set == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", var.user_pool.email.configuration_set))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.configuration_set
        received  ${replace(jsonencode(var.user_pool.email.configuration_set), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits, hyphens and underscores
        fix       write the name of a configuration set of Amazon SES
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.existing == null) || (jsonencode([var.user_pool.name, var.user_pool.sign_in, var.user_pool.required_attributes, var.user_pool.plan, [var.user_pool.password_policy.minimum_length, var.user_pool.password_policy.require_lowercase, var.user_pool.password_policy.require_uppercase, var.user_pool.password_policy.require_numbers, var.user_pool.password_policy.require_symbols, var.user_pool.password_policy.history_size, var.user_pool.password_policy.temporary_password_days], var.user_pool.mfa, var.user_pool.account_recovery, var.user_pool.self_sign_up, [var.user_pool.verification_email.subject, var.user_pool.verification_email.message], [var.user_pool.email.ses_identity_arn, var.user_pool.email.from, var.user_pool.email.reply_to, var.user_pool.email.configuration_set]]) == "[null,[\"email\"],[\"given_name\"],null,[12,true,true,true,false,null,7],null,[\"verified_email\"],true,[\"Your verification code\",\"Your verification code is {####}.\"],[null,null,null,null]]"),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.existing
        received  ${replace(jsonencode(var.user_pool.existing), "/^(.{120}).+$/", "$1…")}
        allowed   existing alone, or beside deletion_protection: nothing of an existing pool is changed
        fix       remove the other properties of user_pool; they are set where the pool is made
    EOT
  }

  validation {
    condition = try(
      alltrue([
        !contains(var.user_pool.account_recovery, "admin_only") || (length(var.user_pool.account_recovery) == 1),
        anytrue([
          !contains(var.user_pool.account_recovery, "verified_email"),
          contains(var.user_pool.sign_in, "email"),
          contains(var.user_pool.sign_in, "username"),
        ]),
        !contains(var.user_pool.account_recovery, "verified_phone_number") || contains(var.user_pool.sign_in, "phone"),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.account_recovery
        received  ${replace(jsonencode(var.user_pool.account_recovery), "/^(.{120}).+$/", "$1…")}
        allowed   admin_only alone, or what users have: verified_email with email or username in sign_in, verified_phone_number with phone
        fix       recover by what users sign in with
    EOT
  }

  validation {
    condition = try(((var.user_pool.email.ses_identity_arn == null) || (var.user_pool.email.from != null)), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.from
        received  ${replace(jsonencode(var.user_pool.email.from), "/^(.{120}).+$/", "$1…")}
        allowed   an address of the identity ses_identity_arn
        fix       write the address that the e-mails come from
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.email.ses_identity_arn != null) || alltrue([(var.user_pool.email.from == null), (var.user_pool.email.reply_to == null), (var.user_pool.email.configuration_set == null)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.ses_identity_arn
        received  ${replace(jsonencode(var.user_pool.email.ses_identity_arn), "/^(.{120}).+$/", "$1…")}
        allowed   an identity of Amazon SES, where from, reply_to or configuration_set are given
        fix       write the identity's ARN; Cognito's own sender has an address of its own
    EOT
  }

  validation {
    condition = try(
      anytrue([
        var.user_pool.plan != "LITE",
        var.user_pool.password_policy.history_size == null,
        var.user_pool.password_policy.history_size < 1,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.password_policy.history_size
        received  ${replace(jsonencode(var.user_pool.password_policy.history_size), "/^(.{120}).+$/", "$1…")}
        allowed   0, or no history_size, where plan is LITE
        fix       choose the plan ESSENTIALS or PLUS, or remove history_size
    EOT
  }
}

variable "client" {
  description = <<-EOT
    Alexa's app client.

    - `existing.id`: The app client's id. Required.
    - `name`: The client's name, which nobody but operators sees. Default: that of the environment's other resources.
    - `imported`: Whether the client was made elsewhere and taken over by an import, which cannot read whether it has a secret. In a stack, `adopt.clientId` says so already. It stays for good; changing it replaces the client and unlinks every user. Default: `false`.
    - `sign_in_page.css`: A style sheet with Cognito's own classes, as in `.banner-customizable { background: navy }`. Amazon asks for at most 3 KB. Default: none.
    - `sign_in_page.logo`: The logo, a PNG or JPEG of at most 100 KB in Base64: `readFileSync("logo.png", "base64")`, in the module `filebase64("logo.png")`. Shown in 350 by 178 pixels. Default: none.
  EOT

  type = object({
    existing = optional(object({
      id = string
    }))

    name     = optional(string)
    imported = optional(bool, false)

    sign_in_page = optional(object({
      css  = optional(string)
      logo = optional(string)
    }))
  })

  default  = {}
  nullable = false

  validation {
    condition = var.client.existing == null ? true : can(regex("^[A-Za-z0-9_+]{1,128}$", var.client.existing.id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.existing.id
        received  ${replace(jsonencode(var.client.existing), "/^(.{120}).+$/", "$1…")}
        allowed   the id of an app client: 1 to 128 letters, digits, underscores and plus signs
        fix       copy the client id from the app client's page in the console
    EOT
  }

  validation {
    condition = var.client.name == null ? true : can(regex("^[\\p{L}\\p{N}_ +=,.@-]{1,128}$", var.client.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.name
        received  ${replace(jsonencode(var.client.name), "/^(.{120}).+$/", "$1…")}
        allowed   a client's name: 1 to 128 letters, digits, spaces and _+=,.@-
        fix       shorten it, or leave out the other characters
    EOT
  }

  validation {
    condition = var.client.sign_in_page == null ? true : var.client.sign_in_page.css == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.client.sign_in_page.css)),
      !can(regex("@(import|supports|page|media)([^a-z]|$)|<", var.client.sign_in_page.css)),
      try(length(var.client.sign_in_page.css) <= 131072, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.sign_in_page.css
        received  ${replace(jsonencode(var.client.sign_in_page), "/^(.{120}).+$/", "$1…")}
        allowed   a style sheet of at most 131072 characters, without @import, @supports, @page, @media and HTML
        fix       keep to Cognito's own classes; the console has a template with all of them
    EOT
  }

  validation {
    condition = var.client.sign_in_page == null ? true : var.client.sign_in_page.logo == null ? true : alltrue([
      can(regex("^(iVBORw0KGgo|/9j/)[A-Za-z0-9+/]*={0,2}$", var.client.sign_in_page.logo)),
      try(length(var.client.sign_in_page.logo) <= 136536, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.sign_in_page.logo
        received  ${replace(jsonencode(var.client.sign_in_page), "/^(.{120}).+$/", "$1…")}
        allowed   a PNG or JPEG of at most 100 KB, in Base64
        fix       write readFileSync("logo.png", "base64"), or in Terraform filebase64("logo.png")
    EOT
  }

  validation {
    condition = try(
      (var.client.sign_in_page == null) || alltrue([(var.client.existing == null), ((var.client.sign_in_page.css != null) || (var.client.sign_in_page.logo != null)), (length(join("", compact([var.client.sign_in_page.css, var.client.sign_in_page.logo]))) <= 138240)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.sign_in_page
        received  ${replace(jsonencode(var.client.sign_in_page), "/^(.{120}).+$/", "$1…")}
        allowed   css, logo or both, at most 135 KB together, for a client that is made
        fix       shorten them, or remove sign_in_page; the look of an existing client is set where that is made
    EOT
  }
}

variable "tokens" {
  description = <<-EOT
    How long tokens live.

    - `access_token_minutes`: Minutes, 6 to 1440: Alexa refuses less than 360 seconds, Cognito more than a day. Default: `60`.
    - `id_token_minutes`: Minutes, 5 to 1440. Alexa does not use ID tokens. Default: `60`.
    - `refresh_token_days`: Days, 1 to 3650, from the sign-in and not from the last use. Then the user must link again; Alexa asks for 180 or more. Default: `3650`.
  EOT

  type = object({
    access_token_minutes = optional(number, 60)
    id_token_minutes     = optional(number, 60)
    refresh_token_days   = optional(number, 3650)
  })

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      var.tokens.access_token_minutes >= 6,
      var.tokens.access_token_minutes <= 1440,
      floor(var.tokens.access_token_minutes) == var.tokens.access_token_minutes,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: tokens.access_token_minutes
        received  ${replace(jsonencode(var.tokens.access_token_minutes), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 6 to 1440
        fix       choose an hour, as Alexa advises; Alexa refuses less than 360 seconds, Cognito more than a day
    EOT
  }

  validation {
    condition = alltrue([
      var.tokens.id_token_minutes >= 5,
      var.tokens.id_token_minutes <= 1440,
      floor(var.tokens.id_token_minutes) == var.tokens.id_token_minutes,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: tokens.id_token_minutes
        received  ${replace(jsonencode(var.tokens.id_token_minutes), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 5 to 1440
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([
      var.tokens.refresh_token_days >= 1,
      var.tokens.refresh_token_days <= 3650,
      floor(var.tokens.refresh_token_days) == var.tokens.refresh_token_days,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: tokens.refresh_token_days
        received  ${replace(jsonencode(var.tokens.refresh_token_days), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of days, 1 to 3650
        fix       choose 180 or more: a link ends that long after the sign-in, however often it is used; Cognito takes at most ten years
    EOT
  }
}

variable "function" {
  description = <<-EOT
    The skill's Lambda function.

    - `name`: The function's name, and with `/aws/lambda/` before it the log group's. Changing it replaces the function, and the skill has another endpoint. Default: that of the environment's other resources.
    - `role_name`: The name of the function's role, which is unique in the account. Default: that of the environment's other resources.
    - `memory_mib`: MiB, 128 to 10240. CPU grows with it. Default: `512`.
    - `timeout_seconds`: Seconds, 1 to 7: Alexa waits for 8. Default: `7`.
    - `architecture`: The processor; arm64 is the cheaper one. Default: `"arm64"`.
    - `log_retention_days`: Days for which logs are kept, one of CloudWatch's steps. Default: `30`.
    - `variables`: Environment variables for handlers of your own, beside those of the link, with which they make at most 4 KB. Anybody who may read the function's configuration reads them: no secrets. Default: `{}`.
  EOT

  type = object({
    name               = optional(string)
    role_name          = optional(string)
    memory_mib         = optional(number, 512)
    timeout_seconds    = optional(number, 7)
    architecture       = optional(string, "arm64")
    log_retention_days = optional(number, 30)
    variables          = optional(map(string), {})
  })

  default  = {}
  nullable = false

  validation {
    condition = var.function.name == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", var.function.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.name
        received  ${replace(jsonencode(var.function.name), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits, hyphens and underscores
        fix       write the name alone, not the ARN
    EOT
  }

  validation {
    condition = var.function.role_name == null ? true : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", var.function.role_name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.role_name
        received  ${replace(jsonencode(var.function.role_name), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits and _+=,.@-
        fix       write the role's name alone, without its path and not the ARN
    EOT
  }

  validation {
    condition = alltrue([
      var.function.memory_mib >= 128,
      var.function.memory_mib <= 10240,
      floor(var.function.memory_mib) == var.function.memory_mib,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.memory_mib
        received  ${replace(jsonencode(var.function.memory_mib), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of MiB, 128 to 10240
        fix       choose a size that Lambda offers
    EOT
  }

  validation {
    condition = alltrue([
      var.function.timeout_seconds >= 1,
      var.function.timeout_seconds <= 7,
      floor(var.function.timeout_seconds) == var.function.timeout_seconds,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.timeout_seconds
        received  ${replace(jsonencode(var.function.timeout_seconds), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of seconds, 1 to 7
        fix       stay below the 8 seconds after which Alexa gives up
    EOT
  }

  validation {
    condition = contains(["arm64", "x86_64"], var.function.architecture)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.architecture
        received  ${replace(jsonencode(var.function.architecture), "/^(.{120}).+$/", "$1…")}
        allowed   one of "arm64", "x86_64"
        fix       choose one that Lambda offers
    EOT
  }

  validation {
    condition = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.function.log_retention_days)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.log_retention_days
        received  ${replace(jsonencode(var.function.log_retention_days), "/^(.{120}).+$/", "$1…")}
        allowed   one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
        fix       choose one of the steps that CloudWatch offers
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.variables) <= 50,
      alltrue([for key, text in var.function.variables : can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(SKILL_IDS|ISSUER|CLIENT_ID|USER_INFO_URI|SCOPES|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.variables
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.function.variables : { (key) = text } if !(can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(SKILL_IDS|ISSUER|CLIENT_ID|USER_INFO_URI|SCOPES|AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false))]), var.function.variables)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 2 to 128 letters, digits and underscores, beginning with a letter, that neither the link nor Lambda sets; values: a text of at most 4096 bytes
        fix       rename the variable; shorten it; a template of Terraform's cannot stand in a text: pass the attribute itself
    EOT
  }
}

variable "permissions_boundary" {
  description = "The ARN of the IAM policy that bounds what the roles made here may do, where your account asks for one: the function's role, and Cognito's for SMS."
  type        = string
  default     = null

  validation {
    condition = var.permissions_boundary == null ? true : alltrue([
      can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", var.permissions_boundary)),
      !can(regex(":policy/[!-~]{511,}/", var.permissions_boundary)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: permissions_boundary
        received  ${replace(jsonencode(var.permissions_boundary), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of an IAM policy
        fix       copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/boundary
    EOT
  }
}

variable "tags" {
  description = "Tags of every resource that takes them, beside the provider's `default_tags`."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      length(var.tags) <= 50,
      length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags),
      alltrue([for key, text in var.tags : can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{1,128}$", key)) && !can(regex("(?i)^aws:", key)) && can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{0,256}$", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: tags
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.tags : { (key) = text } if !(can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{1,128}$", key)) && !can(regex("(?i)^aws:", key)) && can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{0,256}$", text)))]), var.tags)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:"; values: at most 256 letters, digits, spaces and _.:/=+-@
        fix       rename the tag; shorten it, or leave out the other characters
    EOT
  }
}

variable "code" {
  description = <<-EOT
    The function's code, when it is not this module's own: a zip, or an object in S3.

    - `zip`: A zip on the machine that runs Terraform, with an ES module `index.mjs` or a CommonJS `index.js` that exports `handler`. Default: the zip in this module.
    - `s3_bucket`: The bucket of such a zip in S3. Needs `s3_key`, and no `zip`. Default: no bucket.
    - `s3_key`: The object's key. Default: no object.
    - `s3_object_version`: The object's version, in a bucket that keeps versions. Default: the newest version.
    - `source_code_hash`: Tells Terraform that the object in S3 has changed, where its key and version stay the same. Default: that of the zip; of an object in S3, none.
  EOT

  type = object({
    zip               = optional(string)
    s3_bucket         = optional(string)
    s3_key            = optional(string)
    s3_object_version = optional(string)
    source_code_hash  = optional(string)
  })

  default  = {}
  nullable = false

  validation {
    condition = var.code.zip == null ? true : can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.zip)) && try(length(var.code.zip) <= 1024, false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.zip
        received  ${replace(jsonencode(var.code.zip), "/^(.{120}).+$/", "$1…")}
        allowed   the path of a zip
        fix       write the path, from where Terraform runs
    EOT
  }

  validation {
    condition = var.code.s3_bucket == null ? true : alltrue([
      can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.code.s3_bucket)),
      !can(regex("\\.\\.|^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)", var.code.s3_bucket)),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_bucket
        received  ${replace(jsonencode(var.code.s3_bucket), "/^(.{120}).+$/", "$1…")}
        allowed   3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, not an IP address
        fix       write the name of a bucket in the function's region
    EOT
  }

  validation {
    condition = var.code.s3_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.s3_key)), try(length(var.code.s3_key) <= 1024, false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_key
        received  ${replace(jsonencode(var.code.s3_key), "/^(.{120}).+$/", "$1…")}
        allowed   the key of an object in s3_bucket
        fix       write the object's key
    EOT
  }

  validation {
    condition = var.code.s3_object_version == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.s3_object_version)),
      try(length(var.code.s3_object_version) <= 1024, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_object_version
        received  ${replace(jsonencode(var.code.s3_object_version), "/^(.{120}).+$/", "$1…")}
        allowed   a version of the object
        fix       write the version's id
    EOT
  }

  validation {
    condition = var.code.source_code_hash == null ? true : can(regex("^[A-Za-z0-9+/]{43}=$", var.code.source_code_hash))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.source_code_hash
        received  ${replace(jsonencode(var.code.source_code_hash), "/^(.{120}).+$/", "$1…")}
        allowed   a SHA-256 in Base64
        fix       write what this prints: openssl dgst -sha256 -binary skill.zip | base64
    EOT
  }

  validation {
    condition = (var.code.s3_bucket == null) == (var.code.s3_key == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   s3_bucket and s3_key together
        fix       write both, or neither
    EOT
  }

  validation {
    condition = var.code.s3_bucket == null || var.code.zip == null

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   either a zip or an object in S3
        fix       remove one of them
    EOT
  }

  validation {
    condition = var.code.s3_bucket != null || (var.code.s3_object_version == null && var.code.source_code_hash == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   s3_object_version and source_code_hash for an object in S3; the hash of a zip is taken from the zip
        fix       remove them, or name the object
    EOT
  }

  validation {
    condition = try(fileexists(var.code.zip), var.code.zip == null)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code
        received  ${replace(jsonencode(var.code), "/^(.{120}).+$/", "$1…")}
        allowed   a zip that exists on the machine that runs Terraform
        fix       build it before the plan, and write its path from where Terraform runs; path.root is the folder of your root module
    EOT
  }
}

variable "existing_function" {
  description = <<-EOT
    A function that exists already and answers Alexa: then none is made here, `code` and `function` are left aside, and it is yours to let Alexa invoke it. The handlers of this project read the output `function_variables` from their environment.

    - `arn`: What Alexa invokes. Required.
  EOT

  type = object({
    arn = string
  })

  default = null

  validation {
    condition = var.existing_function == null ? true : can(regex("^arn:aws:lambda:(us-east-1|us-west-2|eu-west-1|ap-northeast-1):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", var.existing_function.arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: existing_function.arn
        received  ${replace(jsonencode(var.existing_function), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a Lambda function in us-east-1, us-west-2, eu-west-1 or ap-northeast-1, or of one of its aliases or published versions
        fix       write an attribute of the resource that makes it; Alexa cannot invoke functions elsewhere
    EOT
  }
}
