import type { RequestEnvelope } from "ask-sdk-model";

/** A request that this function must not answer. */
export class RefusedRequestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RefusedRequestError";
  }
}

/**
 * Refuses what is not an Alexa request, and requests of other people's skills. Their id stands in the context;
 * events have no session to look for it in. (The SDK's `withSkillId` knows one id only.)
 *
 * @param skillIds ids of the skills that may call; empty accepts any
 * @throws RefusedRequestError
 */
export function checkSkillId(envelope: RequestEnvelope, skillIds: readonly string[]): void {
  // The type is what Alexa promises. Whoever may invoke the function can send anything.
  const { context, request }: Partial<RequestEnvelope> = envelope ?? {};
  const id: unknown = context?.System?.application?.applicationId;
  if (typeof id !== "string" || typeof request?.type !== "string" || !context?.System?.user) {
    throw new RefusedRequestError("This is not a request of an Alexa skill.");
  }
  if (skillIds.length > 0 && !skillIds.includes(id)) {
    throw new RefusedRequestError("The request comes from a skill that is not in SKILL_IDS.");
  }
}
