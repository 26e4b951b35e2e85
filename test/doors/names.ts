/**
 * Every door, by the name of its file in this folder, which exports it as `door`. Another one, such as the smart-home
 * directives that reach the function, is a file and a line here.
 */
export const DOORS = {
  requests: { about: "requests that reach the skill's function" },
  tokens: { about: "access tokens, as the function checks them" },
  plans: { about: "plans, as the review reads them" },
  "account-linking": { about: "account-linking settings and outputs, held against another reading of Amazon's pages" },
} as const;

export type DoorName = keyof typeof DOORS;
