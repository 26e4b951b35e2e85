import type { Answer } from "./answer";
import { redirect } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import { field, form, link, pathWith } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { queryOf } from "./http-request";
import { toSecondFactor } from "./mfa";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { signInNameField } from "./sign-in-name";
import { NotConfirmed, SignInRefused } from "./user-pools";

/**
 * `GET /login`: the sign-in page.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html
 */
export async function showLogin(call: Call): Promise<Answer> {
  return loginPage(await pageCall(call), { username: queryOf(call.request).get("login_hint") ?? undefined });
}

/**
 * `POST /login`: verifies the password. An account that is not confirmed, and one that takes a second factor, are led to
 * the page for it.
 */
export async function submitLogin(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const username = context.form.get("username")?.trim() ?? "";
  try {
    const { user, secondFactor } = await checkPassword(context, username, context.form.get("password") ?? "");
    return secondFactor === undefined ? signIn(call, context.request, user) : toSecondFactor(call, user, secondFactor);
  } catch (error) {
    if (error instanceof NotConfirmed) {
      return toConfirmation(call, username);
    }
    if (error instanceof SignInRefused) {
      return loginPage(context, { username, errors: [error.message] });
    }
    throw error;
  }
}

export interface LoginState {
  readonly username?: string;
  readonly errors?: readonly string[];
  readonly message?: string;
}

export function loginPage({ call, pool, request }: PageCall, { username, errors, message }: LoginState): Answer {
  const invalid = errors !== undefined;
  const name = signInNameField(pool, username, invalid);
  const password = { name: "password", label: "Password", type: "password", invalid } as const;
  return page(call, {
    title: "Sign in",
    errors,
    message,
    body: html`${form(
      call,
      "/login",
      html`${name}${field({ ...password, autocomplete: "current-password", maxlength: 256 })}
<button type="submit">Sign in</button>`,
    )}
${canRecover(pool) && html`<p class="after">${link(call, "/forgotPassword", "Forgot your password?")}</p>`}
${canSignUp(pool) && html`<p class="after">Need an account? ${link(call, "/signup", "Sign up")}</p>`}
${notPlayed(request.client)}`,
  });
}

/** What Cognito's page has beside the form, or instead of it. */
function notPlayed({ SupportedIdentityProviders = [] }: PageCall["request"]["client"]): Html | false {
  const names = SupportedIdentityProviders.filter((name) => name !== PASSWORD_FORM);
  if (names.length === 0) {
    return false;
  }
  const form = SupportedIdentityProviders.includes(PASSWORD_FORM) ? "" : " Cognito shows no form for a password here.";
  return html`<p class="after">Not played here: sign-in with ${names.join(", ")}.${form}</p>`;
}

/** The pool's own users, among a client's providers. Source: Amazon Cognito API, SupportedIdentityProviders. */
const PASSWORD_FORM = "COGNITO";

/** Whether the pool lets people make an account themselves. */
export const canSignUp = ({ AdminCreateUserConfig }: PageCall["pool"]): boolean =>
  AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true;

/** Whether the pool lets people choose a new password themselves. */
export const canRecover = ({ AccountRecoverySetting }: PageCall["pool"]): boolean =>
  !(AccountRecoverySetting?.RecoveryMechanisms ?? []).some(({ Name }) => Name === "admin_only");

/** Remembers whose account is to be confirmed, and goes to the page for it. */
export async function toConfirmation(call: Call, typedName: string): Promise<Answer> {
  const { service, poolId } = call;
  const user = await service.pools.user(poolId, typedName);
  const account = { poolId, username: user?.username ?? typedName, sub: user?.sub ?? "", unconfirmed: true };
  const cookie = service.sessions.begin(call, { ...account, authTime: service.clock.now() });
  return redirect(pathWith(call, "/confirm"), [cookie]);
}

async function checkPassword({ call, request }: PageCall, username: string, password: string) {
  // The limits of Cognito's API. Beyond them no user can be meant.
  if (username === "" || username.length > 128 || password === "" || password.length > 256) {
    throw new SignInRefused("Incorrect username or password.");
  }
  const hideUnknownUsers = request.client.PreventUserExistenceErrors !== "LEGACY";
  return call.service.pools.authenticate(call.poolId, username, password, { hideUnknownUsers });
}
