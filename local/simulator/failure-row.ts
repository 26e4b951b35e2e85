import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinking, AlexaRegion } from "../../contract/account-linking";
import type { AccountLinkingSettings } from "../alexa/account-linking-settings";
import type { SignInFaults } from "../cognito/faults";

/** What a failure can change: the deployed app client, Alexa's account-linking form, the servers' behaviour. */
export interface Setup {
  readonly client: UserPoolClientType;
  readonly form: AccountLinkingSettings;
  readonly faults: SignInFaults;
}

/** What a failure may need to know. */
export interface Circumstances {
  readonly accountLinking: AccountLinking;
  readonly vendorId: string;
  /** Where the user's account lived when the failure was switched on. */
  readonly region: AlexaRegion;
}

/** One failure that can be brought about for real. */
export interface FailureRow {
  readonly title: string;
  readonly description: string;
  /** How it is met, once it is on. */
  readonly meet: Meeting;
  /** Whether it is met only where users sign in at an identity provider. @default false */
  readonly atProvider?: boolean;
  /** The setup with the failure in it. Failures that are on at once are put in one after the other. */
  put(setup: Setup, circumstances: Circumstances): Setup;
}

/** In linking, when a linked user asks for something, or when Alexa refreshes a token that it has already. */
export type Meeting = "linking" | "asking" | "refreshing";

/** The setup with servers that behave otherwise. */
export const withFaults = (setup: Setup, change: Partial<SignInFaults>): Setup => ({
  ...setup,
  faults: { ...setup.faults, ...change },
});
