import { anyOf, includes, listOf } from "../module/condition";

/** The addresses that users have and Cognito verifies. Nobody could confirm or recover a user name alone. */
export const contactAttributes = (signIn: readonly string[]): readonly string[] =>
  listOf(
    [anyOf(includes(signIn, "email"), includes(signIn, "username")), "email"],
    [includes(signIn, "phone"), "phone_number"],
  );
