# Generated from constructs/ of the project that this module belongs to. Do not edit: npm run generate

resource "aws_cognito_managed_login_branding" "branding" {
  client_id                   = var.client_id
  settings                    = var.settings
  use_cognito_provided_values = var.settings == null ? true : null
  user_pool_id                = var.user_pool_id

  dynamic "asset" {
    for_each = var.assets

    content {
      category   = asset.value.category
      color_mode = asset.value.color_mode
      extension  = asset.value.extension
      bytes      = asset.value.bytes
    }
  }
}
