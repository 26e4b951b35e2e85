import { ResourceNotFoundException } from "@aws-sdk/client-cognito-identity-provider";
import type { DeployedAccountLinking } from "../../alexa/diagnosis/link-evidence";
import type { AccountLinking } from "../../contract/account-linking";
import type { DeployedClient } from "./deployed-client";

/** What is deployed at this moment: Terraform's output, corrected by the app client as it is now. */
export class LiveAccountLinking {
  private current: DeployedAccountLinking;

  constructor(
    accountLinking: AccountLinking,
    private readonly client: Pick<DeployedClient, "read">,
  ) {
    const { client_secret: _, ...withoutSecret } = accountLinking;
    this.current = withoutSecret;
  }

  /** As it was when it was last read. */
  get value(): DeployedAccountLinking {
    return this.current;
  }

  /** A client that is gone leaves the value as it was: what is missing then shows in the link itself. */
  async read(): Promise<void> {
    try {
      const { CallbackURLs, AllowedOAuthScopes } = await this.client.read();
      this.current = { ...this.current, redirect_uris: CallbackURLs ?? [], scopes: AllowedOAuthScopes ?? [] };
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) {
        throw error;
      }
    }
  }
}
