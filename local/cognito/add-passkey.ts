import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { Call } from "./call";
import { pathWith } from "./form";
import { html } from "./html";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { ADD_PASSKEY_PATH, questionForm, settingsOf, withQuestion } from "./passkey";
import { passkeyScript } from "./passkey-script";
import { PasskeyRefused } from "./passkeys";
import { ADD_PASSKEY_COOKIE, cookie, signedInUser } from "./session";
import type { User } from "./user-pools";

/** `GET /passkeys/add`: the page on which somebody who is signed in makes a passkey; others sign in first. */
export async function showAddPasskey(call: Call): Promise<Answer> {
  const context = await pageCall(call);
  await settingsOf(context);
  const found = await signedInUser(call);
  return found === undefined ? signInFirst(call) : addPage(context, found.user);
}

/** `POST /passkeys/add`: keeps the passkey. */
export async function submitAddPasskey(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const settings = await settingsOf(context);
  const found = await signedInUser(call);
  if (found === undefined) {
    return signInFirst(call);
  }
  try {
    await call.service.passkeys.keep(call, found.user, settings, context.form.get("credential") ?? "");
  } catch (error) {
    if (error instanceof PasskeyRefused) {
      return addPage(context, found.user, [error.message]);
    }
    throw error;
  }
  return page(call, {
    title: "Your passkey is ready",
    message: "From now on you can sign in with it.",
    body: html`<p><a class="button" href="${pathWith(call, "/oauth2/authorize")}">Go on</a></p>`,
  });
}

/** Whoever signs in then comes back here. */
const signInFirst = (call: Call): Answer =>
  redirect(pathWith(call, "/login"), [cookie(call, ADD_PASSKEY_COOKIE, "1", 600)]);

async function addPage(context: PageCall, user: User, errors?: readonly string[]): Promise<Answer> {
  const { call } = context;
  const question = await call.service.passkeys.askForNew(call, user, await settingsOf(context));
  return withQuestion(
    question,
    page(call, {
      title: "Add a passkey",
      errors,
      script: passkeyScript,
      body: html`<p>You are signed in as ${user.attributes.email ?? user.username}. Your browser keeps the passkey; this machine knows it until the simulator ends.</p>
${questionForm(call, ADD_PASSKEY_PATH, { question, ask: "create", button: "Add a passkey" })}
<p class="after"><a href="${pathWith(call, "/oauth2/authorize")}">Go on without</a></p>`,
    }),
  );
}
