import type { ServerResponse } from "node:http";
import type { ProviderFaults } from "../cognito/faults";
import type { IdentityProvider } from "../cognito/identity-provider";
import type { GuardedRequest } from "../guard/guarded-server";
import type { Person } from "./people";

/** By what a provider knows a user pool. */
export interface PoolAtProvider {
  /** Where the pool takes what the provider sends back. */
  readonly redirectUri: string;
  /** For whom a SAML provider's assertions are. */
  readonly audience: string;
}

/** What stands for one identity provider: at the provider's own paths, of one or more of its hosts. */
export interface ProviderStandIn {
  /** The provider's name in the user pool. */
  readonly name: string;
  /** Where people are asked who they are; an id follows. */
  readonly choicePath: string;
  /** Every path that it answers beside the choice. */
  readonly served: readonly string[];
  /** Whether people see what is at a path, or are sent on from there. */
  isPage(path: string): boolean;
  /** Whether a sign-in begins at a path. */
  isBeginning(path: string): boolean;
  /** Gets to know a user pool, as its owner makes it known at the provider. */
  register(provider: IdentityProvider, pool: PoolAtProvider): void;
  /** Answers a request for one of the paths. */
  answer(host: string, request: GuardedRequest, outgoing: ServerResponse, faults: ProviderFaults): Promise<void>;
  /**
   * Somebody has said who they are, or that they do not consent.
   *
   * @throws SignInOver when the time for that is over
   */
  finish(person: Person | undefined, request: GuardedRequest, outgoing: ServerResponse): Promise<void>;
}

/** What was begun at a provider is no longer known there. */
export class SignInOver extends Error {}
