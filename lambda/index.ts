import type { RequestEnvelope, ResponseEnvelope } from "ask-sdk-model";
import { readMemorySettings, readSettings } from "./library";
import type { InvocationContext } from "./skill";
import { createSkill } from "./skill";

const skill = createSkill(readSettings(), readMemorySettings());

// Not awaited, and after the module has loaded: opening a TLS connection takes as long as loading everything else, and
// most requests do not need the keys. Those that do wait for them.
setImmediate(skill.prepare);

/** What Lambda calls. Asynchronous, for Node.js 24 on Lambda no longer takes the callback form of the SDK's `lambda()`. */
export const handler = async (event: RequestEnvelope, context: InvocationContext): Promise<ResponseEnvelope> =>
  skill.invoke(event, context);
