import { directiveName, directiveToken } from "../alexa/directive";
import type { Invocation } from "../aws/lambda-runtime/lambda-runtime";
import type { SkillInvocation } from "./state";

/** What the page shows of a request to the skill and its answer. */
export function invocationNote(
  envelope: object,
  invocation: Pick<Invocation, "durationMs" | "error">,
  at: Date,
): Omit<SkillInvocation, "id" | "kind"> {
  const { request, context } = envelope as Partial<Envelope>;
  const intent = request?.intent?.name;
  const { durationMs, error } = invocation;
  return {
    at: at.toISOString(),
    durationMs,
    request: [
      directiveName(envelope) ?? request?.type ?? "a request without a type",
      ...(intent === undefined ? [] : [intent]),
    ].join(" "),
    linked: (context?.System?.user?.accessToken ?? directiveToken(envelope)) !== undefined,
    ...(error === undefined ? {} : { error: `${error.errorType}: ${error.errorMessage}` }),
  };
}

/** The parts of Alexa's requests that are read here. */
interface Envelope {
  readonly request: { readonly type?: string; readonly intent?: { readonly name?: string } };
  readonly context: { readonly System?: { readonly user?: { readonly accessToken?: string } } };
}
