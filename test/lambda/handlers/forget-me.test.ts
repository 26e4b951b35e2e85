import type { Cognito } from "../support/cognito";
import { answering, SUBJECT } from "../support/cognito";
import { ask, newSkill } from "../support/conversation";
import { intent, launch } from "../support/envelopes";
import { Output } from "../support/output";
import { SKILL_EVENTS, skillEvent } from "../support/skill-events";
import type { Table } from "../support/table";
import { closeWithTable, memorySettings, openWithTable } from "../support/table";

let cognito: Cognito;
const output = new Output();
let table: Table;
const skill = () => newSkill({}, memorySettings);

beforeEach(async () => {
  ({ cognito, table } = await openWithTable());
  output.capture();
});
afterEach(() => closeWithTable(cognito));

const forgetMe = (token?: string) => intent("ForgetMeIntent", { token });

describe("a skill with a memory", () => {
  test("knows in the next session what was asked, until it is told to forget", async () => {
    const token = cognito.token();
    expect((await ask(launch({ token }), skill())).speech).not.toMatch(/Last time/);
    expect((await ask(intent("TechnologyStackIntent", { token }), skill())).speech).toMatch(/^Sure, Annegret/);
    expect((await ask(launch({ token }), skill())).speech).toMatch(/^Welcome back, Annegret\. Last time/);

    expect(await ask(forgetMe(token), skill())).toMatchObject({ speech: expect.stringContaining("forgotten") });
    expect(table.items.size).toBe(0);
    expect((await ask(launch({ token }), skill())).speech).not.toMatch(/Last time/);
  });

  test.each(["de-DE", "en-GB"])("speaks %s", async (locale) => {
    table.put(SUBJECT, { lastAsked: "technology-stack" });
    const { speech } = await ask(launch({ token: cognito.token(), locale }), skill());

    expect(speech).toMatch(locale === "de-DE" ? /Letztes Mal/ : /Last time/);
  });

  test("promises nothing where it could not delete", async () => {
    cognito.table = answering(500, {});

    expect((await ask(forgetMe(cognito.token()), skill())).speech).toMatch(/may still be there/);
  });

  test("answers, whatever the table does", async () => {
    cognito.table = answering(500, {});

    expect((await ask(intent("TechnologyStackIntent", { token: cognito.token() }), skill())).speech).toMatch(/^Sure/);
    expect((await ask(launch({ token: cognito.token() }), skill())).speech).toMatch(/^Welcome back/);
  });

  test("forgets nobody whom it does not know", async () => {
    table.put(SUBJECT, {});

    expect(await ask(forgetMe(), skill())).toMatchObject({
      card: "LinkAccount",
      speech: expect.stringMatching(/whose|isn't linked/),
    });
    const expired = cognito.token({ exp: 1 });
    expect(await ask(forgetMe(expired), skill())).toMatchObject({
      card: "LinkAccount",
      speech: expect.stringMatching(/link it again/),
    });
    expect(table.calls).toEqual([]);
  });

  test.each(SKILL_EVENTS)("leaves it alone at %s, which proves nothing of who wants what", async (name) => {
    table.put(SUBJECT, {});

    await ask(skillEvent(name, cognito.token()), skill());

    expect(table.calls).toEqual([]);
    expect(table.items.size).toBe(1);
  });
});

test("a skill without a memory says that there is nothing, to everybody", async () => {
  for (const token of [undefined, cognito.token()]) {
    expect(await ask(forgetMe(token))).toMatchObject({
      speech: "I remember nothing from one conversation to the next, so there is nothing to forget.",
      card: undefined,
    });
  }
  expect(table.calls).toEqual([]);
});
