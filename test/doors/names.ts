/**
 * Every door, by the name of its file in this folder, which exports it as `door`. Another one is a file and a line here:
 * the tests, `npm run doors` and the nightly workflow go by this list. `needs` is what has to be on the machine: without it
 * the test is skipped, but not in CI.
 */
export const DOORS = {
  requests: { about: "requests that reach the skill's function" },
  directives: { about: "smart-home directives that reach the function" },
  tokens: { about: "access tokens, as the function checks them" },
  plans: { about: "plans, as the review reads them" },
  "account-linking": { about: "account-linking settings and outputs, held against another reading of Amazon's pages" },
  "smapi-answers": { about: "what SMAPI and Login with Amazon answer to a push or an export" },
  "cognito-answers": { about: "what the user pool's keys and user info answer to the function" },
  "doctor-answers": { about: "what a sign-in domain, an issuer and AWS answer to doctor" },
  "skill-packages": { about: "folders with skill packages, held against another reading of Amazon's schema" },
  zips: { about: "zips of skill packages, from SMAPI and to its stand-in" },
  "terraform-texts": { about: "what Terraform prints and leaves: outputs, errors, states, saved plans, stacks" },
  "local-servers": { about: "bytes that reach the servers of this machine" },
  environments: { about: "environments, as synth reads them" },
  "module-variables": {
    about: "values of the module's variables, held against Terraform's own judgement",
    needs: "terraform",
  },
} as const;

export type DoorName = keyof typeof DOORS;
