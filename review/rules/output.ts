import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import type { PlanRule } from "./rule";

const secretShown: PlanRule = {
  id: "secret-shown",
  severity: "block",
  find: ({ plan }) =>
    plan.outputs
      .filter(
        ({ action, wasSensitive, isSensitive, holdsSecret }) =>
          action !== "delete" &&
          action !== "no-op" &&
          !isSensitive &&
          (holdsSecret || (action !== "create" && wasSensitive)),
      )
      .map(({ name }) => ({
        what: `The output ${name} would be printed in clear text.`,
        who: "whoever may read a log of Terraform",
        effect:
          "It is not marked sensitive, and holds what is marked elsewhere or was marked before. The apply prints it, and so does every later plan.",
        recover: "Keep sensitive on the output. If it was shown already, renew the secret.",
      })),
};

/** What the commands after Terraform read. */
const CONTRACT = ACCOUNT_LINKING_OUTPUT;

const outputRemoved: PlanRule = {
  id: "output-removed",
  severity: "warn",
  find: ({ plan }) => {
    if (plan.kind === "destroy") {
      return [];
    }
    const gone = plan.outputs.filter(({ action }) => action === "delete").map(({ name }) => name);
    return gone.length === 0
      ? []
      : [
          {
            what: `Outputs are removed: ${gone.join(", ")}.`,
            who: "programs that read them; no user by itself",
            effect: gone.includes(CONTRACT)
              ? `${CONTRACT} is what the Alexa settings are written from and checked against.`
              : "Whatever reads them from this stack's state fails.",
            recover: "Remove an output when nothing reads it any more.",
          },
        ];
  },
};

export const outputRules: readonly PlanRule[] = [secretShown, outputRemoved];
