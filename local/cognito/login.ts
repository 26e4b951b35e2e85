import { TriggerFailed } from "../aws/pool-triggers";
import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import { signIn } from "./authorize";
import type { Call } from "./call";
import { offeredProviders, offersPassword } from "./federation";
import { field, form, link, pathWith } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { queryOf } from "./http-request";
import { isPlayed } from "./identity-provider";
import { toSecondFactor } from "./mfa";
import { moreWaysLink } from "./more-ways";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { checkOf } from "./page-client";
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
  if (!offersPassword(context.request)) {
    return loginPage(context, { errors: ["This client offers no sign-in with a password."] });
  }
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

export async function loginPage(context: PageCall, { username, errors, message }: LoginState): Promise<Answer> {
  const { call, pool, request } = context;
  const providers = await providerButtons(context);
  const invalid = errors !== undefined;
  const name = signInNameField(pool, username, invalid);
  const password = { name: "password", label: "Password", type: "password", invalid } as const;
  return page(call, {
    title: "Sign in",
    errors,
    message,
    body: html`${providers}${
      offersPassword(request) &&
      html`${form(
        call,
        "/login",
        html`${name}${field({ ...password, autocomplete: "current-password", maxlength: 256 })}
<button type="submit">Sign in</button>`,
      )}
${moreWaysLink(context)}
${canRecover(pool) && html`<p class="after">${link(call, "/forgotPassword", "Forgot your password?")}</p>`}
${canSignUp(pool) && html`<p class="after">Need an account? ${link(call, "/signup", "Sign up")}</p>`}`
    }`,
  });
}

/** A button for each provider that is played here; Cognito's page has them above the form. */
async function providerButtons({ call, request }: PageCall): Promise<Html | false> {
  const names = offeredProviders(request);
  if (names.length === 0) {
    return false;
  }
  const providers = await Promise.all(names.map((name) => call.service.pools.provider(call.poolId, name)));
  const buttons: Html[] = [];
  const notPlayed: string[] = [];
  for (const [index, name] of names.entries()) {
    const provider = providers[index];
    if (provider !== undefined && isPlayed(provider)) {
      const query = new URLSearchParams(call.request.query);
      query.set("identity_provider", name);
      buttons.push(
        html`<p><a class="button" href="/oauth2/authorize?${query.toString()}">Continue with ${LABELS[name] ?? name}</a></p>`,
      );
    } else {
      notPlayed.push(name);
    }
  }
  return html`${buttons}
${notPlayed.length > 0 && html`<p class="hint">Not played here: sign-in with ${notPlayed.join(", ")}.</p>`}
${offersPassword(request) && html`<p class="hint">or with a password</p>`}`;
}

/** What the social providers are called by people. */
const LABELS: Readonly<Record<string, string>> = { LoginWithAmazon: "Login with Amazon", SignInWithApple: "Apple" };

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
  const { pools } = call.service;
  const authenticate = () => pools.authenticate(call.poolId, username, password, checkOf(request.client));
  try {
    await pools.signInTriggers.beforePassword(request.client, username);
    return await authenticate().catch(async (error) => {
      if (error instanceof SignInRefused && (await pools.signInTriggers.migrate(request.client, username, password))) {
        return authenticate();
      }
      throw error;
    });
  } catch (error) {
    throw error instanceof TriggerFailed || error instanceof AccountRefused ? new SignInRefused(error.message) : error;
  }
}
