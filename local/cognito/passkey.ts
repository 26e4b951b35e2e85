import type { Answer } from "./answer";
import { redirect } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import type { PasskeySettings } from "./first-factors";
import { passkeySettings, passwordlessFactors } from "./first-factors";
import { form, link, pathWith } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { MORE_WAYS_PATH, PASSKEY_PATH } from "./more-ways";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { passkeyScript } from "./passkey-script";
import type { PasskeyQuestion } from "./passkeys";
import { PasskeyRefused } from "./passkeys";
import { CognitoRefusal } from "./refusal";

/** `GET /local/passkey`: the page that asks the browser for a passkey. */
export async function showPasskey(call: Call): Promise<Answer> {
  const context = await pageCall(call);
  return passkeyPage(context, await settingsOf(context));
}

/** `POST /local/passkey`: whoever has the passkey is signed in. */
export async function submitPasskey(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const settings = await settingsOf(context);
  const { passkeys, pools } = call.service;
  try {
    const owner = await passkeys.verify(call, settings, context.form.get("credential") ?? "");
    const user = await pools.user(call.poolId, owner.username);
    const isSecond = settings.countsAsBoth && owner.userVerified;
    // The session could not ask for the second factor that they have.
    if (!user?.enabled || user.sub !== owner.sub || (user.hasSecondFactor && !isSecond)) {
      throw new PasskeyRefused("The passkey was not accepted.");
    }
    return signIn(call, context.request, user);
  } catch (error) {
    if (error instanceof PasskeyRefused) {
      return passkeyPage(context, settings, [error.message]);
    }
    throw error;
  }
}

/**
 * What the pool's passkeys are made for.
 *
 * @throws CognitoRefusal where there are none, or no browser would give one to this page
 */
export async function settingsOf(context: PageCall): Promise<PasskeySettings> {
  const { call, pool } = context;
  const { pools } = call.service;
  if (!passwordlessFactors(context).includes("WEB_AUTHN")) {
    throw new CognitoRefusal(redirect(pathWith(call, "/login")));
  }
  const settings = passkeySettings(await pools.secondFactorsOf(call.poolId), pools.hostOfPool(pool) ?? call.host);
  const { relyingPartyId } = call.service.faults.wrongRelyingParty ? { relyingPartyId: "example.com" } : settings;
  if (call.host === relyingPartyId || call.host.endsWith(`.${relyingPartyId}`)) {
    return settings;
  }
  throw new CognitoRefusal(
    page(call, {
      title: "Passkeys cannot be used on this page",
      status: 400,
      // A browser's words (Chromium); Cognito's page has none.
      errors: ["The relying party ID is not a registrable domain suffix of, nor equal to the current domain."],
      body: html`<p>The passkeys of this user pool are made for <code>${relyingPartyId}</code>, and this page is at <code>${call.host}</code>.</p>
<p class="after">${link(call, "/login", "Sign in with a password")}</p>`,
    }),
  );
}

async function passkeyPage(context: PageCall, settings: PasskeySettings, errors?: readonly string[]): Promise<Answer> {
  const { call } = context;
  const question = await call.service.passkeys.ask(call, settings);
  return withQuestion(
    question,
    page(call, {
      title: "Sign in with a passkey",
      errors,
      script: passkeyScript,
      body: html`<p>Your browser asks which of its passkeys you use. One is made for this machine, and good for nothing elsewhere.</p>
${questionForm(call, PASSKEY_PATH, { question, ask: "get", button: "Use a passkey" })}
<p class="after">No passkey yet? ${link(call, ADD_PASSKEY_PATH, "Add one to your account")}</p>
<p class="after">${link(call, MORE_WAYS_PATH, "More ways to sign in")}</p>`,
    }),
  );
}

/**
 * Cognito's own path.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export const ADD_PASSKEY_PATH = "/passkeys/add";

interface QuestionForm {
  readonly question: PasskeyQuestion;
  readonly ask: "create" | "get";
  readonly button: string;
}

/** The form that sends what the browser answers to the question. */
export function questionForm(call: Call, path: string, { question, ask, button }: QuestionForm): Html {
  const content = html`<input type="hidden" name="credential" value=""><button type="submit">${button}</button>
<noscript><p class="hint">A passkey needs a browser with JavaScript.</p></noscript>`;
  return form(call, path, content, {
    id: "passkey",
    "data-ask": ask,
    "data-options": JSON.stringify(question.options),
  });
}

/** The page, with the cookie by which the answer is known to be the question's. */
export function withQuestion({ cookie }: PasskeyQuestion, answer: Answer): Answer {
  const cookies = [answer.headers["set-cookie"] ?? [], cookie].flat();
  return { ...answer, headers: { ...answer.headers, "set-cookie": cookies } };
}
