import { resourceName } from "../../../constructs/environment/environment";

test("resources are named after the project and the environment", () => {
  expect(resourceName({ project: "alexa-skill", name: "dev" })).toBe("alexa-skill-dev");
});

test("the longest project and the longest environment leave room in a role's 64 characters for the longest ending", () => {
  expect(`${resourceName({ project: "p".repeat(36), name: "n".repeat(20) })}-sms`.length).toBeLessThanOrEqual(64);
});
