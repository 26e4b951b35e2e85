import type { JsonObject } from "../../common/json";
import { isObject, listAt, parseJson, textAt } from "../../common/json";
import { count } from "../../common/plain-text";
import type { Redaction } from "./redaction";
import { MAX_PAUSE_SECONDS } from "./retry";
import type { SmapiErrorKind } from "./smapi";
import { SmapiError } from "./smapi";
import type { TransportAnswer } from "./transport";

/** What a message about an answer of SMAPI has to know. */
export interface Refusal {
  /** What did not happen: "Could not read the account linking of the skill …". */
  readonly failed: string;
  readonly answer: TransportAnswer;
  /** Where the credentials come from. */
  readonly source: string;
  readonly redaction: Redaction;
}

/** An answer of SMAPI that is not a success. */
export class RefusedError extends SmapiError {
  constructor(
    kind: SmapiErrorKind,
    message: string,
    status: number,
    /** From 1. More than one means that an earlier one was answered 429 or 503, or found no connection. */
    readonly attempts: number,
  ) {
    super(kind, message, status);
  }
}

const VENDOR_PAGE = "https://developer.amazon.com/settings/console/mycid";

/** The error for an answer that is not a success, with SMAPI's own words, what they mean and how to fix it. */
export function refusalError(refusal: Refusal): RefusedError {
  const { failed, answer } = refusal;
  const { status, attempts } = answer;
  const lines = [
    `${failed}: SMAPI answered ${status}${ownWords(refusal)}. ${advice(refusal)}`,
    ...violationsIn(refusal).map((violation) => `  - ${violation}`),
  ];
  return new RefusedError(kindOf(status), lines.join("\n"), status, attempts);
}

function kindOf(status: number): SmapiErrorKind {
  const kinds: Readonly<Record<number, SmapiErrorKind>> = {
    401: "unauthorized",
    403: "forbidden",
    404: "not found",
    412: "changed",
    429: "too many requests",
  };
  return kinds[status] ?? (status >= 500 ? "server failed" : "refused");
}

function advice({ answer, source }: Refusal): string {
  const { status } = answer;
  switch (status) {
    case 400:
      return "Amazon rejected the request as invalid.";
    case 401:
      return `The access token has ended, was withdrawn, or is not for this: its scopes have to be alexa::ask:skills:readwrite and alexa::ask:models:readwrite. It comes from ${source}. \`ask configure\` and \`ask util generate-lwa-tokens\` make new ones.`;
    case 403:
      return `The developer account of ${source} may not do this: the skill or the vendor id is another account's (compare ${VENDOR_PAGE}), or the account's role does not let it change skills, as Administrator and Developer do.`;
    case 404:
      return `There is nothing under this id for the developer account of ${source}: compare it with the Alexa developer console, and the account with ${VENDOR_PAGE}.`;
    case 409:
      return "Another operation on the skill, such as an import or a build, is in progress. Wait until it has ended, then run this again.";
    case 412:
      return "Somebody else has written since it was read, so nothing was written. Run this again: it reads anew and shows what differs.";
    case 413:
      return "What it was sent is too large.";
    case 429:
      return `It takes no more requests at the moment. ${waiting(answer)}`;
    default:
      return otherAdvice(answer);
  }
}

function otherAdvice(answer: TransportAnswer): string {
  if (answer.status >= 500) {
    return `That is a failure on Amazon's side. ${waiting(answer)}`;
  }
  if (answer.status >= 300 && answer.status < 400) {
    return "A redirect is not followed, because the token would go with it. Is the endpoint right (ASK_SMAPI_SERVER_BASE_URL), or is a proxy in between?";
  }
  return "Amazon gave no further details.";
}

function waiting({ attempts, retryAfterSeconds: seconds }: TransportAnswer): string {
  if (seconds !== undefined && seconds > MAX_PAUSE_SECONDS) {
    return `Amazon asks for a wait of ${seconds} s, more than the ${MAX_PAUSE_SECONDS} s that this command waits: run it again after that.`;
  }
  return attempts === 1 ? "Run this again later." : `${attempts} attempts were made; run this again later.`;
}

/** SMAPI's `{message, violations: [{message}]}`. Of anything else, as a proxy's page, nothing is shown. */
function ownWords({ answer, redaction }: Refusal): string {
  const message = textAt(parseJson(answer.body), "message");
  return message === undefined ? "" : `, "${redaction.clean(message)}"`;
}

function violationsIn({ answer, redaction }: Refusal): string[] {
  return listAt(parseJson(answer.body), "violations").flatMap((violation) => {
    const message = textAt(violation, "message");
    return message === undefined ? [] : [redaction.clean(message)];
  });
}

/**
 * The JSON object that an answer must have.
 *
 * @param failed what did not happen
 * @throws SmapiError of the kind `server failed`
 */
export function objectOf(failed: string, { status, headers, body }: TransportAnswer): JsonObject {
  const value = parseJson(body);
  if (isObject(value)) {
    return value;
  }
  const type = headers["content-type"]?.match(/^[\w.+-]+\/[\w.+-]+/)?.[0] ?? "no type";
  throw new SmapiError(
    "server failed",
    `${failed}: the answer ${status} is not a JSON object but ${count(body.length, "byte")} of ${type}. Is the endpoint right (ASK_SMAPI_SERVER_BASE_URL, ASK_LWA_TOKEN_HOST), or is a proxy in between?`,
    status,
  );
}
