import { count } from "../../common/plain-text";
import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import { field, form, link, pathWith } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import type { SecondFactor } from "./second-factors";
import { SECOND_FACTOR_SECONDS } from "./second-factors";
import type { Session } from "./session";
import type { User } from "./user-pools";

/** Remembers who proved a password, and goes to the page that asks for the second factor. */
export async function toSecondFactor(call: Call, { username, sub }: User, factor: SecondFactor): Promise<Answer> {
  const { poolId, service } = call;
  const secondFactor = await service.pools.secondFactors.ask(factor);
  const pending = { poolId, username, sub, secondFactor, authTime: service.clock.now() };
  return redirect(pathWith(call, "/mfa"), [service.sessions.begin(call, pending, SECOND_FACTOR_SECONDS)]);
}

/** `GET /mfa`: the page that asks for a code of the authenticator app, or has one set up first. */
export async function showMfa(call: Call): Promise<Answer> {
  const context = await pageCall(call);
  const pending = pendingSession(call);
  return pending === undefined ? startAgain(call) : mfaPage(context, pending);
}

/** `POST /mfa`: with the right code, whoever proved the password in this browser is signed in. */
export async function submitMfa(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const pending = pendingSession(call);
  if (pending === undefined) {
    return startAgain(call);
  }
  const { pools } = call.service;
  const code = context.form.get("code")?.replace(/\s/g, "") ?? "";
  try {
    await pools.secondFactors.answer(call.poolId, pending.username, pending.secondFactor, code);
  } catch (error) {
    if (!(error instanceof AccountRefused)) {
      throw error;
    }
    return mfaPage(context, pending, [error.message]);
  }
  const user = await pools.user(call.poolId, pending.username);
  return user?.enabled && user.sub === pending.sub ? signIn(call, context.request, user) : startAgain(call);
}

type Pending = Session & Required<Pick<Session, "secondFactor">>;

function pendingSession(call: Call): Pending | undefined {
  const session = call.service.sessions.find(call);
  return session?.secondFactor === undefined ? undefined : { ...session, secondFactor: session.secondFactor };
}

/** The time for the code is over, or this browser proved no password. */
const startAgain = (call: Call): Answer => redirect(pathWith(call, "/login"));

function mfaPage({ call }: PageCall, { username, secondFactor }: Pending, errors?: readonly string[]): Answer {
  const { key } = secondFactor;
  const code = {
    name: "code",
    label: "Authentication code",
    autocomplete: "one-time-code",
    inputmode: "numeric",
    maxlength: 12,
    invalid: errors !== undefined,
    hint: authenticatorHint(call),
  } as const;
  return page(call, {
    title: key === undefined ? "Second factor" : "Set up an authenticator app",
    errors,
    body: html`${
      key === undefined
        ? html`<p>Type in the code that your authenticator app shows now.</p>`
        : html`<p>Signing in here takes a code of an authenticator app. Add this key to yours, then type in the code that it shows.</p>
<p><code>${key.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>
<p><a href="${keyUri(call.host, username, key)}">Open an authenticator app on this device</a></p>`
    }
${form(call, "/mfa", html`${field(code)}<button type="submit">Continue</button>`)}
<p class="after">${link(call, "/login", "Start again")}</p>`,
  });
}

/** Who has no authenticator app at hand finds one in the emulator. */
const authenticatorHint = (call: Call): Html =>
  html`Any authenticator app will do. This machine has one of its own: <a href="${pathWith(call, AUTHENTICATOR_PATH)}" target="_blank" rel="noopener">see its code</a>.`;

/** Beside Cognito's own paths. */
export const AUTHENTICATOR_PATH = "/local/authenticator";

/** `GET /local/authenticator`: what the authenticator app of whoever proved the password in this browser shows. */
export async function showAuthenticator(call: Call): Promise<Answer> {
  await pageCall(call);
  const { pools } = call.service;
  const pending = pendingSession(call);
  const user = pending && (await pools.user(call.poolId, pending.username));
  if (user === undefined) {
    return startAgain(call);
  }
  const { email, phone_number } = user.attributes;
  const names = [user.username, user.sub, email, phone_number];
  const own = (await pools.secondFactors.shownCodes()).find(({ username }) => names.includes(username));
  const code =
    own === undefined
      ? html`<p>It has no key yet: start again on the page for the sign-in.</p>`
      : html`<p>The code of ${email ?? user.username}:</p>
<p class="code"><code>${own.code}</code></p>
<p>It holds for ${count(own.secondsLeft, "second")} more, and for one sign-in. Type it in on the page from which you came here.</p>`;
  const body = html`${code}
<p class="after">${link(call, AUTHENTICATOR_PATH, "Show the code of this moment")}</p>`;
  return page(call, { title: "The emulator's authenticator app", body });
}

/** What authenticator apps take as a QR code or a link: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function keyUri(issuer: string, username: string, key: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`;
  return `otpauth://totp/${label}?${new URLSearchParams({ secret: key, issuer })}`;
}
