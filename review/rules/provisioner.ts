import type { ChangeRule } from "./rule";

/**
 * A provisioner runs a program on the machine that applies, with its credentials, or on a machine that is made; at a
 * deletion too, and the plan does not tell which of them do (`when = destroy`). At an update none runs, and no plan says
 * whether it is the one that was reviewed when the resource was made.
 */
const provisioner: ChangeRule = {
  id: "provisioner-runs",
  severity: "block",
  find: ({ action, address, provisioners, mode }) => {
    if (mode !== "managed" || provisioners === undefined) {
      return undefined;
    }
    const effect = `${address} has provisioners: ${provisioners.join(", ")}. What they do is in the configuration, and no plan shows it.`;
    if (action === "update") {
      return {
        severity: "warn",
        what: "A program that is not in the plan runs when this is made anew or destroyed.",
        who: "whoever's credentials that apply has, and through them every user",
        effect: `${effect} This update runs none of them.`,
        recover: "Read the command in the difference of the configuration, too: it may be another one than before.",
      };
    }
    return action === "create" || action === "replace" || action === "delete"
      ? {
          what: "The apply runs a program that is not in the plan.",
          who: "whoever's credentials the apply has, and through them every user",
          effect,
          recover:
            "Do it outside of Terraform, in a step that is reviewed as code; or read the command and acknowledge it.",
        }
      : undefined;
  },
};

export const provisionerRules: readonly ChangeRule[] = [provisioner];
