import type { RequestBody } from "./request-body";
import type { ServedSession } from "./server";

/** What the page can ask of a session, by the path of the POST request. */
export type ActionName = keyof typeof ACTIONS;

type Action = (session: ServedSession, body: RequestBody) => Promise<object | undefined>;

/** Each answers what the page needs beside the state, if anything. */
export const ACTIONS = {
  "/api/say": (session, body) => done(session.say(body.text("text", 500))),
  "/api/send": async (session, body) => session.send(body.object("request")),
  "/api/link": async (session) => ({ url: await session.startLink() }),
  "/api/unlink": (session) => done(session.unlink()),
  "/api/refresh": (session) => done(session.refresh()),
  "/api/locale": (session, body) => done(session.setLocale(body.oneOf("locale", session.locales))),
  "/api/region": (session, body) => done(session.setRegion(body.oneOf("region", session.regions))),
  "/api/failures": (session, body) =>
    done(session.setFailure(body.oneOf("name", session.failureNames), body.flag("on"))),
  "/api/reset": (session) => done(session.reset()),
} as const satisfies Readonly<Record<string, Action>>;

async function done(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}

export function actionOf(path: string): Action | undefined {
  return Object.hasOwn(ACTIONS, path) ? ACTIONS[path as ActionName] : undefined;
}
