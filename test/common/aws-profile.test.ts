import { withAwsProfile } from "../../common/aws-profile";

const KEYS = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" };

test("a profile takes the place of the keys in variables, which would win over it", () => {
  expect(withAwsProfile({ ...KEYS, AWS_REGION: "us-east-1" }, "staging")).toEqual({
    AWS_PROFILE: "staging",
    AWS_REGION: "us-east-1",
  });
});

test("without a profile the environment stays as it is", () => {
  const inherited = { ...KEYS, AWS_PROFILE: "dev" };
  expect(withAwsProfile(inherited, undefined)).toBe(inherited);
});
