import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import type { Call } from "./call";
import { codeField } from "./confirm";
import { field, form, link } from "./form";
import { html } from "./html";
import { loginPage } from "./login";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { passwordProblem } from "./password-policy";
import { signInNameField } from "./sign-in-name";
import { newPasswordField } from "./sign-up";

/** `GET /forgotPassword`: the page that asks whose password is forgotten. */
export async function showForgotPassword(call: Call): Promise<Answer> {
  return forgotPage(await pageCall(call), {});
}

/** `POST /forgotPassword`: sends a code, and shows the page that takes it. */
export async function submitForgotPassword(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const username = context.form.get("username")?.trim() ?? "";
  const { client } = context.request;
  const { accounts, signInTriggers } = call.service.pools;
  try {
    await signInTriggers.migrateForgotten(client, username);
    const delivery = await accounts.forgotPassword(client, username);
    return resetPage(context, { username, message: `We sent a code to ${delivery?.Destination ?? "you"}.` });
  } catch (error) {
    return forgotPage(context, { username, errors: [refusal(error)] });
  }
}

/** `GET /confirmForgotPassword`: the page that takes the code and the new password. */
export async function showResetPassword(call: Call): Promise<Answer> {
  return resetPage(await pageCall(call), {});
}

/** `POST /confirmForgotPassword`: sets the new password. */
export async function submitResetPassword(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const [username = "", code = "", password = ""] = ["username", "code", "password"].map(
    (name) => context.form.get(name) ?? "",
  );
  const weakness = passwordProblem(context.pool, password);
  if (weakness !== undefined) {
    return resetPage(context, { username, errors: [weakness] });
  }
  try {
    const { client } = context.request;
    await call.service.pools.accounts.resetPassword(client, username.trim(), code.replace(/\s/g, ""), password);
    return loginPage(context, { username, message: "Your password has been changed." });
  } catch (error) {
    return resetPage(context, { username, errors: [refusal(error)] });
  }
}

interface RecoveryState {
  readonly username?: string;
  readonly errors?: readonly string[];
  readonly message?: string;
}

function forgotPage({ call, pool }: PageCall, { username, errors }: RecoveryState): Answer {
  const invalid = errors !== undefined;
  const name = signInNameField(pool, username, invalid);
  return page(call, {
    title: "Forgot your password?",
    errors,
    body: html`<p>We will send you a code to choose a new password.</p>
${form(call, "/forgotPassword", html`${name}<button type="submit">Send a code</button>`)}
<p class="after">${link(call, "/login", "Sign in")}</p>`,
  });
}

function resetPage({ call, pool }: PageCall, { username, errors, message }: RecoveryState): Answer {
  const invalid = errors !== undefined;
  return page(call, {
    title: "Choose a new password",
    errors,
    message,
    body: html`${form(
      call,
      "/confirmForgotPassword",
      html`${signInNameField(pool, username)}${field(codeField(call, invalid))}${newPasswordField(pool, invalid)}
<button type="submit">Change password</button>`,
    )}
<p class="after">${link(call, "/login", "Sign in")}</p>`,
  });
}

function refusal(error: unknown): string {
  if (error instanceof AccountRefused) {
    return error.message;
  }
  throw error;
}
