# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

variable "user_pool_id" {
  description = "The id of the user pool."
  type        = string
  nullable    = false

  validation {
    condition = alltrue([
      can(regex("^[A-Za-z0-9-]{2,50}_[0-9a-zA-Z]{1,54}$", var.user_pool_id)),
      try(length(var.user_pool_id) <= 55, false),
    ])

    error_message = <<-EOT
      user_pool_id
        received  ${replace(jsonencode(var.user_pool_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of a user pool: its region, an underscore, letters and digits
        fix       copy the user pool id from its page in the console, as us-east-1_Abc123xyz
    EOT
  }
}

variable "client_id" {
  description = "The id of Alexa's app client."
  type        = string
  nullable    = false

  validation {
    condition = can(regex("^[A-Za-z0-9_+]{1,128}$", var.client_id))

    error_message = <<-EOT
      client_id
        received  ${replace(jsonencode(var.client_id), "/^(.{120}).+$/", "$1…")}
        allowed   the id of an app client: 1 to 128 letters, digits, underscores and plus signs
        fix       copy the client id from the app client's page in the console
    EOT
  }
}

variable "settings" {
  description = "The settings of the branding editor as JSON, as DescribeManagedLoginBranding answers them. Default: Cognito's own values."
  type        = string
  default     = null

  validation {
    condition = var.settings == null ? true : alltrue([
      can(regex("^[\\s\\v\\p{Z}\\x{FEFF}]*\\{", var.settings)),
      try(length(base64encode(var.settings)) <= 2796204, false),
    ])

    error_message = <<-EOT
      settings
        received  ${replace(jsonencode(var.settings), "/^(.{120}).+$/", "$1…")}
        allowed   a JSON object of at most 2 MB
        fix       write jsonencode({ … }), or file("branding.json")
    EOT
  }
}

variable "assets" {
  description = "The images, each in Base64: filebase64(\"logo.svg\")."

  type = list(object({
    category   = string
    color_mode = string
    extension  = string
    bytes      = string
  }))

  default  = []
  nullable = false

  validation {
    condition = length(var.assets) <= 40 && length(distinct(var.assets)) == length(var.assets)

    error_message = <<-EOT
      assets
        received  ${replace(jsonencode(var.assets), "/^(.{120}).+$/", "$1…")}
        allowed   a list of 0 to 40 different values, each an object with category, color_mode, extension, bytes
        fix       write other entries
    EOT
  }

  validation {
    condition = alltrue([for item in var.assets : can(regex("^[A-Z_]+$", item.category))])

    error_message = <<-EOT
      assets[].category
        received  ${replace(jsonencode(try([for item in var.assets : item if !(can(regex("^[A-Z_]+$", item.category)))], var.assets)), "/^(.{120}).+$/", "$1…")}
        allowed   a category of AssetType
        fix       write one as FORM_LOGO or PAGE_BACKGROUND
    EOT
  }

  validation {
    condition = alltrue([for item in var.assets : contains(["LIGHT", "DARK", "DYNAMIC"], item.color_mode)])

    error_message = <<-EOT
      assets[].color_mode
        received  ${replace(jsonencode(try([for item in var.assets : item if !(contains(["LIGHT", "DARK", "DYNAMIC"], item.color_mode))], var.assets)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "LIGHT", "DARK", "DYNAMIC"
        fix       write one of these
    EOT
  }

  validation {
    condition = alltrue([for item in var.assets : contains(["ICO", "JPEG", "PNG", "SVG", "WEBP"], item.extension)])

    error_message = <<-EOT
      assets[].extension
        received  ${replace(jsonencode(try([for item in var.assets : item if !(contains(["ICO", "JPEG", "PNG", "SVG", "WEBP"], item.extension))], var.assets)), "/^(.{120}).+$/", "$1…")}
        allowed   one of "ICO", "JPEG", "PNG", "SVG", "WEBP"
        fix       write one of these
    EOT
  }

  validation {
    condition = alltrue([for item in var.assets : can(regex("^[A-Za-z0-9+/]+={0,2}$", item.bytes))])

    error_message = <<-EOT
      assets[].bytes
        received  ${replace(jsonencode(try([for item in var.assets : item if !(can(regex("^[A-Za-z0-9+/]+={0,2}$", item.bytes)))], var.assets)), "/^(.{120}).+$/", "$1…")}
        allowed   an image in Base64
        fix       write filebase64("logo.svg")
    EOT
  }
}
