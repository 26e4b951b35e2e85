import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import { codeField } from "./confirm";
import { field, form, link } from "./form";
import { html } from "./html";
import { bringerOf, MORE_WAYS_PATH, moreWaysPage, SIGN_IN_CODE_PATH } from "./more-ways";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import type { Session } from "./session";

/** Cognito's words. */
const EXPIRED = "Invalid session for the user, session is expired.";

/** `GET /local/sign-in-code`: the page that takes the code in place of a password. */
export async function showSignInCode(call: Call): Promise<Answer> {
  const context = await pageCall(call);
  const pending = pendingSession(call);
  return pending === undefined ? moreWaysPage(context, {}) : codePage(context, pending);
}

/** `POST /local/sign-in-code`: with the right code, whoever was sent it is signed in. There is no second factor then. */
export async function submitSignInCode(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const pending = pendingSession(call);
  const { expireSignInCodes } = call.service.faults;
  if (pending === undefined || expireSignInCodes) {
    return moreWaysPage(context, { username: pending?.username, errors: [EXPIRED], ended: expireSignInCodes });
  }
  const { pools } = call.service;
  const code = context.form.get("code")?.replace(/\s/g, "") ?? "";
  try {
    await pools.signInCodes.answer(call.poolId, pending.username, pending.sentCode, code);
  } catch (error) {
    if (!(error instanceof AccountRefused)) {
      throw error;
    }
    return error.message === EXPIRED
      ? moreWaysPage(context, { username: pending.username, errors: [EXPIRED] })
      : codePage(context, pending, [error.message]);
  }
  const user = await pools.user(call.poolId, pending.username);
  return user?.enabled && user.sub === pending.sub
    ? signIn(call, context.request, user)
    : moreWaysPage(context, { errors: [EXPIRED] });
}

type Pending = Session & Required<Pick<Session, "sentCode">>;

function pendingSession(call: Call): Pending | undefined {
  const session = call.service.sessions.find(call);
  return session?.sentCode === undefined ? undefined : { ...session, sentCode: session.sentCode };
}

/** It says nothing of who exists: the same for a name that nobody has. */
function codePage({ call }: PageCall, { username, sentCode }: Pending, errors?: readonly string[]): Answer {
  const { factor } = sentCode;
  const again = html`<input type="hidden" name="username" value="${username}"><input type="hidden" name="factor" value="${factor}">`;
  return page(call, {
    title: "Type in the code",
    errors,
    body: html`<p>If this account can sign in so, a code of eight digits is on its way by ${bringerOf(factor)}. It works once, for three minutes.</p>
${form(call, SIGN_IN_CODE_PATH, html`${field(codeField(call, errors !== undefined))}<button type="submit">Sign in</button>`)}
${form(call, MORE_WAYS_PATH, html`${again}<button type="submit" class="quiet">Send another code</button>`)}
<p class="after">${link(call, MORE_WAYS_PATH, "More ways to sign in")}</p>`,
  });
}
