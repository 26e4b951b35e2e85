import { AccountRefused } from "./account-refused";
import type { Answer } from "./answer";
import type { Call } from "./call";
import { field, form, link } from "./form";
import { html } from "./html";
import { canSignUp, loginPage, toConfirmation } from "./login";
import { page } from "./page";
import type { PageCall } from "./page-call";
import { pageCall, postedPageCall } from "./page-call";
import { passwordProblem, passwordRules } from "./password-policy";
import type { SignUpField } from "./sign-up-fields";
import { signUpFields } from "./sign-up-fields";

/** `GET /signup`: the page on which people make an account. */
export async function showSignUp(call: Call): Promise<Answer> {
  return signUpPage(await pageCall(call), {});
}

/** `POST /signup`: makes the account. What is wrong with it is said all at once. */
export async function submitSignUp(call: Call): Promise<Answer> {
  const context = await postedPageCall(call);
  const fields = signUpFields(context.pool);
  const values = Object.fromEntries(fields.map(({ name }) => [name, context.form.get(name)?.trim() ?? ""]));
  const password = context.form.get("password") ?? "";
  const problems = new Map<string, string>();
  for (const { name, problem } of fields) {
    const found = problem(values[name] ?? "");
    if (found !== undefined) {
      problems.set(name, found);
    }
  }
  const weakness = passwordProblem(context.pool, password);
  if (weakness !== undefined) {
    problems.set("password", weakness);
  }
  if (problems.size > 0 || !canSignUp(context.pool)) {
    return signUpPage(context, { values, problems });
  }
  try {
    const { username = "", ...attributes } = values;
    const account = { username, password, attributes };
    const { confirmed } = await call.service.pools.accounts.signUp(context.request.client, account);
    return confirmed
      ? loginPage(context, { username, message: "Your account is ready." })
      : toConfirmation(call, username);
  } catch (error) {
    if (!(error instanceof AccountRefused)) {
      throw error;
    }
    return signUpPage(context, { values, problems: new Map([["", explanation(error, fields)]]) });
  }
}

interface SignUpState {
  readonly values?: Readonly<Record<string, string>>;
  /** By the field's name. */
  readonly problems?: ReadonlyMap<string, string>;
}

function signUpPage({ call, pool }: PageCall, { values = {}, problems = new Map() }: SignUpState): Answer {
  if (!canSignUp(pool)) {
    const body = html`<p>${link(call, "/login", "Sign in")}</p>`;
    return page(call, { title: "Sign up", status: 400, errors: ["SignUp is not permitted for this user pool"], body });
  }
  const fields = signUpFields(pool).map((each) =>
    field({ ...each, value: values[each.name], invalid: problems.has(each.name) }),
  );
  return page(call, {
    title: "Sign up",
    errors: [...problems.values()],
    body: html`${form(
      call,
      "/signup",
      html`${fields}${newPasswordField(pool, problems.has("password"))}
<button type="submit">Sign up</button>`,
    )}
<p class="after">Already have an account? ${link(call, "/login", "Sign in")}</p>`,
  });
}

/** A field for a new password, with all that the pool asks of it. */
export function newPasswordField(pool: PageCall["pool"], invalid: boolean) {
  const rules = passwordRules(pool).map(({ text }) => html`<li>${text}</li>`);
  const hint = html`It needs:<ul>${rules}</ul>`;
  const autocomplete = "new-password";
  return field({ name: "password", label: "Password", type: "password", autocomplete, maxlength: 256, invalid, hint });
}

/** In Cognito's words; the emulator's are shorter. */
function explanation({ reason, message }: AccountRefused, [first]: readonly SignUpField[]): string {
  if (reason !== "UsernameExistsException") {
    return message;
  }
  const label = first?.label.toLowerCase() ?? "";
  return label === "user name" ? "User already exists" : `An account with the given ${label} already exists.`;
}
