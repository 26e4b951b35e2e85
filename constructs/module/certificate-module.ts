import { App, ref, TerraformStack, Token } from "cdktf";
import { DomainCertificate } from "../domain-certificate";
import { writeOutput } from "../link-outputs";
import type { ModuleJson } from "./module-json";
import { moduleJson } from "./module-json";

/**
 * The certificate of a custom domain as a module of its own, so that who has none passes no second provider: the caller
 * passes it the provider of us-east-1.
 */
export function certificateModule(): ModuleJson {
  const stack = new TerraformStack(new App({ stackTraces: false }), "certificate");
  const { arn } = new DomainCertificate(stack, "certificate", {
    name: Token.asString(ref("var.name", stack)),
    hostedZoneId: Token.asString(ref("var.hosted_zone_id", stack)),
  });
  for (const certificate of stack.node.findAll()) {
    if ("tagsInput" in certificate) {
      Object.assign(certificate, { tags: Token.asStringMap(ref("var.tags", stack)) });
    }
  }
  writeOutput(stack, "arn", arn, "The certificate's ARN, once it is issued");
  return moduleJson({ data: {}, locals: {}, ...stack.toTerraform() });
}
