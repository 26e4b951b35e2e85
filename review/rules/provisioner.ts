import type { ChangeRule } from "./rule";

/**
 * A provisioner runs a program on the machine that applies, with its credentials, or on a machine that is made; at a
 * deletion too, and the plan does not tell which of them do (`when = destroy`).
 */
const provisioner: ChangeRule = {
  id: "provisioner-runs",
  severity: "block",
  find: ({ action, address, provisioners }) =>
    provisioners !== undefined && (action === "create" || action === "replace" || action === "delete")
      ? {
          what: "The apply runs a program that is not in the plan.",
          who: "whoever's credentials the apply has, and through them every user",
          effect: `${address} has provisioners: ${provisioners.join(", ")}. What they do is in the configuration, and no plan shows it.`,
          recover:
            "Do it outside of Terraform, in a step that is reviewed as code; or read the command and acknowledge it.",
        }
      : undefined,
};

export const provisionerRules: readonly ChangeRule[] = [provisioner];
