# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

variable "name" {
  description = "The host name that the certificate is for."
  type        = string
  nullable    = false

  validation {
    condition = alltrue([
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.[a-z]([a-z0-9-]{0,61}[a-z0-9])$", var.name)),
      !can(regex("\\.amazoncognito\\.com$", var.name)),
      try(length(var.name) <= 63, false),
    ])

    error_message = <<-EOT
      name
        received  ${replace(jsonencode(var.name), "/^(.{120}).+$/", "$1…")}
        allowed   a host name of your own in lower case, at most 63 characters, without https:// and without a path
        fix       write a name below a domain of yours, as login.example.com; the first label of amazoncognito.com is prefix
    EOT
  }
}

variable "hosted_zone_id" {
  description = "The id of the public zone in Route 53 in which the host name lies."
  type        = string
  nullable    = false

  validation {
    condition = can(regex("^[A-Z0-9]{1,32}$", var.hosted_zone_id))

    error_message = <<-EOT
      hosted_zone_id
        received  ${replace(jsonencode(var.hosted_zone_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a zone in Route 53: 1 to 32 capital letters and digits
        fix       copy the hosted zone id from the zone's page, as Z0123456789ABCDEFGHIJ, without /hostedzone/
    EOT
  }
}

variable "tags" {
  description = "Tags of the certificate."
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
      tags
        received  ${replace(jsonencode(try(coalescelist([for key, text in var.tags : { (key) = text } if !(can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{1,128}$", key)) && !can(regex("(?i)^aws:", key)) && can(regex("^[\\p{L}\\p{N}\\p{Z}_.:/=+\\-@]{0,256}$", text)))]), var.tags)), "/^(.{120}).+$/", "$1…")}
        allowed   an object of at most 50 entries; keys: a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:"; values: at most 256 letters, digits, spaces and _.:/=+-@
        fix       write other entries
    EOT
  }
}
