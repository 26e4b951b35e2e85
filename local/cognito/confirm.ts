import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import type { Field } from "./form";
import { field, form, link } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { loginPage } from "./login";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { signInNameField } from "./sign-in-name";

/** `GET /confirm`: the page that takes the code of a new account. */
export async function showConfirm(call: Call): Promise<Answer> {
  return confirmPage(await pageCall(call), {});
}

/** `POST /confirm`: with the right code, whoever proved the password in this browser is signed in. */
export async function submitConfirm(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const { pools } = call.service;
  const pending = pendingSession(call);
  const username = pending?.username ?? context.form.get("username")?.trim() ?? "";
  const code = context.form.get("code")?.replace(/\s/g, "") ?? "";
  return orPage(context, username, async () => {
    await pools.accounts.confirmSignUp(context.request.client, username, code);
    const user = pending && (await pools.user(call.poolId, username));
    // Cognito goes straight on to the second factor. Here that takes the password once more, which is not kept.
    return user?.enabled && user.sub === pending?.sub && context.pool.MfaConfiguration !== "ON"
      ? signIn(call, context.request, user)
      : loginPage(context, { username, message: "Your account is confirmed." });
  });
}

/** `POST /resendcode`: sends another code. */
export async function submitResend(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const username = pendingSession(call)?.username ?? context.form.get("username")?.trim() ?? "";
  return orPage(context, username, async () => {
    const delivery = await call.service.pools.accounts.resendCode(context.request.client, username);
    return confirmPage(context, { username, message: `We sent a new code to ${delivery?.Destination ?? "you"}.` });
  });
}

/** Where codes can be read on this machine. No message ever leaves it. */
export function mailboxHint({ service }: Call): Html {
  const page = service.mailPage();
  return page === undefined
    ? html`No message leaves this machine: the emulator keeps the code.`
    : html`No message leaves this machine: the code is at <a href="${page}" target="_blank" rel="noopener">${page}</a>.`;
}

export const codeField = (call: Call, invalid: boolean): Field => ({
  name: "code",
  label: "Verification code",
  autocomplete: "one-time-code",
  inputmode: "numeric",
  maxlength: 12,
  invalid,
  hint: mailboxHint(call),
});

interface ConfirmState {
  readonly username?: string;
  readonly errors?: readonly string[];
  readonly message?: string;
}

function confirmPage({ call, pool }: PageCall, { username, errors, message }: ConfirmState): Answer {
  const known = pendingSession(call) !== undefined;
  const name = known ? undefined : signInNameField(pool, username);
  const again = known ? undefined : html`<input type="hidden" name="username" value="${username ?? ""}">`;
  return page(call, {
    title: "Confirm your account",
    errors,
    message,
    body: html`<p>We sent a code to your address. Type it in to confirm that it is yours.</p>
${form(
  call,
  "/confirm",
  html`${name}${field(codeField(call, errors !== undefined))}
<button type="submit">Confirm account</button>`,
)}
${form(call, "/resendcode", html`${again}<button type="submit" class="quiet">Send another code</button>`)}
<p class="after">${link(call, "/login", "Sign in")}</p>`,
  });
}

const pendingSession = (call: Call) => {
  const session = call.service.sessions.find(call);
  return session?.unconfirmed ? session : undefined;
};

async function orPage(context: PageCall, username: string, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AccountRefused) {
      return confirmPage(context, { username, errors: [error.message] });
    }
    throw error;
  }
}
