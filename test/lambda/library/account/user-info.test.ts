import { fetchUserInfo } from "../../../../lambda/library/account/user-info";
import { Deadline } from "../../../../lambda/library/deadline";
import { answering, hangUp, profile, SUBJECT, settings, silence } from "../../support/cognito";
import { useWorld } from "../../support/world";

const world = useWorld();
const fetch = (milliseconds = 2500) =>
  fetchUserInfo(settings.userInfoUri, "the-token", SUBJECT, Deadline.in(milliseconds));

test("sends the token as a bearer and keeps nothing but the id and the name", async () => {
  expect(await fetch()).toEqual({ kind: "linked", subject: SUBJECT, profile: { name: "Annegret" } });
  expect(world.cognito.authorizations).toEqual(["Bearer the-token"]);
});

test("a profile without a name is a linked account all the same", async () => {
  world.cognito.userInfo = answering(200, { sub: SUBJECT, email: "a@example.com" });

  expect(await fetch()).toEqual({ kind: "linked", subject: SUBJECT, profile: { name: undefined } });
});

test("401 says that the link is no longer valid", async () => {
  world.cognito.userInfo = answering(401, { error: "invalid_token" });

  expect(await fetch()).toEqual({ kind: "invalid", reason: "revoked" });
});

test.each([
  ["a server error", answering(500, {}), "status"],
  ["throttling", answering(429, {}), "status"],
  ["a firewall", answering(403, "<html>"), "status"],
  ["a redirect", answering(302, ""), "status"],
  ["half a JSON document", answering(200, '{"sub": "7d5'), "malformed"],
  ["no body", answering(200, ""), "malformed"],
  ["JSON that is not an object", answering(200, "null"), "malformed"],
  ["a list", answering(200, [profile]), "malformed"],
  ["the profile of somebody else", answering(200, { ...profile, sub: "another" }), "malformed"],
  ["a profile of nobody", answering(200, { given_name: "Anna" }), "malformed"],
  ["a body without end", answering(200, { ...profile, picture: "x".repeat(100_000) }), "too-large"],
  ["a dropped connection", hangUp, "unreachable"],
])("%s leaves the account unavailable", async (_, userInfo, reason) => {
  world.cognito.userInfo = userInfo;

  expect(await fetch()).toEqual({ kind: "unavailable", reason: `user-info-${reason}` });
});

test("silence leaves the account unavailable", async () => {
  world.cognito.userInfo = silence;

  expect(await fetch(200)).toEqual({ kind: "unavailable", reason: "user-info-timeout" });
});
