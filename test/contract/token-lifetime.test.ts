import { tokenLifetimeSeconds } from "../../contract/token-lifetime";

test.each([
  ["access", undefined, undefined, 3600],
  ["access", 0, "minutes", 3600],
  ["access", 2, undefined, 2 * 3600],
  ["id", 5, "minutes", 300],
  ["refresh", undefined, "hours", 30 * 86_400],
  ["refresh", 10, undefined, 10 * 86_400],
  ["refresh", 60, "Minutes", 3600],
  ["refresh", 60, "fortnights", 0],
  ["refresh", 60, "constructor", 0],
] as const)("a %s token set to %p %p lives %d seconds", (token, value, unit, seconds) => {
  expect(tokenLifetimeSeconds(token, value, unit)).toBe(seconds);
});
