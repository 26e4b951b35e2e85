import fc from "fast-check";
import { combine } from "../../review/report";
import type { Review } from "../../review/review";
import { terminalReport } from "../../review/terminal";
import { attribute, blockedReview, change, environment, finding, safeReview } from "./example-review";

const plain = (review: Review, width = 80, detail = false): string =>
  terminalReport(review, { color: false, width, detail });
/** Text without the colours that the report itself puts in. */
const withoutColor = (text: string): string => text.replaceAll(/\p{Cc}\[\d+(?:;\d+)*m/gu, "");

test("the whole story, verdict first", () => {
  expect(plain(blockedReview(), 80, true)).toMatchInlineSnapshot(`
    "Blocked: 1 block in prod; not judged: dev
    Do not apply. Each block says who is hurt, and how to make the change without
    harm.

    What could not be judged
      dev: Terraform ended with an error.

    What blocks

      1. In prod: Every Alexa account link ends.
         Who:    every linked user
         Effect: The client id and secret change. Alexa goes on with the old ones,
                 and each refresh fails within an hour.
         Fix:    If the construct was only renamed, tell Terraform with
                 \`moveFromId\`.
         Where:  account_linking/client (aws_cognito_user_pool_client.alexa)
         Rule:   client-destroyed
         Paste:
           client.moveFromId("aws_cognito_user_pool_client.skill");

    Warnings

      1. In staging and prod: The refresh token lives 30 days instead of 3650.
         Who:    users who do not use the skill for 30 days
         Effect: Their link ends, and the skill asks them to link again.
         Fix:    Keep refreshTokenValidityDays, or tell users.
         Where:  account_linking/client (aws_cognito_user_pool_client.alexa)
         Rule:   refresh-shorter

    The environments
      dev: not judged; changes not known; findings: none
      staging: safe; 2 to change; findings: 1 warning, 1 note
        sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      prod: blocked (1 block); 1 to change, 1 to replace; findings: 1 block, 1
            warning, 1 note, 1 acknowledged
        sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

    What differs between the environments
      account_linking/client, action: update in staging; replace in prod
      account_linking/client, refresh_token_validity: 3650 to 30 in staging; no
      change in prod
      account_linking/client, generate_secret: no change in staging; false to true
      in prod

    Blocks that were acknowledged
      Users in Japan cannot link. Who: users in Japan who have not linked yet.
        Acknowledged by Ada Example: The skill leaves Japan on Monday.
        In prod: account_linking/client (aws_cognito_user_pool_client.alexa), rule
        redirect-removed.

    Notes
      New code goes live. All requests at once. In staging and prod: skill
      (aws_lambda_alias.skill_live).

    Changes in staging
      update account_linking/client (aws_cognito_user_pool_client.alexa)
        refresh_token_validity: 3650 to 30
      update skill (aws_lambda_alias.skill_live)
        function_version: 6 to (known after apply)
      update output client_id

    Changes in prod
      replace account_linking/client (aws_cognito_user_pool_client.alexa)
        generate_secret: false to true, which forces the replacement
      update skill (aws_lambda_alias.skill_live)
        function_version: 6 to (known after apply)
      update output client_id
    "
  `);
});

test("details are shown on demand", () => {
  expect(plain(blockedReview())).not.toContain("Changes in prod");
});

test("what is safe is said in one screen", () => {
  expect(plain(safeReview())).toMatchInlineSnapshot(`
    "Safe: nothing blocks staging and prod
    No rule finds harm to the people who use the skill.

    The environments
      staging: safe; 1 to change; findings: none
        sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      prod: safe; 1 to change; findings: none
        sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    "
  `);
});

test("of a plan that came as JSON alone it is said what its digest does not hold", () => {
  const [known, alone] = [environment("dev", {}), environment("dev", { basis: undefined })];

  expect(plain(combine([alone])).replace(/\s+/g, " ")).toContain(
    "Of the plan's JSON alone: neither the configuration's files",
  );
  expect(plain(combine([known]))).not.toContain("JSON alone");
  expect(plain(combine([environment("dev", { basis: undefined, digest: undefined })]))).not.toContain("JSON alone");
});

test("colours carry no meaning of their own: without them the text is the same", () => {
  const colored = terminalReport(blockedReview(), {
    color: true,
    width: 80,
    detail: true,
  });

  expect(colored).toContain("\u001b[1;31mBlocked: ");
  expect(withoutColor(colored)).toBe(plain(blockedReview(), 80, true));
});

test.each([40, 60, 80, 100])("no line is wider than %i characters, but for words, code and digests", (width) => {
  const lines = plain(blockedReview(), width, true).split("\n");
  const wide = lines.filter((line) => line.length > width && line.trim().includes(" "));

  expect(wide.filter((line) => !/^ {7}\S/.test(line))).toEqual([]);
});

test("nothing of a plan reaches the terminal as a control character", () => {
  const evil = fc.array(fc.constantFrom("\u001b[2J", "\u009b1A", "\r", "\u0007", "\u202e", "\n", "\u0000", "a", " "));
  fc.assert(
    fc.property(evil, (pieces) => {
      const text = pieces.join("");
      const bad = finding({
        what: text,
        who: text,
        effect: text,
        recover: text,
        paste: text,
        rule: text,
        address: text,
      });
      const all = environment("prod", {
        verdict: "blocked",
        notJudged: [text],
        digest: text,
        findings: [bad, { ...bad, severity: "info" }],
        acknowledged: [{ ...bad, acknowledgement: { by: text, reason: text } }],
        changes: [
          change({
            address: text,
            construct: text,
            previousAddress: text,
            attributes: [attribute(text, text, text)],
          }),
        ],
        outputs: [{ name: text, action: "create" }],
      });
      const review = combine([all, environment(text)]);

      expect(plain(review, 80, true).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(
        withoutColor(terminalReport(review, { color: true, width: 80, detail: true })).replaceAll("\n", ""),
      ).not.toMatch(/\p{Cc}/u);
    }),
  );
});
