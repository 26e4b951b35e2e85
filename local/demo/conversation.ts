import { Problem } from "../../common/problem";
import { wrappedText } from "../../common/wrapped-text";
import type { AlexaUser } from "../alexa/alexa-user";
import type { Credentials, HeadlessBrowser } from "../alexa/headless-browser";
import type { SkillAnswer } from "../alexa/skill-response";
import type { Turn } from "../alexa/turn";
import type { SpokenScript } from "./demo-script";

/** A part of the conversation, in which the link stays as it is. */
export interface Chapter {
  /** How it stands with the link, for people. */
  readonly title: string;
  readonly turns: readonly ConversationTurn[];
}

/** One thing said to Alexa, and the skill's answer. */
export interface ConversationTurn {
  readonly user: string;
  readonly alexa: SkillAnswer;
  /** How long the skill took, in milliseconds. */
  readonly durationMs: number;
  /** Of a linked user's turn: whether the skill spoke the user's name. Not every skill has to. */
  readonly saysName?: boolean;
}

export interface ConversationProps {
  readonly alexa: Pick<AlexaUser, "say" | "beginLink" | "finishLink" | "failLink" | "refresh">;
  readonly browser: Pick<HeadlessBrowser, "signIn">;
  readonly credentials: Credentials;
  /** The name by which the skill may call the linked user. */
  readonly givenName: string;
  /** Undefined: nothing is said. */
  readonly script?: SpokenScript;
}

/**
 * Talks to the skill as a user who has not linked the account, then links it through the authorization-code grant, then
 * after Alexa has refreshed the token; and makes sure of each answer.
 *
 * @throws Problem when an answer, the link or the refresh is not as it must be
 */
export async function converse({ alexa, givenName, script, ...link }: ConversationProps): Promise<Chapter[]> {
  const unlinked = script === undefined ? [] : await talkUnlinked(alexa, script);
  const askLinked = async (): Promise<ConversationTurn[]> => {
    const said = script?.question?.named ?? script?.launch;
    if (said === undefined) {
      return [];
    }
    const turn = await say(alexa, said, aLinkedAnswer);
    return [{ ...turn, saysName: turn.alexa.speech.includes(givenName) }];
  };
  const scopes = await linkAccount(alexa, link);
  const linked = await askLinked();
  await refresh(alexa);
  const refreshed = await askLinked();
  return [
    { title: "The account is not linked yet.", turns: unlinked },
    { title: `${givenName} signs in; Alexa exchanges the code for tokens (${scopes}).`, turns: linked },
    { title: "Alexa refreshes the access token.", turns: refreshed },
  ];
}

async function talkUnlinked(
  alexa: Pick<AlexaUser, "say">,
  { launch, question }: SpokenScript,
): Promise<ConversationTurn[]> {
  return question === undefined
    ? [await say(alexa, launch, anAnswer)]
    : [await say(alexa, launch, aWelcome), await say(alexa, question.inSession, anAnswer)];
}

interface Expectation {
  /** Completes "the skill must answer …". */
  readonly what: string;
  holds(answer: SkillAnswer): boolean;
}

const aWelcome: Expectation = {
  what: "with a welcome that leaves the session open",
  holds: ({ speech, shouldEndSession }) => speech !== "" && !shouldEndSession,
};

/** What an intent answers to everybody, or the LinkAccount card with an explanation. */
const anAnswer: Expectation = { what: "with speech", holds: ({ speech }) => speech !== "" };

const aLinkedAnswer: Expectation = {
  what: "with speech and without a LinkAccount card",
  holds: ({ speech, card }) => speech !== "" && card?.type !== "LinkAccount",
};

async function say(alexa: Pick<AlexaUser, "say">, user: string, expected: Expectation): Promise<ConversationTurn> {
  const turn = await alexa.say(user);
  const { response, logs, durationMs = 0, diagnosis, note } = turn;
  if (wentWrong(turn) || !expected.holds(response)) {
    const log = logs.map((line) => `\n    ${line}`).join("");
    throw new Problem(
      `To "${user}" the skill must answer ${expected.what}, and without an error. ` +
        `It answered: ${JSON.stringify(response)}` +
        (note === undefined ? "" : `\n${note}`) +
        (diagnosis === undefined ? "" : `\n${diagnosis.cause} ${diagnosis.fix}`) +
        (log === "" ? "" : `\nIts log:${log}`),
    );
  }
  return { user, alexa: response, durationMs };
}

/** Whether Alexa could not take the answer, or the skill's own log has an error, for which it then apologized. */
const wentWrong = ({ note, logs }: Turn): boolean =>
  note !== undefined || logs.some((line) => /"level":\s*"error"/i.test(line));

async function linkAccount(
  alexa: ConversationProps["alexa"],
  { browser, credentials }: Pick<ConversationProps, "browser" | "credentials">,
): Promise<string> {
  const end = await browser.signIn(alexa.beginLink().url, credentials);
  const result =
    end.kind === "redirected"
      ? await alexa.finishLink(end.url)
      : alexa.failLink(end.url, end.kind === "page" ? end.text : end.reason);
  if (result.kind === "failed") {
    const { cause, detail, fix } = result.diagnosis;
    throw new Problem(`The account could not be linked. ${cause} ${detail}\n${fix}`);
  }
  return result.scopes.join(", ");
}

async function refresh(alexa: Pick<AlexaUser, "refresh">): Promise<void> {
  const result = await alexa.refresh();
  if (result.kind !== "refreshed") {
    const why = result.kind === "failed" ? `${result.diagnosis.cause} ${result.diagnosis.fix}` : "It is not linked.";
    throw new Problem(`Alexa could not refresh the access token. ${why}`);
  }
}

/** The conversation for people to read. */
export function conversationText(chapters: readonly Chapter[], width = 80): string {
  const lines = chapters.flatMap(({ title, turns }) => [
    "",
    ...wrappedText("  ", title, width),
    "",
    ...turns.flatMap(({ user, alexa }) => [
      ...wrappedText("  User   ", sentence(user), width),
      ...wrappedText("  Alexa  ", alexa.speech, width),
      ...(alexa.card === undefined ? [] : [`         [card: ${alexa.card.type}]`]),
    ]),
  ]);
  return `${lines.slice(1).join("\n")}\n`;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
