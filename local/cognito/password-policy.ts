import type { PasswordPolicyType, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";

/** One thing that a password must have. */
export interface PasswordRule {
  /** Goes on after "The password needs". */
  readonly text: string;
  readonly holds: (password: string) => boolean;
}

/** Cognito's special characters; a space counts only inside. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/;

/** Of a pool that was made without one. */
const DEFAULT_POLICY: PasswordPolicyType = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

/**
 * What a pool's password policy asks for; without one, Cognito's default.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
export function passwordRules({ Policies }: UserPoolType): readonly PasswordRule[] {
  const policy = Policies?.PasswordPolicy ?? DEFAULT_POLICY;
  const length = policy.MinimumLength ?? 8;
  // The emulator leaves out what was not sent, and the AWS provider sends no `false`.
  const rule = (asked: boolean | undefined, text: string, pattern: RegExp): readonly PasswordRule[] =>
    asked !== true ? [] : [{ text, holds: (password) => pattern.test(password) }];
  return [
    { text: `at least ${length} characters`, holds: (password) => password.length >= length },
    ...rule(policy.RequireLowercase, "a lower-case letter", /[a-z]/),
    ...rule(policy.RequireUppercase, "an upper-case letter", /[A-Z]/),
    ...rule(policy.RequireNumbers, "a number", /[0-9]/),
    ...rule(policy.RequireSymbols, "a special character", SYMBOL),
  ];
}

/** Everything that a password lacks, in one sentence, or undefined when it lacks nothing. */
export function passwordProblem(pool: UserPoolType, password: string): string | undefined {
  const unmet = passwordRules(pool).filter(({ holds }) => !holds(password));
  return unmet.length === 0 ? undefined : `The password needs ${unmet.map(({ text }) => text).join(", ")}.`;
}
