import type { RefreshResult } from "../../../local/alexa/account-link";
import type { LinkResult } from "../../../local/alexa/alexa-user";
import type { SignInEnd } from "../../../local/alexa/headless-browser";
import type { SkillAnswer } from "../../../local/alexa/skill-response";
import type { Turn } from "../../../local/alexa/turn";
import { conversationText, converse } from "../../../local/demo/conversation";
import type { SpokenScript } from "../../../local/demo/demo-script";

const ASK = "what is your technology stack";
const answer = (speech: string, more: Partial<SkillAnswer> = {}): SkillAnswer => ({
  speech,
  shouldEndSession: true,
  ...more,
});
const turn = (response: SkillAnswer): Turn => ({ response, sessionOpen: false, logs: ["a line"], durationMs: 1 });

const FAILED = {
  kind: "failed",
  userSees: "…",
  diagnosis: {
    code: "wrong-secret",
    userSees: "…",
    cause: "The secret is wrong.",
    fix: "Push it.",
    detail: "Seen: 400.",
  },
} as unknown as Extract<LinkResult, { kind: "failed" }>;

/** A skill and an Alexa with which all goes as it must, with some of it replaced. */
interface Replaced {
  readonly answers?: Readonly<Record<string, SkillAnswer>>;
  readonly logs?: readonly string[];
  readonly signIn?: SignInEnd;
  readonly link?: LinkResult;
  readonly refresh?: RefreshResult;
  /** Null: nothing can be said. */
  readonly script?: SpokenScript | null;
}

const SCRIPT: SpokenScript = {
  launch: "open stack guide",
  question: { inSession: ASK, named: `ask stack guide ${ASK}` },
};

function talk({ answers, logs = ["a line"], signIn, link, refresh, script = SCRIPT }: Replaced = {}) {
  const said: Record<string, SkillAnswer> = {
    "open stack guide": answer("Welcome.", { shouldEndSession: false }),
    [ASK]: answer("Please link.", { card: { type: "LinkAccount" } }),
    [`ask stack guide ${ASK}`]: answer("Sure, Ada."),
    ...answers,
  };
  const linked: LinkResult = { kind: "linked", expiresInSeconds: 3600, scopes: ["openid"], event: turn(answer("")) };
  return converse({
    alexa: {
      say: async (utterance) => ({ ...turn(said[utterance] ?? answer("?")), logs }),
      beginLink: () => ({ url: "https://example.com/oauth2/authorize" }),
      finishLink: async () => link ?? linked,
      failLink: () => FAILED,
      refresh: async () => refresh ?? { kind: "refreshed", expiresInSeconds: 3600 },
    },
    browser: { signIn: async () => signIn ?? { kind: "redirected", url: "https://layla.amazon.com/?code=c" } },
    credentials: { username: "ada@example.com", password: "secret" },
    givenName: "Ada",
    script: script ?? undefined,
  });
}

test("a conversation that goes as it must is reported chapter by chapter", async () => {
  expect(conversationText(await talk())).toBe(`  The account is not linked yet.

  User   Open stack guide
  Alexa  Welcome.
  User   What is your technology stack
  Alexa  Please link.
         [card: LinkAccount]

  Ada signs in; Alexa exchanges the code for tokens (openid).

  User   Ask stack guide what is your technology stack
  Alexa  Sure, Ada.

  Alexa refreshes the access token.

  User   Ask stack guide what is your technology stack
  Alexa  Sure, Ada.
`);
});

test("a skill that is only opened is opened, linked and opened again", async () => {
  const chapters = await talk({
    script: { launch: "open stack guide" },
    answers: { "open stack guide": answer("Welcome, Ada.") },
  });

  expect(chapters.map(({ turns }) => turns.map(({ user }) => user))).toEqual([
    ["open stack guide"],
    ["open stack guide"],
    ["open stack guide"],
  ]);
  expect(chapters[1]?.turns[0]?.saysName).toBe(true);
});

test("a skill to which nothing can be said is linked all the same, and its token refreshed", async () => {
  const chapters = await talk({ script: null });

  expect(chapters.map(({ turns }) => turns)).toEqual([[], [], []]);
  await expect(talk({ script: null, link: FAILED })).rejects.toThrow("The secret is wrong.");
});

test.each<[string, Replaced, RegExp]>([
  ["a launch that ends the session", { answers: { "open stack guide": answer("Bye.") } }, /leaves the session open/],
  ["a question without an answer", { answers: { [ASK]: answer("") } }, /must answer with speech/],
  [
    "a linked user's being asked for the link",
    { answers: { [`ask stack guide ${ASK}`]: answer("Please link.", { card: { type: "LinkAccount" } }) } },
    /without a LinkAccount card[\s\S]*"Please link\."[\s\S]*a line/,
  ],
  [
    "an apology for an error",
    { logs: ['{"level":"error","message":"request failed"}'] },
    /without an error[\s\S]*request failed/,
  ],
  ["a link that Alexa does not get", { link: FAILED }, /The secret is wrong\. Seen: 400\.\nPush it\./],
  [
    "a sign-in that ends on a page",
    { signIn: { kind: "page", url: "https://example.com/error", status: 400, text: "redirect_mismatch" } },
    /could not be linked/,
  ],
  ["a refresh that fails", { refresh: FAILED }, /could not refresh the access token\. The secret is wrong\./],
  ["a refresh without a link", { refresh: { kind: "not linked" } }, /It is not linked/],
])("%s fails and says what was expected and what came", async (_, replaced, message) => {
  await expect(talk(replaced)).rejects.toThrow(message);
});

test("a question that answers everybody needs no card", async () => {
  const [unlinked] = await talk({ answers: { [ASK]: answer("Here.") } });
  expect(unlinked?.turns[1]?.alexa).toEqual(answer("Here."));
});

test("whether the user's name was spoken is told of the linked turns, and no failure", async () => {
  const saysName = async (speech: string) =>
    (await talk({ answers: { [`ask stack guide ${ASK}`]: answer(speech) } })).map(({ turns }) =>
      turns.map((turn) => turn.saysName),
    );
  expect(await saysName("Sure, Ada.")).toEqual([[undefined, undefined], [true], [true]]);
  expect(await saysName("Sure.")).toEqual([[undefined, undefined], [false], [false]]);
});

test("long answers are wrapped under their beginning", async () => {
  const chapters = await talk({
    answers: { [ASK]: answer("one two three four five six", { card: { type: "LinkAccount" } }) },
  });
  expect(conversationText(chapters, 29)).toContain("  Alexa  one two three four\n         five six\n");
});
