import type { SignInFaults } from "../cognito/faults";
import type { FailureRow } from "./failure-row";
import { withFaults } from "./failure-row";

const row = (title: string, description: string, faults: Partial<SignInFaults>): FailureRow => ({
  title,
  description,
  meet: "linking",
  put: (setup) => withFaults(setup, faults),
});

/** What can be made to fail where users sign in without a password. */
export const PASSWORDLESS_FAILURES = {
  "sign-in-code-expired": row(
    "Code: time over",
    "Every code in place of a password is typed in too late. Met where sign-ins begin with a code.",
    { expireSignInCodes: true },
  ),
  "passkey-relying-party": row(
    "Passkey: another host",
    "The passkeys of the user pool are made for another host. Met where sign-ins begin with a passkey.",
    { wrongRelyingParty: true },
  ),
} as const satisfies Readonly<Record<string, FailureRow>>;
