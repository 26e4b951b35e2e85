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
        received  ${replace(jsonencode(try(var.domain.prefix, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a host name of your own in lower case, at most 63 characters, without https:// and without a path
        fix       write a name below a domain of yours, as login.example.com; the first label of amazoncognito.com is prefix
    EOT
  }

  validation {
    condition = var.domain.certificate_arn == null ? true : can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]{1,64}$", var.domain.certificate_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.certificate_arn
        received  ${replace(jsonencode(try(var.domain.certificate_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a certificate in ACM, in us-east-1
        fix       request or import the certificate in us-east-1 and copy its ARN: Cognito takes one of no other region
    EOT
  }

  validation {
    condition = var.domain.hosted_zone_id == null ? true : can(regex("^[A-Z0-9]{1,32}$", var.domain.hosted_zone_id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.hosted_zone_id
        received  ${replace(jsonencode(try(var.domain.hosted_zone_id, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a zone in Route 53: 1 to 32 capital letters and digits
        fix       copy the hosted zone id from the zone's page, as Z0123456789ABCDEFGHIJ, without /hostedzone/
    EOT
  }

  validation {
    condition = var.domain.link_host == null ? true : contains(["name", "prefix"], var.domain.link_host)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.link_host
        received  ${replace(jsonencode(try(var.domain.link_host, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "name", "prefix"
        fix       write the one that the link uses
    EOT
  }

  validation {
    condition = var.domain.managed_login_branding_id == null ? true : can(regex("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$", var.domain.managed_login_branding_id))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.managed_login_branding_id
        received  ${replace(jsonencode(try(var.domain.managed_login_branding_id, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.existing, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.prefix, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.name, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.certificate_arn, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.domain.link_host, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the one of prefix and name that is given
        fix       write what link_host names, or remove link_host
    EOT
  }

  validation {
    condition = var.domain.name == null || var.domain.hosted_zone_id == null || var.domain.certificate_arn != null

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: domain.certificate_arn
        received  ${replace(jsonencode(try(var.domain.certificate_arn, null)), "/^(.{120}).+$/", "$1…")}
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
    - `kind`: What the skills are to Alexa: `custom` skills send requests, `smart-home` skills directives, and skills of `both` kinds both. It decides what may invoke the function; its code answers what comes. A kind that is taken away stops whatever people use of it. Source: Alexa Skills Kit, "Understand multi-capability skills". Default: `"custom"`.
    - `scopes`: The scopes Alexa asks for, at most 15. `openid` is needed to read a profile, `profile` to read a name; a scope of `resource_servers` is `{identifier}/{name}`. A link keeps the scopes of the day when the user linked: one that is added here is in new links only. Default: `["openid","profile"]`.
    - `required_scopes`: The scopes that the function demands of an access token, among those Alexa asks for. A user whose link lacks one is asked to link again, so add a scope to `scopes` first, and here when enough users have linked anew. Default: `["openid"]`.
    - `access_token_scheme`: How Alexa sends the client's id and secret to the access token URI. Default: `"HTTP_BASIC"`.
    - `additional_redirect_uris`: Redirect URIs beside the three of Alexa that follow from the vendor id. Default: `[]`.
    - `sign_out_uris`: Where `/logout` may send a user to. Default: `[]`.
  EOT

  type = object({
    vendor_id                = string
    skill_ids                = list(string)
    kind                     = optional(string, "custom")
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
        received  ${replace(jsonencode(try(var.alexa.vendor_id, null)), "/^(.{120}).+$/", "$1…")}
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
    condition = contains(["custom", "smart-home", "both"], var.alexa.kind)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.kind
        received  ${replace(jsonencode(try(var.alexa.kind, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "custom", "smart-home", "both"
        fix       other kinds, such as flash briefing, video, music and list, are not served
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.scopes) >= 1,
      length(var.alexa.scopes) <= 15,
      length(distinct(var.alexa.scopes)) == length(var.alexa.scopes),
      alltrue([for item in var.alexa.scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.scopes
        received  ${replace(jsonencode(try(coalescelist([for item in var.alexa.scopes : item if !(can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false))]), var.alexa.scopes)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 15 different values, each openid, profile, email, phone, aws.cognito.signin.user.admin, or a scope of a resource server: its identifier, a slash and the scope's name
        fix       use the user pool's own scopes, or write the resource server in front: https://api.example.com/read
    EOT
  }

  validation {
    condition = alltrue([
      length(var.alexa.required_scopes) >= 1,
      length(var.alexa.required_scopes) <= 15,
      length(distinct(var.alexa.required_scopes)) == length(var.alexa.required_scopes),
      alltrue([for item in var.alexa.required_scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.required_scopes
        received  ${replace(jsonencode(try(coalescelist([for item in var.alexa.required_scopes : item if !(can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false))]), var.alexa.required_scopes)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 15 different values, each openid, profile, email, phone, aws.cognito.signin.user.admin, or a scope of a resource server: its identifier, a slash and the scope's name
        fix       use the user pool's own scopes, or write the resource server in front: https://api.example.com/read
    EOT
  }

  validation {
    condition = contains(["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"], var.alexa.access_token_scheme)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: alexa.access_token_scheme
        received  ${replace(jsonencode(try(var.alexa.access_token_scheme, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.alexa.scopes, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.alexa.required_scopes, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.alexa.additional_redirect_uris, null)), "/^(.{120}).+$/", "$1…")}
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
    - `sign_in`: What a user types to sign in. `username` makes the others aliases of a user name; without it they are the name. Users of a name are asked for an e-mail address too, to confirm and recover their account. `preferred_username`, beside `username`, is a name that users choose and change. Changing sign_in replaces the pool and deletes every user. Default: `["email"]`.
    - `case_sensitive`: Whether `Ada` and `ada` are two users. Changing it replaces the pool and deletes every user. Default: `false`.
    - `required_attributes`: What the sign-up page asks for beside the sign-in identifier and the password. The skill greets by `given_name`, `name` or `nickname`. Can never be changed. Default: `["given_name"]`.
    - `custom_attributes`: Attributes of your own, by the name behind `custom:`. One can be added, and never changed or removed: the review blocks a plan that tries, and with `former_schema` so does the synth. Default: `{}`.
    - `custom_attributes.{name}.type`: Says that the attribute is true or false. Required.
    - `custom_attributes.{name}.min_length`: The fewest characters, 0 to 2048. Default: `0`.
    - `custom_attributes.{name}.max_length`: The most characters, 0 to 2048. Default: `2048`.
    - `custom_attributes.{name}.mutable`: Whether it can be changed once it is set. Default: `true`.
    - `custom_attributes.{name}.minimum`: The smallest. Without limits Terraform would make the pool anew in every plan. Required.
    - `custom_attributes.{name}.maximum`: The greatest. Required.
    - `former_schema.custom_attributes`: `custom_attributes`, as they were applied. One that is now another, or is gone, is refused. Default: `{}`.
    - `former_schema.custom_attributes.{name}.type`: Says that the attribute is true or false. Required.
    - `former_schema.custom_attributes.{name}.min_length`: The fewest characters, 0 to 2048. Default: `0`.
    - `former_schema.custom_attributes.{name}.max_length`: The most characters, 0 to 2048. Default: `2048`.
    - `former_schema.custom_attributes.{name}.mutable`: Whether it can be changed once it is set. Default: `true`.
    - `former_schema.custom_attributes.{name}.minimum`: The smallest. Without limits Terraform would make the pool anew in every plan. Required.
    - `former_schema.custom_attributes.{name}.maximum`: The greatest. Required.
    - `former_schema.required_attributes`: `required_attributes`, as they were applied: they have to be the same for good. Default: they are not compared.
    - `plan`: The pool's feature plan, which decides what it can do and what it costs. Threat protection needs `PLUS`; passkeys, one-time codes, managed login and a password history need `ESSENTIALS` or `PLUS`. Default: Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan.
    - `threat_protection`: Whether Cognito judges sign-ins: writes them down (`audit`), or also acts on what looks wrong (`enforced`). Needs the plan `PLUS`. The AWS provider 5.100 sends the plan in an update only: apply a new pool with the plan first. Default: `"off"`.
    - `password_policy.minimum_length`: The fewest characters, 6 to 99. Default: `12`.
    - `password_policy.require_lowercase`: Whether it must have a lower-case letter. Default: `true`.
    - `password_policy.require_uppercase`: Whether it must have an upper-case letter. Default: `true`.
    - `password_policy.require_numbers`: Whether it must have a digit. Default: `true`.
    - `password_policy.require_symbols`: Whether it must have a symbol. Default: `false`.
    - `password_policy.history_size`: How many former passwords a new one must differ from, 0 to 24. On the plan LITE there is no such check. Default: none.
    - `password_policy.temporary_password_days`: Days for which a password set by an administrator can be used, 1 to 365. Default: `7`.
    - `first_factors`: What a sign-in may begin with: a password, a code by e-mail or SMS, a passkey. The others need `PASSWORD` beside them, the pages of managed login, and a plan other than `LITE`; who uses one of them is asked for no second factor. `SMS_OTP` makes the role with which the pool sends. To take factors back, write `["PASSWORD"]`: Terraform leaves a list that is gone. Default: Cognito's: PASSWORD alone; what a pool was given before stays.
    - `passkeys.relying_party_id`: The host that passkeys are made for, the relying party. A browser offers them to that host, and the page that Alexa opens has the default. Another one takes every passkey away: those that exist are of no use, and have to be made again. Default: the host of the link: domain.name, or that of the prefix.
    - `passkeys.user_verification`: Whether a passkey has to ask its owner for a finger, a face or a PIN (`required`), or is taken without (`preferred`). Default: `"preferred"`.
    - `mfa`: Whether users need a second factor, one of `mfa_methods`. With `"required"`, the sign-in page has everybody set one up; with `"optional"`, it asks those who set one up in an app of yours, and offers it to nobody. With `phone` in `sign_in`, codes by SMS are a second factor as well: the AWS provider turns them on with it. Default: optional; with phone in sign_in, off.
    - `mfa_methods`: The second factors: codes of an authenticator app, by SMS, by e-mail. `sms` makes the role with which the pool sends; `email` needs an identity of Amazon SES and a plan other than `LITE`, and in a pool that stands both before it, in an apply of their own. A factor by which a user also recovers the account is one factor. Default: totp; with phone in sign_in, sms too.
    - `devices.remember`: Which devices are remembered: none, every one, or those of users who say so in an app of yours. Default: `"never"`.
    - `devices.skip_second_factor`: Whether a remembered device stands for the second factor. Default: `false`.
    - `account_recovery`: How a user who forgot the password gets back in, most wanted first. `verified_email` needs `email` or `username` in `sign_in`, `verified_phone_number` needs `phone`; `admin_only` stands alone. Default: `["verified_email"]`.
    - `self_sign_up`: Whether the sign-in page lets people make an account; otherwise only administrators do. Default: `true`.
    - `deletion_protection`: Whether Cognito refuses to delete the pool. Terraform's `prevent_destroy` takes no variable, so a module cannot offer it: read the plan for `must be replaced` of pool, app client and domain. Default: `true`.
    - `verification_email.subject`: 1 to 140 characters. Default: `"Your verification code"`.
    - `verification_email.message`: 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed. Default: `"Your verification code is {####}."`.
    - `verification_email.confirm_by`: What a user who signs up gets to confirm the address: a code to type, or a link to follow. Whoever forgot the password gets a code in any case. Default: `"code"`.
    - `verification_email.link_subject`: The subject of the e-mail with the link, 1 to 140 characters. Default: Cognito's own.
    - `verification_email.link_message`: 6 to 20,000 characters with `{##Verify my address##}`, the words of the link; HTML is allowed. Default: Cognito's own.
    - `invitation.subject`: 1 to 140 characters. Default: Cognito's own.
    - `invitation.message`: 6 to 20,000 characters with `{username}` and `{####}`, where name and temporary password go; HTML is allowed. Default: Cognito's own.
    - `second_factor_email.subject`: 1 to 140 characters. Default: `"Your sign-in code"`.
    - `second_factor_email.message`: 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed. Default: `"Your sign-in code is {####}."`.
    - `sms_messages.verification`: With a code for a phone number or a forgotten password: `{####}` where the code goes. Default: Cognito's own.
    - `sms_messages.second_factor`: With a code as second factor: `{####}` where the code goes. Default: Cognito's own.
    - `sms_messages.invitation`: To a user whom an administrator makes: `{username}` and `{####}` where name and temporary password go. Default: Cognito's own.
    - `custom_senders.kms_key_arn`: The ARN of the key in AWS KMS with which Cognito encrypts the codes that it hands to the functions. Default: none.
    - `custom_senders.email_function_arn`: The ARN of the function that sends e-mails. Default: Amazon SES, or Cognito itself.
    - `custom_senders.sms_function_arn`: The ARN of the function that sends text messages. Default: Amazon SNS.
    - `triggers`: Functions that take part in signing up and in, by Cognito's name of the moment. `preTokenGeneration` is called for each token, those that the Alexa app refreshes by itself too. Default: `{}`.
    - `triggers.{name}.function_arn`: The ARN of a function that is made elsewhere, or of one of its aliases or versions. Cognito is allowed to invoke it for this pool. Default: none: the function is made of zip.
    - `triggers.{name}.zip`: The path of a zip, from where Terraform's configuration is made. It has an ES module `index.mjs` or a CommonJS `index.js` that exports `handler`. `npm run bundle` makes `dist/triggers/{name}.zip` of each `lambda/triggers/{name}.ts`. Default: none: the function is at functionArn.
    - `triggers.{name}.event_version`: The version of the event, for `preTokenGeneration` alone: from `V2_0` on the function may change access tokens, with `V3_0` those of machines too. Both need a plan other than `LITE`. Default: V1_0.
    - `triggers.{name}.memory_mib`: MiB, 128 to 10240. CPU grows with it, and a cold start counts: the Alexa app waits 4.5 seconds for its tokens. Default: `512`.
    - `triggers.{name}.timeout_seconds`: Seconds, 1 to 5: Cognito waits for 5, and tries again twice. A function that ends before has failed once, and Cognito says so at once. Default: `3`.
    - `triggers.{name}.log_retention_days`: Days for which logs are kept, one of CloudWatch's steps. Default: `30`.
    - `triggers.{name}.variables`: Environment variables of the function, at most 4 KB. Anybody who may read the function's configuration reads them: no secrets. Default: `{}`.
    - `triggers.{name}.policies`: The ARNs of managed policies for the function's role, by a name of your choice, which is in Terraform's addresses. The role may write its log, and nothing else. Default: `{}`.
    - `join_accounts`: Whether a person who has an account and signs in by a provider with the same address has one account or two: by name the providers whose users are joined with the account. Only where provider and account have both verified the address, and at most five identities an account. The first attempt by a provider fails once, and says so, unless it was linked ahead. Default: `{}`.
    - `join_accounts.{name}.addresses_verified`: Whether an address counts as verified where the provider says nothing of it, as Login with Amazon and SAML providers do. One of which it says that it is not verified never counts. Default: `false`.
    - `join_accounts.{name}.link_ahead`: Whether a new account is linked when its address is confirmed, so that the first sign-in by the provider does not have to fail once: for OIDC and SAML providers that verify every address, and never give the address of one person to another. Needs `addressesVerified`, for nobody looks at `email_verified` then. Default: `false`.
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
    case_sensitive      = optional(bool, false)
    required_attributes = optional(list(string), ["given_name"])

    custom_attributes = optional(map(object({
      type       = string
      min_length = optional(number, 0)
      max_length = optional(number, 2048)
      mutable    = optional(bool, true)
      minimum    = optional(number)
      maximum    = optional(number)
    })), {})

    former_schema = optional(object({
      custom_attributes = optional(map(object({
        type       = string
        min_length = optional(number, 0)
        max_length = optional(number, 2048)
        mutable    = optional(bool, true)
        minimum    = optional(number)
        maximum    = optional(number)
      })), {})

      required_attributes = optional(list(string))
    }), {})

    plan              = optional(string)
    threat_protection = optional(string, "off")

    password_policy = optional(object({
      minimum_length          = optional(number, 12)
      require_lowercase       = optional(bool, true)
      require_uppercase       = optional(bool, true)
      require_numbers         = optional(bool, true)
      require_symbols         = optional(bool, false)
      history_size            = optional(number)
      temporary_password_days = optional(number, 7)
    }), {})

    first_factors = optional(list(string))

    passkeys = optional(object({
      relying_party_id  = optional(string)
      user_verification = optional(string, "preferred")
    }), {})

    mfa         = optional(string)
    mfa_methods = optional(list(string))

    devices = optional(object({
      remember           = optional(string, "never")
      skip_second_factor = optional(bool, false)
    }), {})

    account_recovery    = optional(list(string), ["verified_email"])
    self_sign_up        = optional(bool, true)
    deletion_protection = optional(bool, true)

    verification_email = optional(object({
      subject      = optional(string, "Your verification code")
      message      = optional(string, "Your verification code is {####}.")
      confirm_by   = optional(string, "code")
      link_subject = optional(string)
      link_message = optional(string)
    }), {})

    invitation = optional(object({
      subject = optional(string)
      message = optional(string)
    }), {})

    second_factor_email = optional(object({
      subject = optional(string, "Your sign-in code")
      message = optional(string, "Your sign-in code is {####}.")
    }), {})

    sms_messages = optional(object({
      verification  = optional(string)
      second_factor = optional(string)
      invitation    = optional(string)
    }), {})

    custom_senders = optional(object({
      kms_key_arn        = optional(string)
      email_function_arn = optional(string)
      sms_function_arn   = optional(string)
    }), {})

    triggers = optional(map(object({
      function_arn       = optional(string)
      zip                = optional(string)
      event_version      = optional(string)
      memory_mib         = optional(number, 512)
      timeout_seconds    = optional(number, 3)
      log_retention_days = optional(number, 30)
      variables          = optional(map(string), {})
      policies           = optional(map(string), {})
    })), {})

    join_accounts = optional(map(object({
      addresses_verified = optional(bool, false)
      link_ahead         = optional(bool, false)
    })), {})

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
        received  ${replace(jsonencode(try(var.user_pool.existing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a user pool: its region, an underscore, letters and digits
        fix       copy the user pool id from its page in the console, as us-east-1_Abc123xyz
    EOT
  }

  validation {
    condition = var.user_pool.name == null ? true : can(regex("^[\\p{L}\\p{N}_ +=,.@-]{1,128}$", var.user_pool.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.name
        received  ${replace(jsonencode(try(var.user_pool.name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a pool's name: 1 to 128 letters, digits, spaces and _+=,.@-
        fix       shorten it, or leave out the other characters
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.sign_in) >= 1,
      length(var.user_pool.sign_in) <= 4,
      length(distinct(var.user_pool.sign_in)) == length(var.user_pool.sign_in),
      alltrue([for item in var.user_pool.sign_in : try(contains(["email", "phone", "username", "preferred_username"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sign_in
        received  ${replace(jsonencode(try(var.user_pool.sign_in, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 4 different values, each one of "email", "phone", "username", "preferred_username"
        fix       choose among what Cognito lets users sign in with
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.required_attributes) <= 14,
      length(distinct(var.user_pool.required_attributes)) == length(var.user_pool.required_attributes),
      alltrue([for item in var.user_pool.required_attributes : try(contains([
        "given_name",
        "family_name",
        "name",
        "nickname",
        "address",
        "birthdate",
        "gender",
        "locale",
        "middle_name",
        "picture",
        "preferred_username",
        "profile",
        "website",
        "zoneinfo",
      ], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.required_attributes
        received  ${replace(jsonencode(try(var.user_pool.required_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 14 different values, each one of "given_name", "family_name", "name", "nickname", "address", "birthdate", "gender", "locale", "middle_name", "picture", "preferred_username", "profile", "website", "zoneinfo"
        fix       choose among the standard attributes; e-mail address and phone number follow from sign_in
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.custom_attributes) <= 50,
      alltrue([for key in keys(var.user_pool.custom_attributes) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}$", key)) && !can(regex("[$%]\\{|^custom:|^dev:", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes
        received  ${replace(jsonencode([for key in keys(var.user_pool.custom_attributes) : key if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}$", key)) && !can(regex("[$%]\\{|^custom:|^dev:", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 1 to 20 letters, digits, punctuation and symbols, without custom: in front; values: an object whose type is one of "String", "Number", "DateTime", "Boolean"
        fix       shorten or rename it; Cognito puts custom: in front
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : contains(["String", "Number", "DateTime", "Boolean"], item.type)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.type
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(contains(["String", "Number", "DateTime", "Boolean"], item.type)) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "String", "Number", "DateTime", "Boolean"
        fix       write one of these types
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "String", true) ? true : item.min_length >= 0 && item.min_length <= 2048 && floor(item.min_length) == item.min_length])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.min_length
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.min_length >= 0 && item.min_length <= 2048 && floor(item.min_length) == item.min_length) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of characters, 0 to 2048
        fix       choose a length that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "String", true) ? true : item.max_length >= 0 && item.max_length <= 2048 && floor(item.max_length) == item.max_length])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.max_length
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.max_length >= 0 && item.max_length <= 2048 && floor(item.max_length) == item.max_length) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of characters, 0 to 2048
        fix       choose a length that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "String", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, minLength, maxLength, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "Number", true) ? true : try(alltrue([item.minimum >= -9007199254740991, item.minimum <= 9007199254740991, floor(item.minimum) == item.minimum]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.minimum
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "Number", true) ? true : try(alltrue([item.minimum >= -9007199254740991, item.minimum <= 9007199254740991, floor(item.minimum) == item.minimum]), false)) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of steps, -9007199254740991 to 9007199254740991
        fix       write a whole number that JavaScript keeps exactly
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "Number", true) ? true : try(alltrue([item.maximum >= -9007199254740991, item.maximum <= 9007199254740991, floor(item.maximum) == item.maximum]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.maximum
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "Number", true) ? true : try(alltrue([item.maximum >= -9007199254740991, item.maximum <= 9007199254740991, floor(item.maximum) == item.maximum]), false)) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of steps, -9007199254740991 to 9007199254740991
        fix       write a whole number that JavaScript keeps exactly
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "DateTime", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "DateTime", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.custom_attributes : try(item.type != "Boolean", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.custom_attributes : key => item if !(try(item.type != "Boolean", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.former_schema.custom_attributes) <= 50,
      alltrue([for key in keys(var.user_pool.former_schema.custom_attributes) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}$", key)) && !can(regex("[$%]\\{|^custom:|^dev:", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes
        received  ${replace(jsonencode([for key in keys(var.user_pool.former_schema.custom_attributes) : key if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}$", key)) && !can(regex("[$%]\\{|^custom:|^dev:", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 1 to 20 letters, digits, punctuation and symbols, without custom: in front; values: an object whose type is one of "String", "Number", "DateTime", "Boolean"
        fix       shorten or rename it; Cognito puts custom: in front
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : contains(["String", "Number", "DateTime", "Boolean"], item.type)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}.type
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(contains(["String", "Number", "DateTime", "Boolean"], item.type)) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "String", "Number", "DateTime", "Boolean"
        fix       write one of these types
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "String", true) ? true : item.min_length >= 0 && item.min_length <= 2048 && floor(item.min_length) == item.min_length])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}.min_length
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.min_length >= 0 && item.min_length <= 2048 && floor(item.min_length) == item.min_length) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of characters, 0 to 2048
        fix       choose a length that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "String", true) ? true : item.max_length >= 0 && item.max_length <= 2048 && floor(item.max_length) == item.max_length])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}.max_length
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.max_length >= 0 && item.max_length <= 2048 && floor(item.max_length) == item.max_length) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of characters, 0 to 2048
        fix       choose a length that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "String", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "String", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, minLength, maxLength, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "Number", true) ? true : try(alltrue([item.minimum >= -9007199254740991, item.minimum <= 9007199254740991, floor(item.minimum) == item.minimum]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}.minimum
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "Number", true) ? true : try(alltrue([item.minimum >= -9007199254740991, item.minimum <= 9007199254740991, floor(item.minimum) == item.minimum]), false)) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of steps, -9007199254740991 to 9007199254740991
        fix       write a whole number that JavaScript keeps exactly
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "Number", true) ? true : try(alltrue([item.maximum >= -9007199254740991, item.maximum <= 9007199254740991, floor(item.maximum) == item.maximum]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}.maximum
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "Number", true) ? true : try(alltrue([item.maximum >= -9007199254740991, item.maximum <= 9007199254740991, floor(item.maximum) == item.maximum]), false)) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of steps, -9007199254740991 to 9007199254740991
        fix       write a whole number that JavaScript keeps exactly
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "DateTime", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "DateTime", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.former_schema.custom_attributes : try(item.type != "Boolean", true) ? true : item.minimum == null && item.maximum == null])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes.{name}
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.former_schema.custom_attributes : key => item if !(try(item.type != "Boolean", true) ? true : item.minimum == null && item.maximum == null) }, var.user_pool.former_schema.custom_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, mutable
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = var.user_pool.former_schema.required_attributes == null ? true : alltrue([
      length(var.user_pool.former_schema.required_attributes) <= 14,
      length(distinct(var.user_pool.former_schema.required_attributes)) == length(var.user_pool.former_schema.required_attributes),
      alltrue([for item in var.user_pool.former_schema.required_attributes : try(contains([
        "given_name",
        "family_name",
        "name",
        "nickname",
        "address",
        "birthdate",
        "gender",
        "locale",
        "middle_name",
        "picture",
        "preferred_username",
        "profile",
        "website",
        "zoneinfo",
      ], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.required_attributes
        received  ${replace(jsonencode(try(var.user_pool.former_schema.required_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 14 different values, each one of "given_name", "family_name", "name", "nickname", "address", "birthdate", "gender", "locale", "middle_name", "picture", "preferred_username", "profile", "website", "zoneinfo"
        fix       choose among the standard attributes; e-mail address and phone number follow from sign_in
    EOT
  }

  validation {
    condition = var.user_pool.plan == null ? true : contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool.plan)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.plan
        received  ${replace(jsonencode(try(var.user_pool.plan, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "LITE", "ESSENTIALS", "PLUS"
        fix       choose one of Cognito's feature plans
    EOT
  }

  validation {
    condition = contains(["off", "audit", "enforced"], var.user_pool.threat_protection)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.threat_protection
        received  ${replace(jsonencode(try(var.user_pool.threat_protection, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "off", "audit", "enforced"
        fix       choose one
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
        received  ${replace(jsonencode(try(var.user_pool.password_policy.minimum_length, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.password_policy.history_size, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.password_policy.temporary_password_days, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of days, 1 to 365
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = var.user_pool.first_factors == null ? true : alltrue([
      length(var.user_pool.first_factors) >= 1,
      length(var.user_pool.first_factors) <= 4,
      length(distinct(var.user_pool.first_factors)) == length(var.user_pool.first_factors),
      alltrue([for item in var.user_pool.first_factors : try(contains(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.first_factors
        received  ${replace(jsonencode(try(var.user_pool.first_factors, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 4 different values, each one of "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = var.user_pool.passkeys.relying_party_id == null ? true : alltrue([
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.[a-z]([a-z0-9-]{0,61}[a-z0-9])$", var.user_pool.passkeys.relying_party_id)),
      !can(regex("^auth\\.[a-z0-9-]+\\.amazoncognito\\.com$", var.user_pool.passkeys.relying_party_id)),
      try(length(var.user_pool.passkeys.relying_party_id) <= 127, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.passkeys.relying_party_id
        received  ${replace(jsonencode(try(var.user_pool.passkeys.relying_party_id, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a host name in lower case, at most 127 characters, without https://, port and path; no IP address, and no name under which anybody may have one
        fix       write the host of the sign-in page, as login.example.com, or remove it
    EOT
  }

  validation {
    condition = contains(["preferred", "required"], var.user_pool.passkeys.user_verification)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.passkeys.user_verification
        received  ${replace(jsonencode(try(var.user_pool.passkeys.user_verification, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "preferred", "required"
        fix       choose one
    EOT
  }

  validation {
    condition = var.user_pool.mfa == null ? true : contains(["off", "optional", "required"], var.user_pool.mfa)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.mfa
        received  ${replace(jsonencode(try(var.user_pool.mfa, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "off", "optional", "required"
        fix       choose one; mfa_methods says which second factors there are
    EOT
  }

  validation {
    condition = var.user_pool.mfa_methods == null ? true : alltrue([
      length(var.user_pool.mfa_methods) >= 1,
      length(var.user_pool.mfa_methods) <= 3,
      length(distinct(var.user_pool.mfa_methods)) == length(var.user_pool.mfa_methods),
      alltrue([for item in var.user_pool.mfa_methods : try(contains(["totp", "sms", "email"], item), false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.mfa_methods
        received  ${replace(jsonencode(try(var.user_pool.mfa_methods, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 3 different values, each one of "totp", "sms", "email"
        fix       choose among Cognito's second factors
    EOT
  }

  validation {
    condition = contains(["never", "always", "whenAsked"], var.user_pool.devices.remember)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.devices.remember
        received  ${replace(jsonencode(try(var.user_pool.devices.remember, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "never", "always", "whenAsked"
        fix       choose one
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
        received  ${replace(jsonencode(try(var.user_pool.account_recovery, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 2 different values, each one of "verified_email", "verified_phone_number", "admin_only"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,140}$", var.user_pool.verification_email.subject))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.subject
        received  ${replace(jsonencode(try(var.user_pool.verification_email.subject, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.verification_email.message, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {####} where the code goes
        fix       write {####} where the code goes; remove control characters and joined emoji
    EOT
  }

  validation {
    condition = contains(["code", "link"], var.user_pool.verification_email.confirm_by)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.confirm_by
        received  ${replace(jsonencode(try(var.user_pool.verification_email.confirm_by, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "code", "link"
        fix       choose one
    EOT
  }

  validation {
    condition = var.user_pool.verification_email.link_subject == null ? true : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,140}$", var.user_pool.verification_email.link_subject))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.link_subject
        received  ${replace(jsonencode(try(var.user_pool.verification_email.link_subject, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 140 letters, digits, spaces, punctuation and symbols, on one line
        fix       write a subject that is neither empty nor longer; remove control characters
    EOT
  }

  validation {
    condition = var.user_pool.verification_email.link_message == null ? true : alltrue([
      can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{##[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*##\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*$", var.user_pool.verification_email.link_message)),
      try(length(var.user_pool.verification_email.link_message) <= 20000, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.verification_email.link_message
        received  ${replace(jsonencode(try(var.user_pool.verification_email.link_message, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {##Verify##} where the link goes
        fix       write {## and ##} around the words of the link: {##Verify my address##}
    EOT
  }

  validation {
    condition = var.user_pool.invitation.subject == null ? true : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,140}$", var.user_pool.invitation.subject))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.invitation.subject
        received  ${replace(jsonencode(try(var.user_pool.invitation.subject, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 140 letters, digits, spaces, punctuation and symbols, on one line
        fix       write a subject that is neither empty nor longer; remove control characters
    EOT
  }

  validation {
    condition = var.user_pool.invitation.message == null ? true : alltrue([
      can(regex("^([\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{username\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*|[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{username\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*)$", var.user_pool.invitation.message)),
      try(length(var.user_pool.invitation.message) <= 20000, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.invitation.message
        received  ${replace(jsonencode(try(var.user_pool.invitation.message, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {username} and {####}
        fix       write {username} and {####} where name and temporary password go; remove control characters and joined emoji
    EOT
  }

  validation {
    condition = can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,140}$", var.user_pool.second_factor_email.subject))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.second_factor_email.subject
        received  ${replace(jsonencode(try(var.user_pool.second_factor_email.subject, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 140 letters, digits, spaces, punctuation and symbols, on one line
        fix       write a subject that is neither empty nor longer; remove control characters
    EOT
  }

  validation {
    condition = alltrue([
      can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} \\t\\r\\n]*$", var.user_pool.second_factor_email.message)),
      try(length(var.user_pool.second_factor_email.message) <= 20000, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.second_factor_email.message
        received  ${replace(jsonencode(try(var.user_pool.second_factor_email.message, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {####} where the code goes
        fix       write {####} where the code goes; remove control characters and joined emoji
    EOT
  }

  validation {
    condition = var.user_pool.sms_messages.verification == null ? true : alltrue([
      can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*$", var.user_pool.sms_messages.verification)),
      try(length(var.user_pool.sms_messages.verification) <= 140, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sms_messages.verification
        received  ${replace(jsonencode(try(var.user_pool.sms_messages.verification, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 140 characters on one line, with {####}
        fix       write {####} into the text, and shorten it
    EOT
  }

  validation {
    condition = var.user_pool.sms_messages.second_factor == null ? true : alltrue([
      can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*$", var.user_pool.sms_messages.second_factor)),
      try(length(var.user_pool.sms_messages.second_factor) <= 140, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sms_messages.second_factor
        received  ${replace(jsonencode(try(var.user_pool.sms_messages.second_factor, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 140 characters on one line, with {####}
        fix       write {####} into the text, and shorten it
    EOT
  }

  validation {
    condition = var.user_pool.sms_messages.invitation == null ? true : alltrue([
      can(regex("^([\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{username\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*|[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{####\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*\\{username\\}[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]*)$", var.user_pool.sms_messages.invitation)),
      try(length(var.user_pool.sms_messages.invitation) <= 140, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sms_messages.invitation
        received  ${replace(jsonencode(try(var.user_pool.sms_messages.invitation, null)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 140 characters on one line, with {username} and {####}
        fix       write {username} and {####} into the text, and shorten it
    EOT
  }

  validation {
    condition = var.user_pool.custom_senders.kms_key_arn == null ? true : can(regex("^arn:(aws:kms:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:kms:(cn-north-1|cn-northwest-1)|aws-us-gov:kms:(us-gov-east-1|us-gov-west-1)|aws-iso:kms:(us-iso-east-1|us-iso-west-1)|aws-iso-b:kms:(us-isob-east-1|us-isob-west-1)|aws-iso-e:kms:(eu-isoe-west-1)|aws-iso-f:kms:(us-isof-east-1|us-isof-south-1)|aws-eusc:kms:(eusc-de-east-1)):[0-9]{12}:key/[A-Za-z0-9-]{1,128}$", var.user_pool.custom_senders.kms_key_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_senders.kms_key_arn
        received  ${replace(jsonencode(try(var.user_pool.custom_senders.kms_key_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a key in AWS KMS
        fix       copy it from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111
    EOT
  }

  validation {
    condition = var.user_pool.custom_senders.email_function_arn == null ? true : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", var.user_pool.custom_senders.email_function_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_senders.email_function_arn
        received  ${replace(jsonencode(try(var.user_pool.custom_senders.email_function_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a Lambda function, or of one of its aliases or versions
        fix       copy it from the function's page, as arn:aws:lambda:us-east-1:123456789012:function:send
    EOT
  }

  validation {
    condition = var.user_pool.custom_senders.sms_function_arn == null ? true : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", var.user_pool.custom_senders.sms_function_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_senders.sms_function_arn
        received  ${replace(jsonencode(try(var.user_pool.custom_senders.sms_function_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a Lambda function, or of one of its aliases or versions
        fix       copy it from the function's page, as arn:aws:lambda:us-east-1:123456789012:function:send
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.triggers) <= 10,
      alltrue([for key in keys(var.user_pool.triggers) : can(regex("^(createAuthChallenge|customMessage|defineAuthChallenge|postAuthentication|postConfirmation|preAuthentication|preSignUp|preTokenGeneration|userMigration|verifyAuthChallengeResponse)$", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers
        received  ${replace(jsonencode([for key in keys(var.user_pool.triggers) : key if !(can(regex("^(createAuthChallenge|customMessage|defineAuthChallenge|postAuthentication|postConfirmation|preAuthentication|preSignUp|preTokenGeneration|userMigration|verifyAuthChallengeResponse)$", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 10 entries; keys: one of createAuthChallenge, customMessage, defineAuthChallenge, postAuthentication, postConfirmation, preAuthentication, preSignUp, preTokenGeneration, userMigration, verifyAuthChallengeResponse; values: an object with functionArn, zip, eventVersion, memory_mib, timeout_seconds, log_retention_days, variables, policies
        fix       use Cognito's names; functions that send messages are in custom_senders
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : item.function_arn == null ? true : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", item.function_arn))])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.function_arn
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(item.function_arn == null ? true : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", item.function_arn))) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a Lambda function, or of one of its aliases or versions
        fix       copy it from the function's page, as arn:aws:lambda:us-east-1:123456789012:function:send
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : item.zip == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.zip)),
      !can(regex("[$%]\\{", item.zip)),
      try(length(item.zip) <= 1024, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.zip
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(item.zip == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.zip)), !can(regex("[$%]\\{", item.zip)), try(length(item.zip) <= 1024, false)])) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   the path of a zip
        fix       write the path of what npm run bundle has made, as dist/triggers/welcome.zip
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : item.event_version == null ? true : contains(["V1_0", "V2_0", "V3_0"], item.event_version)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.event_version
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(item.event_version == null ? true : contains(["V1_0", "V2_0", "V3_0"], item.event_version)) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "V1_0", "V2_0", "V3_0"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : item.memory_mib >= 128 && item.memory_mib <= 10240 && floor(item.memory_mib) == item.memory_mib])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.memory_mib
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(item.memory_mib >= 128 && item.memory_mib <= 10240 && floor(item.memory_mib) == item.memory_mib) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of MiB, 128 to 10240
        fix       choose a size that Lambda offers
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : alltrue([item.timeout_seconds >= 1, item.timeout_seconds <= 5, floor(item.timeout_seconds) == item.timeout_seconds])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.timeout_seconds
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(alltrue([item.timeout_seconds >= 1, item.timeout_seconds <= 5, floor(item.timeout_seconds) == item.timeout_seconds])) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of seconds, 1 to 5
        fix       Cognito waits for 5 seconds, and no longer
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], item.log_retention_days)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.log_retention_days
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], item.log_retention_days)) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
        fix       choose one of the steps that CloudWatch offers
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : alltrue([
      length(item.variables) <= 50,
      alltrue([for key, text in item.variables : can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.variables
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(alltrue([length(item.variables) <= 50, alltrue([for key, text in item.variables : can(regex("^[A-Za-z][A-Za-z0-9_]{1,127}$", key)) && !can(regex("^(AWS_ACCESS_KEY|AWS_ACCESS_KEY_ID|AWS_DEFAULT_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_FUNCTION_MEMORY_SIZE|AWS_LAMBDA_FUNCTION_NAME|AWS_LAMBDA_FUNCTION_VERSION|AWS_LAMBDA_INITIALIZATION_TYPE|AWS_LAMBDA_LOG_GROUP_NAME|AWS_LAMBDA_LOG_STREAM_NAME|AWS_LAMBDA_RUNTIME_API|AWS_REGION|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_RUNTIME_DIR|LAMBDA_TASK_ROOT)$", key)) && can(regex("^", text)) && !can(regex("[$%]\\{", text)) && try(length(base64encode(text)) <= 5464, false)])])) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 2 to 128 letters, digits and underscores, beginning with a letter, that Lambda does not set; values: a text of at most 4096 bytes
        fix       rename the variable; shorten it; a template of Terraform's cannot stand in a text: pass the attribute itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.user_pool.triggers : alltrue([
      length(item.policies) <= 20,
      alltrue([for key, text in item.policies : can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text))]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.policies
        received  ${replace(jsonencode(try({ for key, item in var.user_pool.triggers : key => item if !(alltrue([length(item.policies) <= 20, alltrue([for key, text in item.policies : can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text))])])) }, var.user_pool.triggers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 20 entries; keys: a name of 1 to 64 letters, digits, underscores, dots and hyphens; values: the ARN of an IAM policy
        fix       rename it; copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/read-progress
    EOT
  }

  validation {
    condition = alltrue([
      length(var.user_pool.join_accounts) <= 20,
      alltrue([for key in keys(var.user_pool.join_accounts) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", key)) && !can(regex("[_:]|^COGNITO$|[$%]\\{", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.join_accounts
        received  ${replace(jsonencode([for key in keys(var.user_pool.join_accounts) : key if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", key)) && !can(regex("[_:]|^COGNITO$|[$%]\\{", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 20 entries; keys: a name of 3 to 32 letters, digits, punctuation and symbols, without spaces, underscores and colons, that is not COGNITO; values: an object with addressesVerified, linkAhead
        fix       rename the provider, as Example-Corp; its name is part of its users' names
    EOT
  }

  validation {
    condition = var.user_pool.email.ses_identity_arn == null ? true : can(regex("^arn:(aws:ses:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:ses:(cn-north-1|cn-northwest-1)|aws-us-gov:ses:(us-gov-east-1|us-gov-west-1)|aws-iso:ses:(us-iso-east-1|us-iso-west-1)|aws-iso-b:ses:(us-isob-east-1|us-isob-west-1)|aws-iso-e:ses:(eu-isoe-west-1)|aws-iso-f:ses:(us-isof-east-1|us-isof-south-1)|aws-eusc:ses:(eusc-de-east-1)):[0-9]{12}:identity/[A-Za-z0-9_+=/,.@-]{1,320}$", var.user_pool.email.ses_identity_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.ses_identity_arn
        received  ${replace(jsonencode(try(var.user_pool.email.ses_identity_arn, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.email.from, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.email.reply_to, null)), "/^(.{120}).+$/", "$1…")}
        allowed   an e-mail address: help@example.com
        fix       write the address alone, without a name
    EOT
  }

  validation {
    condition = var.user_pool.email.configuration_set == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", var.user_pool.email.configuration_set))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.configuration_set
        received  ${replace(jsonencode(try(var.user_pool.email.configuration_set, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits, hyphens and underscores
        fix       write the name of a configuration set of Amazon SES
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.existing == null) || (jsonencode([var.user_pool.name, var.user_pool.sign_in, var.user_pool.case_sensitive, var.user_pool.required_attributes, var.user_pool.custom_attributes, [var.user_pool.former_schema.custom_attributes, var.user_pool.former_schema.required_attributes], var.user_pool.plan, var.user_pool.threat_protection, [var.user_pool.password_policy.minimum_length, var.user_pool.password_policy.require_lowercase, var.user_pool.password_policy.require_uppercase, var.user_pool.password_policy.require_numbers, var.user_pool.password_policy.require_symbols, var.user_pool.password_policy.history_size, var.user_pool.password_policy.temporary_password_days], var.user_pool.first_factors, [var.user_pool.passkeys.relying_party_id, var.user_pool.passkeys.user_verification], var.user_pool.mfa, var.user_pool.mfa_methods, [var.user_pool.devices.remember, var.user_pool.devices.skip_second_factor], var.user_pool.account_recovery, var.user_pool.self_sign_up, [var.user_pool.verification_email.subject, var.user_pool.verification_email.message, var.user_pool.verification_email.confirm_by, var.user_pool.verification_email.link_subject, var.user_pool.verification_email.link_message], [var.user_pool.invitation.subject, var.user_pool.invitation.message], [var.user_pool.second_factor_email.subject, var.user_pool.second_factor_email.message], [var.user_pool.sms_messages.verification, var.user_pool.sms_messages.second_factor, var.user_pool.sms_messages.invitation], [var.user_pool.custom_senders.kms_key_arn, var.user_pool.custom_senders.email_function_arn, var.user_pool.custom_senders.sms_function_arn], var.user_pool.triggers, var.user_pool.join_accounts, [var.user_pool.email.ses_identity_arn, var.user_pool.email.from, var.user_pool.email.reply_to, var.user_pool.email.configuration_set]]) == "[null,[\"email\"],false,[\"given_name\"],{},[{},null],null,\"off\",[12,true,true,true,false,null,7],null,[null,\"preferred\"],null,null,[\"never\",false],[\"verified_email\"],true,[\"Your verification code\",\"Your verification code is {####}.\",\"code\",null,null],[null,null],[\"Your sign-in code\",\"Your sign-in code is {####}.\"],[null,null,null],[null,null,null],{},{},[null,null,null,null]]"),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.existing
        received  ${replace(jsonencode(try(var.user_pool.existing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   existing alone, or beside deletion_protection: nothing of an existing pool is changed
        fix       remove the other properties of user_pool; they are set where the pool is made
    EOT
  }

  validation {
    condition = try(
      !contains(var.user_pool.sign_in, "preferred_username") || alltrue([contains(var.user_pool.sign_in, "username"), !contains(var.user_pool.required_attributes, "preferred_username")]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.sign_in
        received  ${replace(jsonencode(try(var.user_pool.sign_in, null)), "/^(.{120}).+$/", "$1…")}
        allowed   preferred_username beside username, and not in required_attributes
        fix       add username, or remove preferred_username: it is another name of a user who has one
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.custom_attributes : alltrue([alltrue([(val.type == "String") ? (val.min_length <= val.max_length) : true]), alltrue([(val.type == "Number") ? (val.minimum <= val.maximum) : true])])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}
        received  ${replace(jsonencode(try(var.user_pool.custom_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a least length or value that is no more than the greatest
        fix       exchange them: the limits of an attribute can never be changed
    EOT
  }

  validation {
    condition = try(
      alltrue([
        anytrue([
          !(contains(var.user_pool.sign_in, "phone") || alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")])),
          alltrue(
            [(var.user_pool.mfa == null) ? contains(var.user_pool.sign_in, "phone") : (var.user_pool.mfa == "off")]
          ),
          alltrue([
            (var.user_pool.mfa_methods == null) ? contains(var.user_pool.sign_in, "phone") : contains(var.user_pool.mfa_methods, "sms"),
          ]),
        ]),
        !alltrue([(var.user_pool.mfa_methods == null) ? false : contains(var.user_pool.mfa_methods, "email")]) || alltrue([(var.user_pool.email.ses_identity_arn != null), (var.user_pool.plan != "LITE")]),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.mfa_methods
        received  ${replace(jsonencode(try(var.user_pool.mfa_methods, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list with sms, where mfa is on and users sign in by phone or first_factors has SMS_OTP; with email only where email.ses_identity_arn is given and plan is not LITE
        fix       add sms, which the AWS provider turns on with phone sign-in and SMS_OTP; for email, name an identity of Amazon SES and another plan
    EOT
  }

  validation {
    condition = try(
      alltrue([(var.user_pool.custom_senders.kms_key_arn != null), ((var.user_pool.custom_senders.email_function_arn != null) || (var.user_pool.custom_senders.sms_function_arn != null))]) || alltrue([!(var.user_pool.custom_senders.kms_key_arn != null), !((var.user_pool.custom_senders.email_function_arn != null) || (var.user_pool.custom_senders.sms_function_arn != null))]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_senders.kms_key_arn
        received  ${replace(jsonencode(try(var.user_pool.custom_senders.kms_key_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a key, together with email_function_arn or sms_function_arn
        fix       write the key that encrypts the codes, and a function that decrypts and sends them
    EOT
  }

  validation {
    condition = try(((var.user_pool.devices.remember != "never") || !var.user_pool.devices.skip_second_factor), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.devices.skip_second_factor
        received  ${replace(jsonencode(try(var.user_pool.devices.skip_second_factor, null)), "/^(.{120}).+$/", "$1…")}
        allowed   false, where no device is remembered
        fix       choose which devices are remembered, or remove it
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.first_factors == null) || alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "PASSWORD")]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.first_factors
        received  ${replace(jsonencode(try(var.user_pool.first_factors, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list with PASSWORD, which Cognito does not let go of
        fix       add "PASSWORD"; who has no password signs in by another factor
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.plan != "LITE") || alltrue([!anytrue([alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "EMAIL_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "WEB_AUTHN")])]), (var.user_pool.passkeys.relying_party_id == null)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.plan
        received  ${replace(jsonencode(try(var.user_pool.plan, null)), "/^(.{120}).+$/", "$1…")}
        allowed   ESSENTIALS or PLUS, where first_factors has EMAIL_OTP, SMS_OTP or WEB_AUTHN, or passkeys a relying_party_id
        fix       choose the plan ESSENTIALS or PLUS, or let sign-ins begin with passwords alone
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.mfa != "required") || !anytrue([alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "EMAIL_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "SMS_OTP")]), alltrue([(var.user_pool.first_factors == null) ? false : contains(var.user_pool.first_factors, "WEB_AUTHN")])]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.mfa
        received  ${replace(jsonencode(try(var.user_pool.mfa, null)), "/^(.{120}).+$/", "$1…")}
        allowed   optional or off, where first_factors has EMAIL_OTP, SMS_OTP or WEB_AUTHN: Cognito refuses them where a second factor is required
        fix       leave a second factor optional, or let sign-ins begin with passwords alone
    EOT
  }

  validation {
    condition = try(
      length(tolist(setsubtract(flatten([for key, val in var.user_pool.former_schema.custom_attributes : [jsonencode([key, val.type, val.min_length, val.max_length, val.minimum, val.maximum, val.mutable])]]), flatten([for key, val in var.user_pool.custom_attributes : [jsonencode([key, val.type, val.min_length, val.max_length, val.minimum, val.maximum, val.mutable])]])))) < 1,
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.custom_attributes
        received  ${replace(jsonencode(try(var.user_pool.former_schema.custom_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   custom attributes that stand in user_pool.custom_attributes as they were: a pool's attributes can be added, and neither changed nor removed
        fix       write it there as it was; what should be different gets another name
    EOT
  }

  validation {
    condition = try(
      (var.user_pool.former_schema.required_attributes == null) || alltrue([(length(tolist(setsubtract(var.user_pool.former_schema.required_attributes, var.user_pool.required_attributes))) < 1), (length(tolist(setsubtract(var.user_pool.required_attributes, var.user_pool.former_schema.required_attributes))) < 1)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.former_schema.required_attributes
        received  ${replace(jsonencode(try(var.user_pool.former_schema.required_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the same as user_pool.required_attributes: what sign-up asks for is chosen when the pool is made
        fix       write the former list there; ask for more in your own app, and keep it in a custom attribute
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.triggers : alltrue([(val.zip != null) ? (val.function_arn == null) : (val.function_arn != null)])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.function_arn
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   either functionArn or zip
        fix       write the function that exists, or the zip of one that is to be made
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.triggers : ((val.event_version == null) || alltrue([(key == "preTokenGeneration"), ((val.event_version == "V1_0") || (var.user_pool.plan != "LITE"))]))]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.event_version
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a version for preTokenGeneration alone, and V1_0 in the plan LITE
        fix       remove eventVersion, or choose the plan ESSENTIALS or PLUS
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.triggers : (length(base64encode(join("", concat(formatlist("xxxxxx%s%s", keys(val.variables), values(val.variables)))))) <= 5464)]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.variables
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   variables that take no more than 4096 bytes together, names, values and JSON's marks
        fix       shorten them, or keep what is long in a parameter store, a table or the bundle
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.triggers : alltrue([(val.zip == null) ? alltrue([!(length(val.policies) >= 1), !(length(val.variables) >= 1)]) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.zip
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   policies and variables for a function that is made here, of a zip
        fix       remove them, and set them where the function is made
    EOT
  }

  validation {
    condition = try(!contains(keys(var.user_pool.join_accounts), "Facebook"), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.join_accounts.{name}
        received  ${replace(jsonencode(try(var.user_pool.join_accounts, null)), "/^(.{120}).+$/", "$1…")}
        allowed   providers that say whether an address is verified: Facebook never does
        fix       remove it: its users keep an account of their own
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.user_pool.join_accounts : alltrue([val.link_ahead ? val.addresses_verified : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.join_accounts.{name}.addresses_verified
        received  ${replace(jsonencode(try(var.user_pool.join_accounts, null)), "/^(.{120}).+$/", "$1…")}
        allowed   true beside linkAhead: after it, nobody looks at email_verified
        fix       add addressesVerified if the provider verifies every address, or remove linkAhead
    EOT
  }

  validation {
    condition = try(
      alltrue([
        (length(var.user_pool.join_accounts) >= 1) ? alltrue([!contains(keys(var.user_pool.triggers), "preSignUp"), !contains(keys(var.user_pool.triggers), "postConfirmation")]) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no preSignUp and postConfirmation beside join_accounts: Cognito calls one function each, and these are taken
        fix       remove the trigger; or leave join_accounts out, and call handler of lambda/triggers/join-accounts.ts from your own function
    EOT
  }

  validation {
    condition = try(
      alltrue([
        (length(var.user_pool.join_accounts) >= 1) ? alltrue([for key, val in var.user_pool.custom_attributes : val.mutable]) : true,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.custom_attributes.{name}.mutable
        received  ${replace(jsonencode(try(var.user_pool.custom_attributes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   true beside join_accounts: Cognito links no account that has attributes which cannot be changed
        fix       leave join_accounts out: such an attribute stays so for good
    EOT
  }

  validation {
    condition = try(((var.user_pool.threat_protection == "off") || (var.user_pool.plan == "PLUS")), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.threat_protection
        received  ${replace(jsonencode(try(var.user_pool.threat_protection, null)), "/^(.{120}).+$/", "$1…")}
        allowed   off, or the plan PLUS
        fix       write plan: "PLUS", or leave threat_protection out
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
        received  ${replace(jsonencode(try(var.user_pool.account_recovery, null)), "/^(.{120}).+$/", "$1…")}
        allowed   admin_only alone, or what users have: verified_email with email or username in sign_in, verified_phone_number with phone
        fix       recover by what users sign in with
    EOT
  }

  validation {
    condition = try(((var.user_pool.email.ses_identity_arn == null) || (var.user_pool.email.from != null)), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.email.from
        received  ${replace(jsonencode(try(var.user_pool.email.from, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.email.ses_identity_arn, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.user_pool.password_policy.history_size, null)), "/^(.{120}).+$/", "$1…")}
        allowed   0, or no history_size, where plan is LITE
        fix       choose the plan ESSENTIALS or PLUS, or remove history_size
    EOT
  }

  validation {
    condition = alltrue([for trigger in var.user_pool.triggers : try(fileexists(trigger.zip), trigger.zip == null)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: user_pool.triggers.{name}.zip
        received  ${replace(jsonencode(try(var.user_pool.triggers, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a zip that exists on the machine that runs Terraform
        fix       build it before the plan, and write its path from where Terraform runs; path.root is the folder of your root module
    EOT
  }
}

variable "client" {
  description = <<-EOT
    Alexa's app client: settings of the one that is made, or the one that exists.

    - `existing.id`: The app client's id. Required.
    - `read_attributes`: The user attributes that the skill may read. It greets by `given_name`, `name` or `nickname`. Default: Cognito's: every standard attribute.
    - `write_attributes`: The user attributes that a token of Alexa's may write, with the scope `aws.cognito.signin.user.admin`. The sign-up page writes what the pool requires in any case. Default: Cognito's: every standard attribute.
    - `session_minutes`: Minutes for which a user has time between the steps of a sign-in, 3 to 15. Default: Cognito's: 3.
    - `default_redirect_uri`: Where a sign-in without `redirect_uri` ends, one of the redirect URIs. Alexa always sends one. Default: none.
    - `identity_providers`: Who signs users in on Alexa's pages: `COGNITO` is the form for password and user name, the others are names of `identity_providers`. Without `COGNITO` nobody of the pool's own users can link. Default: COGNITO and every provider of identity_providers.
    - `sign_in_choice`: Whether Alexa's pages let users choose among the pool's first factors; otherwise they ask for a password. Default: whether user_pool.first_factors has more than PASSWORD.
    - `name`: The client's name, which nobody but operators sees. Default: that of the environment's other resources, and -alexa.
    - `imported`: Whether the client was made elsewhere and taken over by an import, which cannot read whether it has a secret. In a stack, `adopt.clientId` says so already. It stays for good; changing it replaces the client and unlinks every user. Default: `false`.
    - `sign_in_page.css`: A style sheet with Cognito's own classes, as in `.banner-customizable { background: navy }`. Amazon asks for at most 3 KB. Default: none.
    - `sign_in_page.logo`: The logo, a PNG or JPEG of at most 100 KB in Base64: `readFileSync("logo.png", "base64")`, in the module `filebase64("logo.png")`. Shown in 350 by 178 pixels. Default: none.
  EOT

  type = object({
    existing = optional(object({
      id = string
    }))

    read_attributes      = optional(list(string))
    write_attributes     = optional(list(string))
    session_minutes      = optional(number)
    default_redirect_uri = optional(string)
    identity_providers   = optional(list(string))
    sign_in_choice       = optional(bool)
    name                 = optional(string)
    imported             = optional(bool, false)

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
        received  ${replace(jsonencode(try(var.client.existing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of an app client: 1 to 128 letters, digits, underscores and plus signs
        fix       copy the client id from the app client's page in the console
    EOT
  }

  validation {
    condition = var.client.read_attributes == null ? true : alltrue([
      length(var.client.read_attributes) >= 1,
      length(var.client.read_attributes) <= 69,
      length(distinct(var.client.read_attributes)) == length(var.client.read_attributes),
      alltrue([for item in var.client.read_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|email_verified|phone_number_verified|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.read_attributes
        received  ${replace(jsonencode(try(coalescelist([for item in var.client.read_attributes : item if !(can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|email_verified|phone_number_verified|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item)))]), var.client.read_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 69 different values, each a standard attribute, email_verified, phone_number_verified, or custom: and the name of a custom attribute
        fix       write the attribute's name as Cognito has it: given_name, custom:level
    EOT
  }

  validation {
    condition = var.client.write_attributes == null ? true : alltrue([
      length(var.client.write_attributes) >= 1,
      length(var.client.write_attributes) <= 69,
      length(distinct(var.client.write_attributes)) == length(var.client.write_attributes),
      alltrue([for item in var.client.write_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.write_attributes
        received  ${replace(jsonencode(try(coalescelist([for item in var.client.write_attributes : item if !(can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item)))]), var.client.write_attributes)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 69 different values, each a standard attribute, or custom: and the name of a custom attribute
        fix       write the attribute's name as Cognito has it: given_name, custom:level
    EOT
  }

  validation {
    condition = var.client.session_minutes == null ? true : alltrue([
      var.client.session_minutes >= 3,
      var.client.session_minutes <= 15,
      floor(var.client.session_minutes) == var.client.session_minutes,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.session_minutes
        received  ${replace(jsonencode(try(var.client.session_minutes, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 3 to 15
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = var.client.default_redirect_uri == null ? true : alltrue([
      can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", var.client.default_redirect_uri)),
      !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", var.client.default_redirect_uri)),
      try(length(var.client.default_redirect_uri) <= 1024, false),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.default_redirect_uri
        received  ${replace(jsonencode(try(var.client.default_redirect_uri, null)), "/^(.{120}).+$/", "$1…")}
        allowed   an absolute https URI, an http URI of localhost, or an app's own scheme (myapp://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only
    EOT
  }

  validation {
    condition = var.client.identity_providers == null ? true : alltrue([
      length(var.client.identity_providers) >= 1,
      length(var.client.identity_providers) <= 51,
      length(distinct(var.client.identity_providers)) == length(var.client.identity_providers),
      alltrue([for item in var.client.identity_providers : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", item)) && !can(regex("[$%]\\{", item))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.identity_providers
        received  ${replace(jsonencode(try(coalescelist([for item in var.client.identity_providers : item if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", item)) && !can(regex("[$%]\\{", item)))]), var.client.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 51 different values, each COGNITO, or the name of an identity provider
        fix       write the names of identity_providers, and COGNITO for the pool's own users
    EOT
  }

  validation {
    condition = var.client.name == null ? true : can(regex("^[\\p{L}\\p{N}_ +=,.@-]{1,128}$", var.client.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.name
        received  ${replace(jsonencode(try(var.client.name, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.client.sign_in_page, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.client.sign_in_page, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a PNG or JPEG of at most 100 KB, in Base64
        fix       write readFileSync("logo.png", "base64"), or in Terraform filebase64("logo.png")
    EOT
  }

  validation {
    condition = try(
      (var.client.existing == null) || alltrue([!var.client.imported, (var.client.read_attributes == null), (var.client.write_attributes == null), (var.client.session_minutes == null), (var.client.default_redirect_uri == null), (var.client.identity_providers == null), (var.client.sign_in_choice == null)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client
        received  ${replace(jsonencode(var.client), "/^(.{120}).+$/", "$1…")}
        allowed   existing alone: nothing of an existing client is changed
        fix       remove the other properties of client; they are set where the client is made
    EOT
  }

  validation {
    condition = try(
      (var.client.sign_in_page == null) || alltrue([(var.client.existing == null), ((var.client.sign_in_page.css != null) || (var.client.sign_in_page.logo != null)), (length(join("", compact([var.client.sign_in_page.css, var.client.sign_in_page.logo]))) <= 138240)]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: client.sign_in_page
        received  ${replace(jsonencode(try(var.client.sign_in_page, null)), "/^(.{120}).+$/", "$1…")}
        allowed   css, logo or both, at most 135 KB together, for a client that is made
        fix       shorten them, or remove sign_in_page; the look of an existing client is set where that is made
    EOT
  }
}

variable "clients" {
  description = <<-EOT
    App clients beside Alexa's, by name: web and mobile apps, and machines. Their ids are the output `client_ids`, their secrets `client_secrets`.

    - `{name}.type`: Says that no user signs in: the client-credentials grant. Required.
    - `{name}.callback_uris`: Where Cognito sends a user after the sign-in. Required.
    - `{name}.sign_out_uris`: Where `/logout` may send a user to. Default: `[]`.
    - `{name}.default_redirect_uri`: Where a sign-in without `redirect_uri` ends, one of `callbackUris`. Default: none.
    - `{name}.secret`: Whether the client has a secret: for a web server. An app in a browser or on a phone cannot keep one, and uses PKCE. Changing it replaces the client. Default: `false`.
    - `{name}.scopes`: The scopes of resource servers that the program may ask for. Required.
    - `{name}.auth_flows`: How users may sign in. The sign-in page needs one for each way that it is to offer. Default: `["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"]`.
    - `{name}.identity_providers`: Who signs users in: `COGNITO` is the form for password and user name, the others are names of `identity_providers`. Default: COGNITO and every provider of identity_providers.
    - `{name}.read_attributes`: The user attributes that the app may read. Default: Cognito's: every standard attribute.
    - `{name}.write_attributes`: The user attributes that the app may write. Default: Cognito's: every standard attribute.
    - `{name}.session_minutes`: Minutes for which a user has time between the steps of a sign-in, 3 to 15. Default: `3`.
    - `{name}.access_token_minutes`: Minutes, 5 to 1440. Default: `60`.
    - `{name}.id_token_minutes`: Minutes, 5 to 1440. Default: `60`.
    - `{name}.refresh_token_minutes`: Minutes, 60 to 5256000, which is ten years; no less than the other tokens. Then the user signs in again. Default: `43200`.
    - `{name}.token_revocation`: Whether refresh tokens can be revoked, and with them the access tokens that came of them. Default: `true`.
    - `{name}.prevent_user_existence_errors`: Whether a sign-in that fails leaves open if there is such a user. Default: `true`.
  EOT

  type = map(object({
    type                          = string
    callback_uris                 = optional(list(string))
    sign_out_uris                 = optional(list(string), [])
    default_redirect_uri          = optional(string)
    secret                        = optional(bool, false)
    scopes                        = optional(list(string))
    auth_flows                    = optional(list(string), ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"])
    identity_providers            = optional(list(string))
    read_attributes               = optional(list(string))
    write_attributes              = optional(list(string))
    session_minutes               = optional(number, 3)
    access_token_minutes          = optional(number, 60)
    id_token_minutes              = optional(number, 60)
    refresh_token_minutes         = optional(number, 43200)
    token_revocation              = optional(bool, true)
    prevent_user_existence_errors = optional(bool, true)
  }))

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      length(var.clients) <= 100,
      alltrue([for key in keys(var.clients) : can(regex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", key)) && !can(regex("(?i)^alexa$", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients
        received  ${replace(jsonencode([for key in keys(var.clients) : key if !(can(regex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", key)) && !can(regex("(?i)^alexa$", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: a name of 1 to 64 letters, digits, underscores and hyphens, beginning with a letter, that is not Alexa's client's; values: an object whose type is one of "code", "client_credentials"
        fix       rename the client; it is part of its name in Cognito
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : contains(["code", "client_credentials"], item.type)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.type
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(contains(["code", "client_credentials"], item.type)) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "code", "client_credentials"
        fix       write one of these types
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : try(try(alltrue([
      length(item.callback_uris) >= 1,
      length(item.callback_uris) <= 100,
      length(distinct(item.callback_uris)) == length(item.callback_uris),
      alltrue([for item in item.callback_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item)) && try(length(item) <= 1024, false)]),
    ]), false), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.callback_uris
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : try(try(alltrue([length(item.callback_uris) >= 1, length(item.callback_uris) <= 100, length(distinct(item.callback_uris)) == length(item.callback_uris), alltrue([for item in item.callback_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item)) && try(length(item) <= 1024, false)])]), false), false)) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 100 different values, each an absolute https URI, an http URI of localhost, or an app's own scheme (myapp://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([
      length(item.sign_out_uris) <= 100,
      length(distinct(item.sign_out_uris)) == length(item.sign_out_uris),
      alltrue([for item in item.sign_out_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item)) && try(length(item) <= 1024, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.sign_out_uris
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([length(item.sign_out_uris) <= 100, length(distinct(item.sign_out_uris)) == length(item.sign_out_uris), alltrue([for item in item.sign_out_uris : can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item)) && !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item)) && try(length(item) <= 1024, false)])])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 100 different values, each an absolute https URI, an http URI of localhost, or an app's own scheme (myapp://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : item.default_redirect_uri == null ? true : alltrue([
      can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item.default_redirect_uri)),
      !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item.default_redirect_uri)),
      try(length(item.default_redirect_uri) <= 1024, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.default_redirect_uri
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : item.default_redirect_uri == null ? true : alltrue([can(regex("^(https://[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|http://localhost(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)?|([a-gi-z][a-z0-9+.-]*|h|h[a-su-z0-9+.-][a-z0-9+.-]*|ht|ht[a-su-z0-9+.-][a-z0-9+.-]*|htt|htt[a-oq-z0-9+.-][a-z0-9+.-]*|http[a-rt-z0-9+.-][a-z0-9+.-]*|https[a-z0-9+.-][a-z0-9+.-]*)://[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]*)$", item.default_redirect_uri)), !can(regex("#|[$%]\\{|^(javascript|vbscript|data|file|blob):", item.default_redirect_uri)), try(length(item.default_redirect_uri) <= 1024, false)])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   an absolute https URI, an http URI of localhost, or an app's own scheme (myapp://…), without fragment, white space and control characters, at most 1024 characters
        fix       use https; plain http is for http://localhost only
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : try(try(alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ]), false), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : try(try(alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])]), false), false)) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each openid, profile, email, phone, aws.cognito.signin.user.admin, or a scope of a resource server: its identifier, a slash and the scope's name
        fix       use the user pool's own scopes, or write the resource server in front: https://api.example.com/read
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([
      length(item.auth_flows) >= 1,
      length(item.auth_flows) <= 6,
      length(distinct(item.auth_flows)) == length(item.auth_flows),
      alltrue([for item in item.auth_flows : try(contains([
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_AUTH",
      ], item), false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.auth_flows
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([length(item.auth_flows) >= 1, length(item.auth_flows) <= 6, length(distinct(item.auth_flows)) == length(item.auth_flows), alltrue([for item in item.auth_flows : try(contains(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_AUTH"], item), false)])])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 6 different values, each one of "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_AUTH"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : item.identity_providers == null ? true : alltrue([
      length(item.identity_providers) >= 1,
      length(item.identity_providers) <= 51,
      length(distinct(item.identity_providers)) == length(item.identity_providers),
      alltrue([for item in item.identity_providers : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", item)) && !can(regex("[$%]\\{", item))]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.identity_providers
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : item.identity_providers == null ? true : alltrue([length(item.identity_providers) >= 1, length(item.identity_providers) <= 51, length(distinct(item.identity_providers)) == length(item.identity_providers), alltrue([for item in item.identity_providers : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", item)) && !can(regex("[$%]\\{", item))])])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 51 different values, each COGNITO, or the name of an identity provider
        fix       write the names of identity_providers, and COGNITO for the pool's own users
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : item.read_attributes == null ? true : alltrue([
      length(item.read_attributes) >= 1,
      length(item.read_attributes) <= 69,
      length(distinct(item.read_attributes)) == length(item.read_attributes),
      alltrue([for item in item.read_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|email_verified|phone_number_verified|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.read_attributes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : item.read_attributes == null ? true : alltrue([length(item.read_attributes) >= 1, length(item.read_attributes) <= 69, length(distinct(item.read_attributes)) == length(item.read_attributes), alltrue([for item in item.read_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|email_verified|phone_number_verified|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))])])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 69 different values, each a standard attribute, email_verified, phone_number_verified, or custom: and the name of a custom attribute
        fix       write the attribute's name as Cognito has it: given_name, custom:level
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : item.write_attributes == null ? true : alltrue([
      length(item.write_attributes) >= 1,
      length(item.write_attributes) <= 69,
      length(distinct(item.write_attributes)) == length(item.write_attributes),
      alltrue([for item in item.write_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.write_attributes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : item.write_attributes == null ? true : alltrue([length(item.write_attributes) >= 1, length(item.write_attributes) <= 69, length(distinct(item.write_attributes)) == length(item.write_attributes), alltrue([for item in item.write_attributes : can(regex("^(address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo|custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20})$", item)) && !can(regex("[$%]\\{", item))])])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 69 different values, each a standard attribute, or custom: and the name of a custom attribute
        fix       write the attribute's name as Cognito has it: given_name, custom:level
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([item.session_minutes >= 3, item.session_minutes <= 15, floor(item.session_minutes) == item.session_minutes])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.session_minutes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([item.session_minutes >= 3, item.session_minutes <= 15, floor(item.session_minutes) == item.session_minutes])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 3 to 15
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([
      item.access_token_minutes >= 5,
      item.access_token_minutes <= 1440,
      floor(item.access_token_minutes) == item.access_token_minutes,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.access_token_minutes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([item.access_token_minutes >= 5, item.access_token_minutes <= 1440, floor(item.access_token_minutes) == item.access_token_minutes])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 5 to 1440
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([
      item.id_token_minutes >= 5,
      item.id_token_minutes <= 1440,
      floor(item.id_token_minutes) == item.id_token_minutes,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.id_token_minutes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([item.id_token_minutes >= 5, item.id_token_minutes <= 1440, floor(item.id_token_minutes) == item.id_token_minutes])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 5 to 1440
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "code", true) ? true : alltrue([
      item.refresh_token_minutes >= 60,
      item.refresh_token_minutes <= 5256000,
      floor(item.refresh_token_minutes) == item.refresh_token_minutes,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.refresh_token_minutes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "code", true) ? true : alltrue([item.refresh_token_minutes >= 60, item.refresh_token_minutes <= 5256000, floor(item.refresh_token_minutes) == item.refresh_token_minutes])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 60 to 5256000
        fix       choose a time that Cognito takes: at most ten years, and no less than access and ID tokens live
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "client_credentials", true) ? true : try(try(alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ]), false), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "client_credentials", true) ? true : try(try(alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^(openid|profile|email|phone|aws\\.cognito\\.signin\\.user\\.admin|[!#-[\\]-~]+/[!#-.0-[\\]-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])]), false), false)) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each openid, profile, email, phone, aws.cognito.signin.user.admin, or a scope of a resource server: its identifier, a slash and the scope's name
        fix       use the user pool's own scopes, or write the resource server in front: https://api.example.com/read
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "client_credentials", true) ? true : alltrue([
      item.access_token_minutes >= 5,
      item.access_token_minutes <= 1440,
      floor(item.access_token_minutes) == item.access_token_minutes,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.access_token_minutes
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "client_credentials", true) ? true : alltrue([item.access_token_minutes >= 5, item.access_token_minutes <= 1440, floor(item.access_token_minutes) == item.access_token_minutes])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of minutes, 5 to 1440
        fix       choose a time that Cognito takes
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.clients : try(item.type != "client_credentials", true) ? true : alltrue([
      item.callback_uris == null,
      item.default_redirect_uri == null,
      item.identity_providers == null,
      item.read_attributes == null,
      item.write_attributes == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}
        received  ${replace(jsonencode(try({ for key, item in var.clients : key => item if !(try(item.type != "client_credentials", true) ? true : alltrue([item.callback_uris == null, item.default_redirect_uri == null, item.identity_providers == null, item.read_attributes == null, item.write_attributes == null])) }, var.clients)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, scopes, access_token_minutes
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.clients : alltrue([(val.type == "code") ? alltrue([(val.default_redirect_uri != null) ? contains(val.callback_uris, val.default_redirect_uri) : true]) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.default_redirect_uri
        received  ${replace(jsonencode(var.clients), "/^(.{120}).+$/", "$1…")}
        allowed   one of the client's callbackUris
        fix       add it to callbackUris, or remove it
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.clients : alltrue([(val.type == "code") ? alltrue([(val.access_token_minutes <= val.refresh_token_minutes), (val.id_token_minutes <= val.refresh_token_minutes)]) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: clients.{name}.refresh_token_minutes
        received  ${replace(jsonencode(var.clients), "/^(.{120}).+$/", "$1…")}
        allowed   no fewer minutes than access and ID tokens live
        fix       let refresh tokens live longer, or the others shorter
    EOT
  }
}

variable "resource_servers" {
  description = <<-EOT
    APIs with scopes of their own, by identifier. Alexa and other clients ask for `{identifier}/{scope}`.

    - `{name}.name`: The name that the console shows. Default: the identifier, with what a name may not have as a hyphen.
    - `{name}.scopes`: The scopes: under each name, what it allows, in 1 to 256 characters. A client asks for `{identifier}/{name}`. Required.
  EOT

  type = map(object({
    name   = optional(string)
    scopes = map(string)
  }))

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      length(var.resource_servers) <= 25,
      alltrue([for key in keys(var.resource_servers) : can(regex("^[!#-[\\]-~]{1,254}$", key)) && !can(regex("[$%]\\{", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: resource_servers
        received  ${replace(jsonencode([for key in keys(var.resource_servers) : key if !(can(regex("^[!#-[\\]-~]{1,254}$", key)) && !can(regex("[$%]\\{", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 25 entries; keys: an identifier of 1 to 254 ASCII letters, digits and symbols, without spaces, quotes and backslashes: https://api.example.com; values: an object with name, scopes
        fix       write what stands in front of the scopes; with a slash and a scope it has at most 256 characters
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.resource_servers : item.name == null ? true : can(regex("^[A-Za-z0-9_ +=,.@-]{1,256}$", item.name))])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: resource_servers.{name}.name
        received  ${replace(jsonencode(try({ for key, item in var.resource_servers : key => item if !(item.name == null ? true : can(regex("^[A-Za-z0-9_ +=,.@-]{1,256}$", item.name))) }, var.resource_servers)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 256 letters, digits, spaces and _+=,.@-
        fix       leave out the other characters
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.resource_servers : alltrue([
      length(item.scopes) <= 100,
      alltrue([for key, text in item.scopes : can(regex("^[!#-.0-[\\]-~]{1,256}$", key)) && !can(regex("[$%]\\{", key)) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: resource_servers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.resource_servers : key => item if !(alltrue([length(item.scopes) <= 100, alltrue([for key, text in item.scopes : can(regex("^[!#-.0-[\\]-~]{1,256}$", key)) && !can(regex("[$%]\\{", key)) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 256, false)])])) }, var.resource_servers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: a name of 1 to 256 ASCII letters, digits and symbols, without spaces, quotes, slashes and backslashes; values: at most 256 characters that say what the scope allows
        fix       rename the scope, as read or orders.write; write a sentence, not an empty text
    EOT
  }
}

variable "identity_providers" {
  description = <<-EOT
    Other sign-ins that the pool trusts, by name: Google, Login with Amazon, Facebook, Apple, OpenID and SAML providers. Alexa's client and the others offer them all, unless they say which.

    - `{name}.type`: Says that it is made elsewhere. Required.
    - `{name}.attributes`: What the pool takes over of the provider's profile: under the pool's attribute, what the provider calls it. Added to the type's own, which are those of docs/identity-providers.md. Default: `{}`.
    - `{name}.identifiers`: Other names of the provider, such as the domains of its e-mail addresses: `idp_identifier` of a sign-in chooses by them. At most 50. Default: `[]`.
    - `{name}.secret_id`: The ARN or the name of a secret in Secrets Manager. Default: none.
    - `{name}.secret_key`: The member of the secret, where that is a JSON object. Default: the whole secret.
    - `{name}.parameter_name`: The name or the ARN of a parameter in Systems Manager, a SecureString. Default: none.
    - `{name}.client_id`: The id of your client at the provider. For Apple it is the Services ID. Required.
    - `{name}.scopes`: The scopes that are asked for there. Default: those that the type's own attributes need.
    - `{name}.api_version`: The version of Facebook's Graph API. Default: v17.0, as in AWS's examples.
    - `{name}.team_id`: The id of your team at Apple, ten characters. Required.
    - `{name}.key_id`: The id of the private key, ten characters. Required.
    - `{name}.issuer`: The provider's issuer, without a slash at the end. Cognito reads its `/.well-known/openid-configuration`. Required.
    - `{name}.attributes_request_method`: How Cognito asks for a profile. Default: GET.
    - `{name}.authorize_url`: The authorization endpoint, where the issuer does not publish it. Default: what the issuer publishes.
    - `{name}.token_url`: The token endpoint, where the issuer does not publish it. Default: what the issuer publishes.
    - `{name}.attributes_url`: The user-info endpoint, where the issuer does not publish it. Default: what the issuer publishes.
    - `{name}.jwks_uri`: The keys that sign ID tokens, where the issuer does not publish them. Default: what the issuer publishes.
    - `{name}.metadata_url`: Where its metadata are; Cognito reads them again every six hours. Default: metadataFile.
    - `{name}.metadata_file`: The metadata themselves, XML: `readFileSync("metadata.xml", "utf8")`, in the module `file("metadata.xml")`. Default: metadataUrl.
    - `{name}.signs_out`: Whether a sign-out of the pool signs out at the provider too. Default: `false`.
    - `{name}.begins_at_provider`: Whether users may begin at the provider. Alexa always begins at the pool. Default: `false`.
    - `{name}.encrypted_assertions`: Whether the provider has to encrypt its assertions. Default: `false`.
    - `{name}.signed_requests`: Whether Cognito signs its requests, with rsa-sha256. Default: `false`.
  EOT

  type = map(object({
    type                      = string
    attributes                = optional(map(string), {})
    identifiers               = optional(list(string), [])
    secret_id                 = optional(string)
    secret_key                = optional(string)
    parameter_name            = optional(string)
    client_id                 = optional(string)
    scopes                    = optional(list(string))
    api_version               = optional(string)
    team_id                   = optional(string)
    key_id                    = optional(string)
    issuer                    = optional(string)
    attributes_request_method = optional(string)
    authorize_url             = optional(string)
    token_url                 = optional(string)
    attributes_url            = optional(string)
    jwks_uri                  = optional(string)
    metadata_url              = optional(string)
    metadata_file             = optional(string)
    signs_out                 = optional(bool, false)
    begins_at_provider        = optional(bool, false)
    encrypted_assertions      = optional(bool, false)
    signed_requests           = optional(bool, false)
  }))

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      length(var.identity_providers) <= 50,
      alltrue([for key in keys(var.identity_providers) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", key)) && !can(regex("[_:]|^COGNITO$|[$%]\\{", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers
        received  ${replace(jsonencode([for key in keys(var.identity_providers) : key if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", key)) && !can(regex("[_:]|^COGNITO$|[$%]\\{", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 3 to 32 letters, digits, punctuation and symbols, without spaces, underscores and colons, that is not COGNITO; values: an object whose type is one of "Google", "LoginWithAmazon", "Facebook", "SignInWithApple", "OIDC", "SAML", "existing"
        fix       rename the provider, as Example-Corp; its name is part of its users' names
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : contains(["Google", "LoginWithAmazon", "Facebook", "SignInWithApple", "OIDC", "SAML", "existing"], item.type)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.type
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(contains(["Google", "LoginWithAmazon", "Facebook", "SignInWithApple", "OIDC", "SAML", "existing"], item.type)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "Google", "LoginWithAmazon", "Facebook", "SignInWithApple", "OIDC", "SAML", "existing"
        fix       write one of these types
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : item.secret_id == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)),
      !can(regex("[$%]\\{", item.secret_id)),
      try(length(item.secret_id) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : item.secret_id == null ? true : alltrue([can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)), !can(regex("[$%]\\{", item.secret_id)), try(length(item.secret_id) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN or the name of a secret in Secrets Manager
        fix       copy it from the secret's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : item.secret_key == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)),
      !can(regex("[$%]\\{", item.secret_key)),
      try(length(item.secret_key) <= 512, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : item.secret_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)), !can(regex("[$%]\\{", item.secret_key)), try(length(item.secret_key) <= 512, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a member of the secret's JSON object
        fix       write its name, as client_secret
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : item.parameter_name == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)),
      !can(regex("[$%]\\{", item.parameter_name)),
      try(length(item.parameter_name) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : item.parameter_name == null ? true : alltrue([can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)), !can(regex("[$%]\\{", item.parameter_name)), try(length(item.parameter_name) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the name or the ARN of a parameter in Systems Manager
        fix       copy it from the parameter's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : try(alltrue([
      can(regex("^[!-~]{1,512}$", item.client_id)),
      !can(regex("[$%]\\{", item.client_id)),
      try(length(item.client_id) <= 512, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.client_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : try(alltrue([can(regex("^[!-~]{1,512}$", item.client_id)), !can(regex("[$%]\\{", item.client_id)), try(length(item.client_id) <= 512, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of your client at the provider
        fix       copy it from the provider's console
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : item.scopes == null ? true : alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : item.scopes == null ? true : alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each a scope without spaces, commas and quotes
        fix       write each on its own
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Google", true) ? true : alltrue([
      item.api_version == null,
      item.team_id == null,
      item.key_id == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Google", true) ? true : alltrue([item.api_version == null, item.team_id == null, item.key_id == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, secretId, secretKey, parameterName, clientId, scopes
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : item.secret_id == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)),
      !can(regex("[$%]\\{", item.secret_id)),
      try(length(item.secret_id) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : item.secret_id == null ? true : alltrue([can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)), !can(regex("[$%]\\{", item.secret_id)), try(length(item.secret_id) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN or the name of a secret in Secrets Manager
        fix       copy it from the secret's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : item.secret_key == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)),
      !can(regex("[$%]\\{", item.secret_key)),
      try(length(item.secret_key) <= 512, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : item.secret_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)), !can(regex("[$%]\\{", item.secret_key)), try(length(item.secret_key) <= 512, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a member of the secret's JSON object
        fix       write its name, as client_secret
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : item.parameter_name == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)),
      !can(regex("[$%]\\{", item.parameter_name)),
      try(length(item.parameter_name) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : item.parameter_name == null ? true : alltrue([can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)), !can(regex("[$%]\\{", item.parameter_name)), try(length(item.parameter_name) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the name or the ARN of a parameter in Systems Manager
        fix       copy it from the parameter's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : try(alltrue([
      can(regex("^[!-~]{1,512}$", item.client_id)),
      !can(regex("[$%]\\{", item.client_id)),
      try(length(item.client_id) <= 512, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.client_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : try(alltrue([can(regex("^[!-~]{1,512}$", item.client_id)), !can(regex("[$%]\\{", item.client_id)), try(length(item.client_id) <= 512, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of your client at the provider
        fix       copy it from the provider's console
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : item.scopes == null ? true : alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : item.scopes == null ? true : alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each a scope without spaces, commas and quotes
        fix       write each on its own
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "LoginWithAmazon", true) ? true : alltrue([
      item.api_version == null,
      item.team_id == null,
      item.key_id == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "LoginWithAmazon", true) ? true : alltrue([item.api_version == null, item.team_id == null, item.key_id == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, secretId, secretKey, parameterName, clientId, scopes
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : item.secret_id == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)),
      !can(regex("[$%]\\{", item.secret_id)),
      try(length(item.secret_id) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : item.secret_id == null ? true : alltrue([can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)), !can(regex("[$%]\\{", item.secret_id)), try(length(item.secret_id) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN or the name of a secret in Secrets Manager
        fix       copy it from the secret's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : item.secret_key == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)),
      !can(regex("[$%]\\{", item.secret_key)),
      try(length(item.secret_key) <= 512, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : item.secret_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)), !can(regex("[$%]\\{", item.secret_key)), try(length(item.secret_key) <= 512, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a member of the secret's JSON object
        fix       write its name, as client_secret
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : item.parameter_name == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)),
      !can(regex("[$%]\\{", item.parameter_name)),
      try(length(item.parameter_name) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : item.parameter_name == null ? true : alltrue([can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)), !can(regex("[$%]\\{", item.parameter_name)), try(length(item.parameter_name) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the name or the ARN of a parameter in Systems Manager
        fix       copy it from the parameter's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : try(alltrue([
      can(regex("^[!-~]{1,512}$", item.client_id)),
      !can(regex("[$%]\\{", item.client_id)),
      try(length(item.client_id) <= 512, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.client_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : try(alltrue([can(regex("^[!-~]{1,512}$", item.client_id)), !can(regex("[$%]\\{", item.client_id)), try(length(item.client_id) <= 512, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of your client at the provider
        fix       copy it from the provider's console
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : item.scopes == null ? true : alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : item.scopes == null ? true : alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each a scope without spaces, commas and quotes
        fix       write each on its own
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : item.api_version == null ? true : alltrue([
      can(regex("^v[0-9]{1,3}\\.[0-9]$", item.api_version)),
      !can(regex("[$%]\\{", item.api_version)),
      try(length(item.api_version) <= 6, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.api_version
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : item.api_version == null ? true : alltrue([can(regex("^v[0-9]{1,3}\\.[0-9]$", item.api_version)), !can(regex("[$%]\\{", item.api_version)), try(length(item.api_version) <= 6, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a version of the Graph API, as v17.0
        fix       copy it from your app's page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "Facebook", true) ? true : alltrue([
      item.team_id == null,
      item.key_id == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "Facebook", true) ? true : alltrue([item.team_id == null, item.key_id == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, secretId, secretKey, parameterName, clientId, scopes, apiVersion
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : item.secret_id == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)),
      !can(regex("[$%]\\{", item.secret_id)),
      try(length(item.secret_id) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : item.secret_id == null ? true : alltrue([can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)), !can(regex("[$%]\\{", item.secret_id)), try(length(item.secret_id) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN or the name of a secret in Secrets Manager
        fix       copy it from the secret's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : item.secret_key == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)),
      !can(regex("[$%]\\{", item.secret_key)),
      try(length(item.secret_key) <= 512, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : item.secret_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)), !can(regex("[$%]\\{", item.secret_key)), try(length(item.secret_key) <= 512, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a member of the secret's JSON object
        fix       write its name, as client_secret
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : item.parameter_name == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)),
      !can(regex("[$%]\\{", item.parameter_name)),
      try(length(item.parameter_name) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : item.parameter_name == null ? true : alltrue([can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)), !can(regex("[$%]\\{", item.parameter_name)), try(length(item.parameter_name) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the name or the ARN of a parameter in Systems Manager
        fix       copy it from the parameter's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : try(alltrue([
      can(regex("^[!-~]{1,512}$", item.client_id)),
      !can(regex("[$%]\\{", item.client_id)),
      try(length(item.client_id) <= 512, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.client_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : try(alltrue([can(regex("^[!-~]{1,512}$", item.client_id)), !can(regex("[$%]\\{", item.client_id)), try(length(item.client_id) <= 512, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of your client at the provider
        fix       copy it from the provider's console
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : item.scopes == null ? true : alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : item.scopes == null ? true : alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each a scope without spaces, commas and quotes
        fix       write each on its own
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : try(alltrue([
      can(regex("^[A-Z0-9]{10}$", item.team_id)),
      !can(regex("[$%]\\{", item.team_id)),
      try(length(item.team_id) <= 10, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.team_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : try(alltrue([can(regex("^[A-Z0-9]{10}$", item.team_id)), !can(regex("[$%]\\{", item.team_id)), try(length(item.team_id) <= 10, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the team's id: ten capital letters and digits
        fix       copy it from Apple's developer site
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : try(alltrue([
      can(regex("^[A-Z0-9]{10}$", item.key_id)),
      !can(regex("[$%]\\{", item.key_id)),
      try(length(item.key_id) <= 10, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.key_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : try(alltrue([can(regex("^[A-Z0-9]{10}$", item.key_id)), !can(regex("[$%]\\{", item.key_id)), try(length(item.key_id) <= 10, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the private key's id: ten capital letters and digits
        fix       copy it from Apple's developer site
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SignInWithApple", true) ? true : alltrue([
      item.api_version == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SignInWithApple", true) ? true : alltrue([item.api_version == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, secretId, secretKey, parameterName, clientId, scopes, teamId, keyId
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.secret_id == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)),
      !can(regex("[$%]\\{", item.secret_id)),
      try(length(item.secret_id) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.secret_id == null ? true : alltrue([can(regex("^[A-Za-z0-9/_+=.@:-]+$", item.secret_id)), !can(regex("[$%]\\{", item.secret_id)), try(length(item.secret_id) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN or the name of a secret in Secrets Manager
        fix       copy it from the secret's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.secret_key == null ? true : alltrue([
      can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)),
      !can(regex("[$%]\\{", item.secret_key)),
      try(length(item.secret_key) <= 512, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.secret_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", item.secret_key)), !can(regex("[$%]\\{", item.secret_key)), try(length(item.secret_key) <= 512, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a member of the secret's JSON object
        fix       write its name, as client_secret
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.parameter_name == null ? true : alltrue([
      can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)),
      !can(regex("[$%]\\{", item.parameter_name)),
      try(length(item.parameter_name) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.parameter_name == null ? true : alltrue([can(regex("^[A-Za-z0-9/_.:-]+$", item.parameter_name)), !can(regex("[$%]\\{", item.parameter_name)), try(length(item.parameter_name) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the name or the ARN of a parameter in Systems Manager
        fix       copy it from the parameter's page; never write the secret itself
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : try(alltrue([
      can(regex("^[!-~]{1,512}$", item.client_id)),
      !can(regex("[$%]\\{", item.client_id)),
      try(length(item.client_id) <= 512, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.client_id
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : try(alltrue([can(regex("^[!-~]{1,512}$", item.client_id)), !can(regex("[$%]\\{", item.client_id)), try(length(item.client_id) <= 512, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   the id of your client at the provider
        fix       copy it from the provider's console
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.scopes == null ? true : alltrue([
      length(item.scopes) >= 1,
      length(item.scopes) <= 50,
      length(distinct(item.scopes)) == length(item.scopes),
      alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.scopes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.scopes == null ? true : alltrue([length(item.scopes) >= 1, length(item.scopes) <= 50, length(distinct(item.scopes)) == length(item.scopes), alltrue([for item in item.scopes : can(regex("^[!#-+\\--[\\]-~]{1,256}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 256, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 50 different values, each a scope without spaces, commas and quotes
        fix       write each on its own
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : try(alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.issuer)),
      !can(regex("[?#]|/$|[$%]\\{", item.issuer)),
      try(length(item.issuer) <= 2048, false),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.issuer
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : try(alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.issuer)), !can(regex("[?#]|/$|[$%]\\{", item.issuer)), try(length(item.issuer) <= 2048, false)]), false)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL without query, fragment and slash at the end
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.attributes_request_method == null ? true : contains(["GET", "POST"], item.attributes_request_method)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes_request_method
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.attributes_request_method == null ? true : contains(["GET", "POST"], item.attributes_request_method)) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "GET", "POST"
        fix       choose one
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.authorize_url == null ? true : alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.authorize_url)),
      !can(regex("[$%]\\{", item.authorize_url)),
      try(length(item.authorize_url) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.authorize_url
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.authorize_url == null ? true : alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.authorize_url)), !can(regex("[$%]\\{", item.authorize_url)), try(length(item.authorize_url) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL with its host in lower case
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.token_url == null ? true : alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.token_url)),
      !can(regex("[$%]\\{", item.token_url)),
      try(length(item.token_url) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.token_url
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.token_url == null ? true : alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.token_url)), !can(regex("[$%]\\{", item.token_url)), try(length(item.token_url) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL with its host in lower case
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.attributes_url == null ? true : alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.attributes_url)),
      !can(regex("[$%]\\{", item.attributes_url)),
      try(length(item.attributes_url) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes_url
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.attributes_url == null ? true : alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.attributes_url)), !can(regex("[$%]\\{", item.attributes_url)), try(length(item.attributes_url) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL with its host in lower case
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : item.jwks_uri == null ? true : alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.jwks_uri)),
      !can(regex("[$%]\\{", item.jwks_uri)),
      try(length(item.jwks_uri) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.jwks_uri
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : item.jwks_uri == null ? true : alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.jwks_uri)), !can(regex("[$%]\\{", item.jwks_uri)), try(length(item.jwks_uri) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL with its host in lower case
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "OIDC", true) ? true : alltrue([
      item.api_version == null,
      item.team_id == null,
      item.key_id == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "OIDC", true) ? true : alltrue([item.api_version == null, item.team_id == null, item.key_id == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, secretId, secretKey, parameterName, clientId, scopes, issuer, attributesRequestMethod, authorizeUrl, tokenUrl, attributesUrl, jwksUri
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SAML", true) ? true : alltrue([
      length(item.attributes) <= 100,
      alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.attributes
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SAML", true) ? true : alltrue([length(item.attributes) <= 100, alltrue([for key, text in item.attributes : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,32}$", key)) && !can(regex("[$%]\\{", key)) && try(length(key) <= 32, false) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && !can(regex("[$%]\\{", text)) && try(length(text) <= 2048, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 100 entries; keys: an attribute of the pool, 1 to 32 characters; values: what the provider calls it
        fix       write given_name, or custom:level; write the name of the provider's claim or attribute
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SAML", true) ? true : alltrue([
      length(item.identifiers) <= 50,
      length(distinct(item.identifiers)) == length(item.identifiers),
      alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)]),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.identifiers
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SAML", true) ? true : alltrue([length(item.identifiers) <= 50, length(distinct(item.identifiers)) == length(item.identifiers), alltrue([for item in item.identifiers : can(regex("^[A-Za-z0-9_\\s\\v\\p{Z}\\x{FEFF}+=.@-]{1,40}$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 40, false)])])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 50 different values, each 1 to 40 letters, digits, spaces and _+=.@-
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SAML", true) ? true : item.metadata_url == null ? true : alltrue([
      can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.metadata_url)),
      !can(regex("[$%]\\{", item.metadata_url)),
      try(length(item.metadata_url) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.metadata_url
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SAML", true) ? true : item.metadata_url == null ? true : alltrue([can(regex("^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[!-~]*)?$", item.metadata_url)), !can(regex("[$%]\\{", item.metadata_url)), try(length(item.metadata_url) <= 2048, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an https URL with its host in lower case
        fix       copy it from the provider's own page
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SAML", true) ? true : item.metadata_file == null ? true : alltrue([
      can(regex("<([A-Za-z0-9_-]+:)?EntityDescriptor[\\s\\v\\p{Z}\\x{FEFF}>]", item.metadata_file)),
      try(length(item.metadata_file) <= 131072, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.metadata_file
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SAML", true) ? true : item.metadata_file == null ? true : alltrue([can(regex("<([A-Za-z0-9_-]+:)?EntityDescriptor[\\s\\v\\p{Z}\\x{FEFF}>]", item.metadata_file)), try(length(item.metadata_file) <= 131072, false)])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   SAML metadata, XML with an EntityDescriptor, of at most 131072 characters
        fix       write readFileSync("metadata.xml", "utf8"), or in Terraform file("metadata.xml")
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "SAML", true) ? true : alltrue([
      item.secret_id == null,
      item.secret_key == null,
      item.parameter_name == null,
      item.client_id == null,
      item.scopes == null,
      item.api_version == null,
      item.team_id == null,
      item.key_id == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "SAML", true) ? true : alltrue([item.secret_id == null, item.secret_key == null, item.parameter_name == null, item.client_id == null, item.scopes == null, item.api_version == null, item.team_id == null, item.key_id == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type, attributes, identifiers, metadataUrl, metadataFile, signsOut, beginsAtProvider, encryptedAssertions, signedRequests
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.identity_providers : try(item.type != "existing", true) ? true : alltrue([
      item.secret_id == null,
      item.secret_key == null,
      item.parameter_name == null,
      item.client_id == null,
      item.scopes == null,
      item.api_version == null,
      item.team_id == null,
      item.key_id == null,
      item.issuer == null,
      item.attributes_request_method == null,
      item.authorize_url == null,
      item.token_url == null,
      item.attributes_url == null,
      item.jwks_uri == null,
      item.metadata_url == null,
      item.metadata_file == null,
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}
        received  ${replace(jsonencode(try({ for key, item in var.identity_providers : key => item if !(try(item.type != "existing", true) ? true : alltrue([item.secret_id == null, item.secret_key == null, item.parameter_name == null, item.client_id == null, item.scopes == null, item.api_version == null, item.team_id == null, item.key_id == null, item.issuer == null, item.attributes_request_method == null, item.authorize_url == null, item.token_url == null, item.attributes_url == null, item.jwks_uri == null, item.metadata_url == null, item.metadata_file == null])) }, var.identity_providers)), "/^(.{120}).+$/", "$1…")}
        allowed   an object with type
        fix       remove the other properties, or write another type
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.identity_providers : alltrue([alltrue([(val.type == "Facebook") ? (key == "Facebook") : true]), alltrue([(val.type == "Google") ? (key == "Google") : true]), alltrue([(val.type == "LoginWithAmazon") ? (key == "LoginWithAmazon") : true]), alltrue([(val.type == "SignInWithApple") ? (key == "SignInWithApple") : true])])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.type
        received  ${replace(jsonencode(var.identity_providers), "/^(.{120}).+$/", "$1…")}
        allowed   Google, LoginWithAmazon, Facebook and SignInWithApple under their own names
        fix       write the type as the name too, as Google: { type: "Google" }
    EOT
  }

  validation {
    condition = try(
      alltrue([for key, val in var.identity_providers : ((val.parameter_name == null) || (val.secret_id == null))]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.parameter_name
        received  ${replace(jsonencode(var.identity_providers), "/^(.{120}).+$/", "$1…")}
        allowed   secretId or parameterName, not both
        fix       remove the one in which the secret is not
    EOT
  }

  validation {
    condition = try(
      alltrue([for key, val in var.identity_providers : ((val.secret_key == null) || (val.secret_id != null))]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.secret_key
        received  ${replace(jsonencode(var.identity_providers), "/^(.{120}).+$/", "$1…")}
        allowed   secretKey beside secretId alone
        fix       remove it, or write the secret of which it is a member
    EOT
  }

  validation {
    condition = try(
      alltrue(
        [for key, val in var.identity_providers : alltrue([(val.type == "SAML") ? alltrue([(val.metadata_url != null) ? (val.metadata_file == null) : (val.metadata_file != null)]) : true])]
      ),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_providers.{name}.metadata_url
        received  ${replace(jsonencode(var.identity_providers), "/^(.{120}).+$/", "$1…")}
        allowed   either metadataUrl or metadataFile
        fix       write one of them
    EOT
  }
}

variable "groups" {
  description = <<-EOT
    Groups of users, by name.

    - `{name}.description`: What the group is for, in at most 2048 characters. Default: none.
    - `{name}.precedence`: Which of a user's groups gives the role: the one with the lowest number, 0 or more. Default: none: after those that have one.
    - `{name}.role_arn`: The ARN of the IAM role that an identity pool may give the group's users. Whoever applies needs `iam:PassRole` for it. Default: none.
  EOT

  type = map(object({
    description = optional(string)
    precedence  = optional(number)
    role_arn    = optional(string)
  }))

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      length(var.groups) <= 300,
      alltrue([for key in keys(var.groups) : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}$", key)) && !can(regex("[$%]\\{", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: groups
        received  ${replace(jsonencode([for key in keys(var.groups) : key if !(can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}$", key)) && !can(regex("[$%]\\{", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 300 entries; keys: a name of 1 to 128 letters, digits, punctuation and symbols, without spaces; values: an object with description, precedence, roleArn
        fix       rename the group, as editors
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.groups : item.description == null ? true : alltrue([
      can(regex("^", item.description)),
      !can(regex("[$%]\\{", item.description)),
      try(length(item.description) <= 2048, false),
    ])])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: groups.{name}.description
        received  ${replace(jsonencode(try({ for key, item in var.groups : key => item if !(item.description == null ? true : alltrue([can(regex("^", item.description)), !can(regex("[$%]\\{", item.description)), try(length(item.description) <= 2048, false)])) }, var.groups)), "/^(.{120}).+$/", "$1…")}
        allowed   at most 2048 characters
        fix       shorten it
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.groups : item.precedence == null ? true : item.precedence >= 0 && item.precedence <= 2147483647 && floor(item.precedence) == item.precedence])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: groups.{name}.precedence
        received  ${replace(jsonencode(try({ for key, item in var.groups : key => item if !(item.precedence == null ? true : item.precedence >= 0 && item.precedence <= 2147483647 && floor(item.precedence) == item.precedence) }, var.groups)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of places, 0 to 2147483647
        fix       number the groups from 0; the lowest counts first
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.groups : item.role_arn == null ? true : can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", item.role_arn))])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: groups.{name}.role_arn
        received  ${replace(jsonencode(try({ for key, item in var.groups : key => item if !(item.role_arn == null ? true : can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", item.role_arn))) }, var.groups)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of an IAM role
        fix       copy it from the role's page, as arn:aws:iam::123456789012:role/editors
    EOT
  }
}

variable "protection" {
  description = <<-EOT
    What stands before the sign-in page and the token endpoint.

    - `web_acl_arn`: The ARN of a regional web ACL of AWS WAF. A rule that asks for a CAPTCHA, or blocks by rate, country or header, can refuse Alexa's token requests, which come from Amazon's addresses, and end links one by one. Default: none.
    - `risk_rules.compromised_credentials`: What happens to a password that was seen in a leak. Default: Cognito's own.
    - `risk_rules.account_takeover.low`: At a low risk. Default: `"NO_ACTION"`.
    - `risk_rules.account_takeover.medium`: At a medium risk. Default: `"NO_ACTION"`.
    - `risk_rules.account_takeover.high`: At a high risk. Default: `"NO_ACTION"`.
    - `risk_rules.account_takeover.notify`: Whether the user gets an e-mail about it. Default: `false`.
    - `risk_rules.account_takeover.ses_identity_arn`: The ARN of the identity in Amazon SES that sends it. The AWS provider 5.100 asks for it even where nobody is told. Required.
    - `risk_rules.blocked_ip_ranges`: Addresses from which every sign-in is refused, as CIDR ranges. Default: `[]`.
    - `risk_rules.skipped_ip_ranges`: Addresses whose sign-ins are not judged, as CIDR ranges. Default: `[]`.
  EOT

  type = object({
    web_acl_arn = optional(string)

    risk_rules = optional(object({
      compromised_credentials = optional(string)

      account_takeover = optional(object({
        low              = optional(string, "NO_ACTION")
        medium           = optional(string, "NO_ACTION")
        high             = optional(string, "NO_ACTION")
        notify           = optional(bool, false)
        ses_identity_arn = string
      }))

      blocked_ip_ranges = optional(list(string), [])
      skipped_ip_ranges = optional(list(string), [])
    }))
  })

  default  = {}
  nullable = false

  validation {
    condition = var.protection.web_acl_arn == null ? true : can(regex("^arn:(aws:wafv2:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:wafv2:(cn-north-1|cn-northwest-1)|aws-us-gov:wafv2:(us-gov-east-1|us-gov-west-1)|aws-iso:wafv2:(us-iso-east-1|us-iso-west-1)|aws-iso-b:wafv2:(us-isob-east-1|us-isob-west-1)|aws-iso-e:wafv2:(eu-isoe-west-1)|aws-iso-f:wafv2:(us-isof-east-1|us-isof-south-1)|aws-eusc:wafv2:(eusc-de-east-1)):[0-9]{12}:regional/webacl/[A-Za-z0-9_-]{1,128}/[0-9a-f-]{36}$", var.protection.web_acl_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.web_acl_arn
        received  ${replace(jsonencode(try(var.protection.web_acl_arn, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a regional web ACL of AWS WAF
        fix       copy it from the web ACL's page; one for CloudFront (global/webacl) cannot stand before a user pool
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : var.protection.risk_rules.compromised_credentials == null ? true : contains(["NO_ACTION", "BLOCK"], var.protection.risk_rules.compromised_credentials)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.compromised_credentials
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "NO_ACTION", "BLOCK"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : var.protection.risk_rules.account_takeover == null ? true : contains(["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"], var.protection.risk_rules.account_takeover.low)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.account_takeover.low
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : var.protection.risk_rules.account_takeover == null ? true : contains(["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"], var.protection.risk_rules.account_takeover.medium)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.account_takeover.medium
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : var.protection.risk_rules.account_takeover == null ? true : contains(["NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"], var.protection.risk_rules.account_takeover.high)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.account_takeover.high
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "NO_ACTION", "MFA_IF_CONFIGURED", "MFA_REQUIRED", "BLOCK"
        fix       use Cognito's names
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : var.protection.risk_rules.account_takeover == null ? true : can(regex("^arn:(aws:ses:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:ses:(cn-north-1|cn-northwest-1)|aws-us-gov:ses:(us-gov-east-1|us-gov-west-1)|aws-iso:ses:(us-iso-east-1|us-iso-west-1)|aws-iso-b:ses:(us-isob-east-1|us-isob-west-1)|aws-iso-e:ses:(eu-isoe-west-1)|aws-iso-f:ses:(us-isof-east-1|us-isof-south-1)|aws-eusc:ses:(eusc-de-east-1)):[0-9]{12}:identity/[A-Za-z0-9_+=/,.@-]{1,320}$", var.protection.risk_rules.account_takeover.ses_identity_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.account_takeover.ses_identity_arn
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of an identity of Amazon SES
        fix       copy it from the identity's page, as arn:aws:ses:us-east-1:123456789012:identity/example.com
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : alltrue([
      length(var.protection.risk_rules.blocked_ip_ranges) <= 200,
      length(distinct(var.protection.risk_rules.blocked_ip_ranges)) == length(var.protection.risk_rules.blocked_ip_ranges),
      alltrue([for item in var.protection.risk_rules.blocked_ip_ranges : can(regex("^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9a-fA-F:]{2,39}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$", item))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.blocked_ip_ranges
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 200 different values, each a range of addresses in CIDR notation: 192.0.2.0/24
        fix       write the address, a slash and the number of bits
    EOT
  }

  validation {
    condition = var.protection.risk_rules == null ? true : alltrue([
      length(var.protection.risk_rules.skipped_ip_ranges) <= 200,
      length(distinct(var.protection.risk_rules.skipped_ip_ranges)) == length(var.protection.risk_rules.skipped_ip_ranges),
      alltrue([for item in var.protection.risk_rules.skipped_ip_ranges : can(regex("^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])|[0-9a-fA-F:]{2,39}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$", item))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: protection.risk_rules.skipped_ip_ranges
        received  ${replace(jsonencode(try(var.protection.risk_rules, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 200 different values, each a range of addresses in CIDR notation: 192.0.2.0/24
        fix       write the address, a slash and the number of bits
    EOT
  }
}

variable "tokens" {
  description = <<-EOT
    How long tokens of Alexa's client live.

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
        received  ${replace(jsonencode(try(var.tokens.access_token_minutes, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.tokens.id_token_minutes, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.tokens.refresh_token_days, null)), "/^(.{120}).+$/", "$1…")}
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
    - `existing`: Functions that are made elsewhere and answer Alexa, by Alexa's region (`NA`, `EU`, `FE`): their ARNs, or those of aliases. For users of a region that stands here nothing is made; where all three stand here, no function is, and the other settings are left aside. It is yours to let Alexa invoke them. The handlers of this project read the output `function_variables` from their environment. Default: `{}`.
    - `encryption.kms_key_arn`: The ARN of a KMS key in the function's region. The function may decrypt with it; whoever applies needs `kms:Encrypt`, `kms:Decrypt` and `kms:CreateGrant`, and whoever plans `kms:Decrypt`. Source: AWS Lambda, "Securing Lambda environment variables". Required.
    - `layers`: The ARNs of layers with their versions, at most 5, in the order in which Lambda lays them one over another, and in the function's region. Default: `[]`.
    - `vpc.subnet_ids`: The ids of private subnets, 1 to 16, with a route to a NAT gateway, in two zones or more. Required.
    - `vpc.security_group_ids`: The ids of security groups, 1 to 5, that let out TCP 443. Nothing has to come in. Required.
    - `dead_letters.target_arn`: The ARN of a standard queue (SQS) or topic (SNS). The function may send to it; a key of yours that encrypts it has to let the function's role use it. Required.
    - `tracing`: Whether AWS X-Ray follows requests. `"Active"` samples those that nobody else has sampled. Left out, a function that has a mode keeps it: write `"PassThrough"` to end tracing. Default: Lambda's own: PassThrough.
    - `logging.format`: `"JSON"` makes an object of every entry, which CloudWatch can search by field; `"Text"` leaves lines as they are. Default: `"JSON"`.
    - `logging.application_level`: The least severe of the handlers' own entries that are kept. With JSON only. Default: INFO.
    - `logging.system_level`: The least severe of Lambda's entries about each invocation that are kept. With JSON only. Default: INFO.
    - `policies`: The ARNs of managed policies for handlers of your own, by a name of your choice, which is in Terraform's addresses. An ARN may be one that Terraform makes in the same apply. Default: `{}`.
    - `statements`: What else the handlers may do, by the statement's id (Sid), which has letters and digits only. Statements with conditions stand in a managed policy, in `policies`. Default: `{}`.
    - `statements.{name}.actions`: As in `dynamodb:GetItem`. Required.
    - `statements.{name}.resources`: ARNs, or `*` for what has none. Required.
    - `reserved_concurrency`: Requests at once, kept for this function and no more than that: AWS refuses the others. 0 stops the function. What is kept comes off what the account's other functions share, of which AWS keeps 100 for them. Default: as many as the account has left.
    - `provisioned_concurrency`: Requests at once for which a started function waits, without a cold start, 1 or more. It waits behind the alias `live`, and costs by the hour. At most `reserved_concurrency`, where that is given. Default: none.
    - `canary.former_version`: The number of the version that ran before, and goes on answering the rest: `npx alexa-link compare` and the console show it. Versions are counted by AWS for each function, so that each environment has its own. Required.
    - `canary.percent`: Of 100 requests, how many the newest version answers, 1 to 99. Lambda draws for each request: a user may meet both. Required.
  EOT

  type = object({
    name               = optional(string)
    role_name          = optional(string)
    memory_mib         = optional(number, 512)
    timeout_seconds    = optional(number, 7)
    architecture       = optional(string, "arm64")
    log_retention_days = optional(number, 30)
    variables          = optional(map(string), {})
    existing           = optional(map(string), {})

    encryption = optional(object({
      kms_key_arn = string
    }))

    layers = optional(list(string), [])

    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))

    dead_letters = optional(object({
      target_arn = string
    }))

    tracing = optional(string)

    logging = optional(object({
      format            = optional(string, "JSON")
      application_level = optional(string)
      system_level      = optional(string)
    }))

    policies = optional(map(string), {})

    statements = optional(map(object({
      actions   = list(string)
      resources = list(string)
    })), {})

    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number)

    canary = optional(object({
      former_version = number
      percent        = number
    }))
  })

  default  = {}
  nullable = false

  validation {
    condition = var.function.name == null ? true : can(regex("^[A-Za-z0-9_-]{1,64}$", var.function.name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.name
        received  ${replace(jsonencode(try(var.function.name, null)), "/^(.{120}).+$/", "$1…")}
        allowed   1 to 64 letters, digits, hyphens and underscores
        fix       write the name alone, not the ARN
    EOT
  }

  validation {
    condition = var.function.role_name == null ? true : can(regex("^[A-Za-z0-9_+=,.@-]{1,64}$", var.function.role_name))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.role_name
        received  ${replace(jsonencode(try(var.function.role_name, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.function.memory_mib, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.function.timeout_seconds, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of seconds, 1 to 7
        fix       stay below the 8 seconds after which Alexa gives up
    EOT
  }

  validation {
    condition = contains(["arm64", "x86_64"], var.function.architecture)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.architecture
        received  ${replace(jsonencode(try(var.function.architecture, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "arm64", "x86_64"
        fix       choose one that Lambda offers
    EOT
  }

  validation {
    condition = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.function.log_retention_days)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.log_retention_days
        received  ${replace(jsonencode(try(var.function.log_retention_days, null)), "/^(.{120}).+$/", "$1…")}
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

  validation {
    condition = alltrue([
      length(var.function.existing) <= 3,
      alltrue([for key, text in var.function.existing : can(regex("^(NA|EU|FE)$", key)) && can(regex("^arn:aws:lambda:(us-east-1|us-west-2|eu-west-1|ap-northeast-1):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.existing
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.function.existing : { (key) = text } if !(can(regex("^(NA|EU|FE)$", key)) && can(regex("^arn:aws:lambda:(us-east-1|us-west-2|eu-west-1|ap-northeast-1):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$", text)))]), var.function.existing)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 3 entries; keys: a region of Alexa: NA, EU (with India) or FE; values: the ARN of a Lambda function in us-east-1, us-west-2, eu-west-1 or ap-northeast-1, or of one of its aliases or published versions
        fix       write Alexa's names; a function may stand under each of them; write an attribute of the resource that makes it; Alexa cannot invoke functions elsewhere
    EOT
  }

  validation {
    condition = var.function.encryption == null ? true : can(regex("^arn:(aws:kms:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:kms:(cn-north-1|cn-northwest-1)|aws-us-gov:kms:(us-gov-east-1|us-gov-west-1)|aws-iso:kms:(us-iso-east-1|us-iso-west-1)|aws-iso-b:kms:(us-isob-east-1|us-isob-west-1)|aws-iso-e:kms:(eu-isoe-west-1)|aws-iso-f:kms:(us-isof-east-1|us-isof-south-1)|aws-eusc:kms:(eusc-de-east-1)):[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.function.encryption.kms_key_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.encryption.kms_key_arn
        received  ${replace(jsonencode(try(var.function.encryption, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a KMS key, not of an alias
        fix       copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.layers) <= 5,
      length(distinct(var.function.layers)) == length(var.function.layers),
      alltrue([for item in var.function.layers : can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]{1,10}$", item)) && try(length(item) <= 140, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.layers
        received  ${replace(jsonencode(try(coalescelist([for item in var.function.layers : item if !(can(regex("^arn:(aws:lambda:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:lambda:(cn-north-1|cn-northwest-1)|aws-us-gov:lambda:(us-gov-east-1|us-gov-west-1)|aws-iso:lambda:(us-iso-east-1|us-iso-west-1)|aws-iso-b:lambda:(us-isob-east-1|us-isob-west-1)|aws-iso-e:lambda:(eu-isoe-west-1)|aws-iso-f:lambda:(us-isof-east-1|us-isof-south-1)|aws-eusc:lambda:(eusc-de-east-1)):[0-9]{12}:layer:[A-Za-z0-9_-]{1,140}:[0-9]{1,10}$", item)) && try(length(item) <= 140, false))]), var.function.layers)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 5 different values, each the ARN of a layer with its version
        fix       copy the version ARN, as arn:aws:lambda:us-east-1:123456789012:layer:name:1
    EOT
  }

  validation {
    condition = var.function.vpc == null ? true : try(alltrue([
      length(var.function.vpc.subnet_ids) >= 1,
      length(var.function.vpc.subnet_ids) <= 16,
      length(distinct(var.function.vpc.subnet_ids)) == length(var.function.vpc.subnet_ids),
      alltrue([for item in var.function.vpc.subnet_ids : can(regex("^subnet-[0-9a-z]{1,64}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.vpc.subnet_ids
        received  ${replace(jsonencode(try(var.function.vpc, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 16 different values, each the id of a subnet
        fix       copy the id from the subnet's page, as subnet-0123456789abcdef0
    EOT
  }

  validation {
    condition = var.function.vpc == null ? true : try(alltrue([
      length(var.function.vpc.security_group_ids) >= 1,
      length(var.function.vpc.security_group_ids) <= 5,
      length(distinct(var.function.vpc.security_group_ids)) == length(var.function.vpc.security_group_ids),
      alltrue([for item in var.function.vpc.security_group_ids : can(regex("^sg-[0-9a-zA-Z]{1,64}$", item))]),
    ]), false)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.vpc.security_group_ids
        received  ${replace(jsonencode(try(var.function.vpc, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 5 different values, each the id of a security group
        fix       copy the id from the security group's page, as sg-0123456789abcdef0
    EOT
  }

  validation {
    condition = var.function.dead_letters == null ? true : can(regex("^(arn:(aws:sqs:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:sqs:(cn-north-1|cn-northwest-1)|aws-us-gov:sqs:(us-gov-east-1|us-gov-west-1)|aws-iso:sqs:(us-iso-east-1|us-iso-west-1)|aws-iso-b:sqs:(us-isob-east-1|us-isob-west-1)|aws-iso-e:sqs:(eu-isoe-west-1)|aws-iso-f:sqs:(us-isof-east-1|us-isof-south-1)|aws-eusc:sqs:(eusc-de-east-1)):[0-9]{12}:[A-Za-z0-9_-]{1,80}|arn:(aws:sns:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:sns:(cn-north-1|cn-northwest-1)|aws-us-gov:sns:(us-gov-east-1|us-gov-west-1)|aws-iso:sns:(us-iso-east-1|us-iso-west-1)|aws-iso-b:sns:(us-isob-east-1|us-isob-west-1)|aws-iso-e:sns:(eu-isoe-west-1)|aws-iso-f:sns:(us-isof-east-1|us-isof-south-1)|aws-eusc:sns:(eusc-de-east-1)):[0-9]{12}:[A-Za-z0-9_-]{1,256})$", var.function.dead_letters.target_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.dead_letters.target_arn
        received  ${replace(jsonencode(try(var.function.dead_letters, null)), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a standard queue of Amazon SQS or of a standard topic of Amazon SNS
        fix       copy the ARN, as arn:aws:sqs:us-east-1:123456789012:dead-letters; a FIFO queue or topic is not taken
    EOT
  }

  validation {
    condition = var.function.tracing == null ? true : contains(["Active", "PassThrough"], var.function.tracing)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.tracing
        received  ${replace(jsonencode(try(var.function.tracing, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "Active", "PassThrough"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : contains(["JSON", "Text"], var.function.logging.format)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.format
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "JSON", "Text"
        fix       choose a format that Lambda writes
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : var.function.logging.application_level == null ? true : contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.function.logging.application_level)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.application_level
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = var.function.logging == null ? true : var.function.logging.system_level == null ? true : contains(["DEBUG", "INFO", "WARN"], var.function.logging.system_level)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging.system_level
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "DEBUG", "INFO", "WARN"
        fix       use Lambda's names
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.policies) <= 20,
      alltrue([for key, text in var.function.policies : can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.policies
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.function.policies : { (key) = text } if !(can(regex("^[A-Za-z0-9_.-]{1,64}$", key)) && can(regex("^arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):iam::([0-9]{12}|aws):policy/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,128}$", text)) && !can(regex(":policy/[!-~]{511,}/", text)))]), var.function.policies)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 20 entries; keys: a name of 1 to 64 letters, digits, underscores, dots and hyphens; values: the ARN of an IAM policy
        fix       rename it; copy the ARN from the policy's page, as arn:aws:iam::123456789012:policy/read-progress
    EOT
  }

  validation {
    condition = alltrue([
      length(var.function.statements) <= 50,
      alltrue([for key in keys(var.function.statements) : can(regex("^[A-Za-z0-9]{1,64}$", key))]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements
        received  ${replace(jsonencode([for key in keys(var.function.statements) : key if !(can(regex("^[A-Za-z0-9]{1,64}$", key)))]), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a statement's id of 1 to 64 letters and digits; values: an object with actions, resources
        fix       rename it, as ReadProgress
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.function.statements : try(alltrue([
      length(item.actions) >= 1,
      length(item.actions) <= 100,
      length(distinct(item.actions)) == length(item.actions),
      alltrue([for item in item.actions : can(regex("^(\\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$", item))]),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements.{name}.actions
        received  ${replace(jsonencode(try({ for key, item in var.function.statements : key => item if !(try(alltrue([length(item.actions) >= 1, length(item.actions) <= 100, length(distinct(item.actions)) == length(item.actions), alltrue([for item in item.actions : can(regex("^(\\*|[a-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})$", item))])]), false)) }, var.function.statements)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 100 different values, each an action of IAM: a service, a colon and its action, which may have wildcards
        fix       write it as in dynamodb:GetItem
    EOT
  }

  validation {
    condition = alltrue([for key, item in var.function.statements : try(alltrue([
      length(item.resources) >= 1,
      length(item.resources) <= 100,
      length(distinct(item.resources)) == length(item.resources),
      alltrue([for item in item.resources : can(regex("^(\\*|arn:[!-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 1024, false)]),
    ]), false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.statements.{name}.resources
        received  ${replace(jsonencode(try({ for key, item in var.function.statements : key => item if !(try(alltrue([length(item.resources) >= 1, length(item.resources) <= 100, length(distinct(item.resources)) == length(item.resources), alltrue([for item in item.resources : can(regex("^(\\*|arn:[!-~]+)$", item)) && !can(regex("[$%]\\{", item)) && try(length(item) <= 1024, false)])]), false)) }, var.function.statements)), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 1 to 100 different values, each an ARN, which may have wildcards, or *
        fix       write the ARN; a template of Terraform's cannot stand in a text: pass the attribute itself
    EOT
  }

  validation {
    condition = var.function.reserved_concurrency == null ? true : alltrue([
      var.function.reserved_concurrency >= 0,
      var.function.reserved_concurrency <= 2147483647,
      floor(var.function.reserved_concurrency) == var.function.reserved_concurrency,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.reserved_concurrency
        received  ${replace(jsonencode(try(var.function.reserved_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of requests at once, 0 to 2147483647
        fix       choose a number within the account's quota of concurrent executions
    EOT
  }

  validation {
    condition = var.function.provisioned_concurrency == null ? true : alltrue([
      var.function.provisioned_concurrency >= 1,
      var.function.provisioned_concurrency <= 2147483647,
      floor(var.function.provisioned_concurrency) == var.function.provisioned_concurrency,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.provisioned_concurrency
        received  ${replace(jsonencode(try(var.function.provisioned_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of requests at once, 1 to 2147483647
        fix       choose a number within the account's quota of concurrent executions
    EOT
  }

  validation {
    condition = var.function.canary == null ? true : alltrue([
      var.function.canary.former_version >= 1,
      var.function.canary.former_version <= 2147483647,
      floor(var.function.canary.former_version) == var.function.canary.former_version,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary.former_version
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of versions, 1 to 2147483647
        fix       write the number of a published version, as aws lambda list-versions-by-function shows it
    EOT
  }

  validation {
    condition = var.function.canary == null ? true : alltrue([
      var.function.canary.percent >= 1,
      var.function.canary.percent <= 99,
      floor(var.function.canary.percent) == var.function.canary.percent,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary.percent
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of percent, 1 to 99
        fix       write a share between the two; remove canary to give everything to the newest version
    EOT
  }

  validation {
    condition = try(
      anytrue([
        var.function.logging == null,
        var.function.logging.format != "Text",
        alltrue([(var.function.logging.application_level == null), (var.function.logging.system_level == null)]),
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.logging
        received  ${replace(jsonencode(try(var.function.logging, null)), "/^(.{120}).+$/", "$1…")}
        allowed   levels with the format JSON only
        fix       choose the format JSON, or remove application_level and system_level
    EOT
  }

  validation {
    condition = try(
      anytrue([
        var.function.provisioned_concurrency == null,
        var.function.reserved_concurrency == null,
        var.function.provisioned_concurrency <= var.function.reserved_concurrency,
      ]),
      true
    )

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.provisioned_concurrency
        received  ${replace(jsonencode(try(var.function.provisioned_concurrency, null)), "/^(.{120}).+$/", "$1…")}
        allowed   no more than reserved_concurrency, where that is given
        fix       lower it, or raise or remove reserved_concurrency
    EOT
  }

  validation {
    condition = try(((var.function.canary == null) || (var.function.provisioned_concurrency == null)), true)

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: function.canary
        received  ${replace(jsonencode(try(var.function.canary, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a canary without provisioned_concurrency: AWS refuses weights on an alias that has started functions
        fix       remove provisioned_concurrency as long as the canary lasts, or do without the canary
    EOT
  }
}

variable "memory" {
  description = <<-EOT
    Where the skill remembers its users from one session to the next, in a table of Amazon DynamoDB.

    - `retention_days`: Days after the last change, 1 to 3650, after which what is remembered of a user is forgotten. A change counts for what is written from then on. DynamoDB deletes within a few days of that; the skill itself is exact. Default: `365`.
    - `point_in_time_recovery`: Whether the table can be restored to any second of the last 35 days. What was deleted on a user's wish is in these backups for as long. Default: `true`.
    - `kms_key_arn`: The ARN of a key of yours in KMS, in the environment's region, that encrypts the table. The function may decrypt with it, by way of DynamoDB alone; whoever applies needs `kms:CreateGrant`, `kms:Decrypt`, `kms:DescribeKey`, `kms:Encrypt`, `kms:GenerateDataKey*` and `kms:ReEncrypt*`. Source: Amazon DynamoDB, "DynamoDB encryption at rest: How it works". Default: DynamoDB's own key.
  EOT

  type = object({
    retention_days         = optional(number, 365)
    point_in_time_recovery = optional(bool, true)
    kms_key_arn            = optional(string)
  })

  default = null

  validation {
    condition = var.memory == null ? true : alltrue([
      var.memory.retention_days >= 1,
      var.memory.retention_days <= 3650,
      floor(var.memory.retention_days) == var.memory.retention_days,
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: memory.retention_days
        received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
        allowed   a whole number of days, 1 to 3650
        fix       choose how long a user may stay away and still be known
    EOT
  }

  validation {
    condition = var.memory == null ? true : var.memory.kms_key_arn == null ? true : can(regex("^arn:(aws:kms:(af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-1|us-east-2|us-west-1|us-west-2)|aws-cn:kms:(cn-north-1|cn-northwest-1)|aws-us-gov:kms:(us-gov-east-1|us-gov-west-1)|aws-iso:kms:(us-iso-east-1|us-iso-west-1)|aws-iso-b:kms:(us-isob-east-1|us-isob-west-1)|aws-iso-e:kms:(eu-isoe-west-1)|aws-iso-f:kms:(us-isof-east-1|us-isof-south-1)|aws-eusc:kms:(eusc-de-east-1)):[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.memory.kms_key_arn))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: memory.kms_key_arn
        received  ${replace(jsonencode(var.memory), "/^(.{120}).+$/", "$1…")}
        allowed   the ARN of a KMS key, not of an alias
        fix       copy the ARN from the key's page, as arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555
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
        received  ${replace(jsonencode(try(var.code.zip, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.code.s3_bucket, null)), "/^(.{120}).+$/", "$1…")}
        allowed   3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, not an IP address
        fix       write the name of a bucket in the function's region
    EOT
  }

  validation {
    condition = var.code.s3_key == null ? true : alltrue([can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", var.code.s3_key)), try(length(var.code.s3_key) <= 1024, false)])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.s3_key
        received  ${replace(jsonencode(try(var.code.s3_key, null)), "/^(.{120}).+$/", "$1…")}
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
        received  ${replace(jsonencode(try(var.code.s3_object_version, null)), "/^(.{120}).+$/", "$1…")}
        allowed   a version of the object
        fix       write the version's id
    EOT
  }

  validation {
    condition = var.code.source_code_hash == null ? true : can(regex("^[A-Za-z0-9+/]{43}=$", var.code.source_code_hash))

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: code.source_code_hash
        received  ${replace(jsonencode(try(var.code.source_code_hash, null)), "/^(.{120}).+$/", "$1…")}
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

variable "identity_provider_secrets" {
  description = "The secrets of `identity_providers` that have neither `secretId` nor `parameterName`, by the providers' names. They end up in the state, as every other secret does."
  type        = map(string)
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition = alltrue([
      length(var.identity_provider_secrets) <= 50,
      alltrue([for key, text in var.identity_provider_secrets : can(regex("^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{3,32}$", key)) && !can(regex("[_:]|^COGNITO$|[$%]\\{", key)) && can(regex("[^\\s\\v\\p{Z}\\x{FEFF}]", text)) && try(length(text) <= 131072, false)]),
    ])

    error_message = <<-EOT
      ${substr(var.name, 0, 57)}: identity_provider_secrets
        received  ${replace(jsonencode("a secret"), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a name of 3 to 32 letters, digits, punctuation and symbols, without spaces, underscores and colons, that is not COGNITO; values: the client's secret at the provider, for Apple the private key
        fix       rename the provider, as Example-Corp; its name is part of its users' names; pass it from where your secrets are
    EOT
  }
}
