import { join } from "node:path";
import { Problem } from "../../../common/problem";
import { readSkillNames } from "../../../local/simulator/skill-names";
import { inFolder, write } from "../fixtures";

test.each(["", "{", "null", "[]", "42", "\0\0", `${"[".repeat(100_000)}`])(
  "a manifest that holds %j is told in a sentence",
  (text) =>
    inFolder((folder) => {
      write(join(folder, "skill.json"), text);
      expect(() => readSkillNames(folder)).toThrow(Problem);
      expect(() => readSkillNames(folder)).toThrow(/skill\.json is not a skill manifest/);
    }),
);

test("a missing manifest is told in a sentence, and one without names has none", () =>
  inFolder((folder) => {
    expect(() => readSkillNames(folder)).toThrow(/skill\.json is not a skill manifest/);
    write(
      join(folder, "skill.json"),
      '{"manifest": {"publishingInformation": {"locales": {"en-US": null, "de-DE": {"name": "Stack-Kunde"}}}}}',
    );
    expect(readSkillNames(folder)).toEqual({ "de-DE": "Stack-Kunde" });
  }));
