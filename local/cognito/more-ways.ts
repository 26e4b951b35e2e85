import { TriggerFailed } from "../aws/pool-triggers";
import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import { redirect } from "./answer";
import type { Call } from "./call";
import type { CodeFactor, PasswordlessFactor } from "./first-factors";
import { passwordlessFactors } from "./first-factors";
import { form, link, pathWith } from "./form";
import type { Html } from "./html";
import { html } from "./html";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { SIGN_IN_CODE_SECONDS } from "./sign-in-codes";
import { signInNameField } from "./sign-in-name";

/** Beside Cognito's own paths. */
export const MORE_WAYS_PATH = "/local/more-ways";
export const SIGN_IN_CODE_PATH = "/local/sign-in-code";
export const PASSKEY_PATH = "/local/passkey";

/** `GET /local/more-ways`: the page on which people choose how they sign in without a password. */
export async function showMoreWays(call: Call): Promise<Answer> {
  return moreWaysPage(await pageCall(call), {});
}

/** `POST /local/more-ways`: sends a code, and goes to the page that takes it. */
export async function submitMoreWays(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const username = context.form.get("username")?.trim() ?? "";
  const factor = offeredCodes(context).find((each) => each === context.form.get("factor"));
  // The limit of Cognito's API. Beyond it no user can be meant.
  if (factor === undefined || username === "" || username.length > 128) {
    return moreWaysPage(context, { username, errors: ["Choose one of these ways."] });
  }
  const { client } = context.request;
  const { poolId, service } = call;
  const { pools, sessions } = service;
  try {
    await pools.signInTriggers.beforePassword(client, username);
    const sentCode = await pools.signInCodes.send(client, username, factor);
    const sub = (await pools.user(poolId, username))?.sub ?? "";
    const pending = { poolId, username, sub, sentCode, authTime: service.clock.now() };
    return redirect(pathWith(call, SIGN_IN_CODE_PATH), [sessions.begin(call, pending, SIGN_IN_CODE_SECONDS)]);
  } catch (error) {
    if (error instanceof AccountRefused || error instanceof TriggerFailed) {
      return moreWaysPage(context, { username, errors: [error.message] });
    }
    throw error;
  }
}

export interface MoreWaysState {
  readonly username?: string;
  readonly errors?: readonly string[];
  /** Whether no code would do, so that the sign-in ends here. @default false */
  readonly ended?: boolean;
}

export function moreWaysPage(context: PageCall, { username, errors, ended }: MoreWaysState): Answer {
  const { call, pool } = context;
  const factors = passwordlessFactors(context);
  if (factors.length === 0) {
    return redirect(pathWith(call, "/login"));
  }
  const codes = offeredCodes(context);
  return page(call, {
    title: ended ? `The time is over: ${errors?.[0] ?? ""}` : "More ways to sign in",
    status: ended ? 400 : 200,
    errors,
    body: html`${codes.length > 0 && form(call, MORE_WAYS_PATH, html`${signInNameField(pool, username, errors !== undefined)}${codes.map(codeButton)}`)}
${factors.includes("WEB_AUTHN") && html`<p class="after"><a class="button" href="${pathWith(call, PASSKEY_PATH)}">Use a passkey</a></p>`}
<p class="after">${link(call, "/login", "Sign in with a password")}</p>`,
  });
}

/** A link to the other ways, where there are any. */
export const moreWaysLink = (context: PageCall): Html | false =>
  passwordlessFactors(context).length > 0 &&
  html`<p class="after">${link(context.call, MORE_WAYS_PATH, "More ways to sign in")}</p>`;

const CODES: Readonly<Record<CodeFactor, string>> = { EMAIL_OTP: "e-mail", SMS_OTP: "text message" };

/** What brings a code, in words. */
export const bringerOf = (factor: CodeFactor): string => CODES[factor];

const offeredCodes = (context: PageCall): readonly CodeFactor[] =>
  passwordlessFactors(context).filter((factor: PasswordlessFactor) => factor !== "WEB_AUTHN");

const codeButton = (factor: CodeFactor): Html =>
  html`<p><button type="submit" name="factor" value="${factor}">Send a code by ${bringerOf(factor)}</button></p>`;
