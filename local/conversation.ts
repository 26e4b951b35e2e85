import { intentRequest, launchRequest, newSession } from "./alexa-request";
import type { AlexaAnswer } from "./alexa-response";
import { readResponse } from "./alexa-response";
import type { LambdaRuntime } from "./lambda-runtime/lambda-runtime";
import { payloadOf } from "./lambda-runtime/lambda-runtime";
import { Problem } from "./problem";

/** One thing said to the skill, and its answer. */
export interface Turn {
  /** Whether the customer's account is linked. */
  readonly linked: boolean;
  readonly user: string;
  readonly alexa: AlexaAnswer;
  readonly durationMs: number;
}

export interface ConversationProps {
  readonly runtime: Pick<LambdaRuntime, "invoke">;
  readonly skillId: string;
  readonly accessToken: string;
  /** The name by which a linked customer must be called. */
  readonly givenName: string;
}

/**
 * Talks to the skill, first as a customer who has not linked the account and then as the same one who has, and makes
 * sure of each answer.
 *
 * @throws Problem when an answer is not the one that it must be
 */
export async function converse({ runtime, skillId, accessToken, givenName }: ConversationProps): Promise<Turn[]> {
  const unlinked = newSession(skillId);
  const linked = newSession(skillId, "en-US", accessToken);
  const say = async (user: string, request: object, expected: Expectation): Promise<Turn> => {
    const invocation = await runtime.invoke(request);
    const alexa = readResponse(payloadOf(invocation));
    if (!expected.holds(alexa)) {
      throw new Problem(
        `To "${user}" (${expected.when}) the skill must answer ${expected.what}. It answered: ${JSON.stringify(alexa)}` +
          (invocation.logs.length === 0
            ? ""
            : `\nIts log:\n${invocation.logs.map((line) => `    ${line}`).join("\n")}`),
      );
    }
    return { linked: expected.when === "linked", user, alexa, durationMs: invocation.durationMs };
  };
  return [
    await say("Alexa, open my skill.", launchRequest(unlinked), {
      when: "not linked",
      what: "with a welcome that leaves the session open",
      holds: ({ speech, shouldEndSession }) => speech !== "" && shouldEndSession === false,
    }),
    await say("What is your technology stack?", intentRequest(unlinked, "TechnologyStackIntent"), {
      when: "not linked",
      what: "with a LinkAccount card and an explanation",
      holds: ({ speech, card }) => speech !== "" && card === "LinkAccount",
    }),
    await say("What is your technology stack?", intentRequest(linked, "TechnologyStackIntent"), {
      when: "linked",
      what: `with the name ${givenName} and without a LinkAccount card`,
      holds: ({ speech, card }) => speech.includes(givenName) && card !== "LinkAccount",
    }),
  ];
}

interface Expectation {
  readonly when: "linked" | "not linked";
  /** Completes "the skill must answer …". */
  readonly what: string;
  holds(answer: AlexaAnswer): boolean;
}

/** The conversation for people to read. */
export function conversationText(turns: readonly Turn[], width = 80): string {
  const lines: string[] = [];
  let linked: boolean | undefined;
  for (const turn of turns) {
    if (turn.linked !== linked) {
      linked = turn.linked;
      lines.push("", linked ? "  The account is linked." : "  The account is not linked yet.", "");
    }
    lines.push(...wrapped("User ", turn.user, width), ...wrapped("Alexa", turn.alexa.speech, width));
    if (turn.alexa.card !== undefined) {
      lines.push(`         [card: ${turn.alexa.card}]`);
    }
  }
  return `${lines.join("\n").trimStart().replace(/^/, "  ")}\n`;
}

function wrapped(speaker: string, text: string, width: number): readonly string[] {
  const room = Math.max(20, width - 9);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.map((line, index) => (index === 0 ? `  ${speaker}  ${line}` : `         ${line}`));
}
