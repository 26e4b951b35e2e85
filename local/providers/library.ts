import type { IncomingMessage, ServerResponse } from "node:http";

/** What is used of `oidc-provider`, which comes without types. */
export interface OidcProvider {
  /** Whether the headers say what the request was before it came here. */
  proxy: boolean;
  readonly Grant: new (of: { clientId?: string; accountId?: string }) => Grant;
  callback(): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
  interactionFinished(incoming: IncomingMessage, outgoing: ServerResponse, result: object): Promise<void>;
  interactionDetails(incoming: IncomingMessage, outgoing: ServerResponse): Promise<{ readonly uid: string }>;
}

interface Grant {
  addOIDCScope(scope: string): void;
  save(): Promise<string>;
}

export interface OidcContext {
  readonly oidc: {
    readonly provider: OidcProvider;
    readonly client?: { readonly clientId: string };
    readonly session?: { readonly accountId?: string };
    readonly params?: Readonly<Record<string, unknown>>;
  };
  body: string;
  type: string;
  status: number;
}

type OidcLibrary = { readonly Provider: new (issuer: string, settings: object) => OidcProvider };

/**
 * Loads the library, which takes a while and which most environments do not need. It warns about Node 20, on which it
 * works, as the tests show.
 */
export async function loadOidcProvider(): Promise<OidcLibrary> {
  const { warn } = console;
  console.warn = () => {};
  try {
    // @ts-expect-error it comes without types
    return (await import("oidc-provider")) as OidcLibrary;
  } finally {
    console.warn = warn;
  }
}
