import type { PlanRule } from "./rule";

/** A state that is empty is that of something new, or not the state that was meant. */
const firstDeployment: PlanRule = {
  id: "first-deployment",
  severity: "warn",
  find: ({ plan, ofType }) => {
    const managed = plan.changes.filter(({ mode }) => mode === "managed");
    const isNew = managed.length > 0 && managed.every(({ action, imported }) => action === "create" && !imported);
    // A pool that is only read is deployed by somebody else, and stays.
    if (!isNew || !ofType("aws_cognito_user_pool").some(({ mode }) => mode === "managed")) {
      return [];
    }
    return [
      {
        what: "Nothing is deployed here yet, as far as the state knows: a user pool is made, without users.",
        who: "nobody, if this is new; every user, if it was deployed before under another name, project, state or workspace",
        effect:
          "Then Terraform no longer looks after the pool that holds the users, and the link moves to an empty one, or the " +
          "apply fails in the middle on names that are taken.",
        recover:
          "For a first deployment nothing is to be done. Otherwise compare the environment's name and project, and the " +
          "state's bucket and key, with what was deployed, and put them back.",
      },
    ];
  },
};

export const firstDeploymentRules: readonly PlanRule[] = [firstDeployment];
