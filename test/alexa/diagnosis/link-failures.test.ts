import { LINK_FAILURES } from "../../../alexa/diagnosis/link-failures";

describe("the table", () => {
  const COMMANDS =
    /npx cdktf|terraform -chdir|environments\.ts|console|Alexa app|log|sign-in page|page|clock|AWS|Try again|trigger/;

  test.each(Object.entries(LINK_FAILURES))("%s says what is seen, why and what to do", (name, row) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of Object.values(row)) {
      expect(text).toMatch(/^["A-Z].*[.)"]$/s);
    }
    expect(row.fix).toMatch(COMMANDS);
  });

  test("no two rows have the same cause", () => {
    const causes = Object.values(LINK_FAILURES).map(({ cause }) => cause);
    expect(new Set(causes).size).toBe(causes.length);
  });
});
