import { CognitoManagedLoginBranding } from "@cdktf/provider-aws/lib/cognito-managed-login-branding";
import { App, ref, TerraformStack, Token } from "cdktf";
import { writeOutput } from "../link-outputs";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";

/**
 * The branding of a client's managed login as a module of its own, which asks for a newer provider than the rest. Its
 * output is what the version of the domain waits for.
 */
export function managedLoginModule(): ModuleJson {
  const stack = new TerraformStack(new App({ stackTraces: false }), "managed_login");
  const branding = new CognitoManagedLoginBranding(stack, "branding", {
    userPoolId: Token.asString(ref("var.user_pool_id", stack)),
    clientId: Token.asString(ref("var.client_id", stack)),
    settings: Token.asString(ref("var.settings", stack)),
    // The provider wants exactly one of the two.
    useCognitoProvidedValues: ref("var.settings == null ? true : null", stack),
  });
  branding.addOverride("dynamic.asset", {
    for_each: `\${var.assets}`,
    content: {
      category: `\${asset.value.category}`,
      color_mode: `\${asset.value.color_mode}`,
      extension: `\${asset.value.extension}`,
      bytes: `\${asset.value.bytes}`,
    },
  });
  writeOutput(
    stack,
    "branding_id",
    branding.managedLoginBrandingId,
    "The branding's id, for domain.managed_login_branding_id",
  );
  return moduleJson({ data: {}, locals: {}, ...stack.toTerraform() });
}
