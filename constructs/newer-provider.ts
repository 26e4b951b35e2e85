import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** What a stack asks for so far, beyond what every stack asks for: the minor version of the provider's 6. */
const asked = new WeakMap<TerraformStack, number>();

interface Provider {
  readonly source: string;
  /** As `>= 6.13.0, < 7.0.0`. */
  readonly version: string;
}

/** Has a stack ask for a newer AWS provider. Of several that are asked for, the newest counts. */
export function askForProvider(scope: Construct, provider: Provider): void {
  const stack = TerraformStack.of(scope);
  const minor = Number(/^>= 6\.(\d+)\./.exec(provider.version)?.[1] ?? 0);
  if (minor >= (asked.get(stack) ?? 0)) {
    asked.set(stack, minor);
    stack.addOverride("terraform.required_providers.aws", provider);
  }
}
