import type { AccountLinkingRequestBody } from "../account-linking/request";
import { AccountLinkingClient } from "./account-linking-client";
import { ApiClient } from "./api-client";
import type { SmapiCredentials } from "./credentials";
import { safeUrl } from "./endpoint";
import { LoginWithAmazon } from "./login-with-amazon";
import { PackageExport } from "./package-export";
import { PackageImport } from "./package-import";
import { Redaction } from "./redaction";
import type { ImportOptions, ImportResult, Smapi, StoredAccountLinking, StoredSkillPackage } from "./smapi";
import { SmapiError } from "./smapi";
import type { TransportProps } from "./transport";
import { Transport } from "./transport";

export interface SmapiClientProps extends TransportProps {
  readonly credentials: SmapiCredentials;
  /** @default https://api.amazonalexa.com */
  readonly apiEndpoint?: string;
  /** Login with Amazon. @default https://api.amazon.com */
  readonly authEndpoint?: string;
}

/**
 * Amazon's Skill Management API over the network. Nothing is sent before the first call, and no error and no text of
 * `onRetry` holds a token, a secret or a signed address.
 */
export class SmapiClient implements Smapi {
  private readonly accountLinking: AccountLinkingClient;
  private readonly packageExport: PackageExport;
  private readonly packageImport: PackageImport;

  /** @throws SmapiError of the kind `refused` for an endpoint that is neither https nor on this machine */
  constructor({ credentials, apiEndpoint, authEndpoint, ...transportProps }: SmapiClientProps) {
    const redaction = new Redaction();
    const transport = new Transport(transportProps);
    const { source = "the credentials that were given" } = credentials;
    const login = new LoginWithAmazon({
      credentials,
      endpoint: endpoint(
        authEndpoint,
        "https://api.amazon.com",
        "The endpoint of Login with Amazon (ASK_LWA_TOKEN_HOST)",
      ),
      transport,
      redaction,
      source,
    });
    const api = new ApiClient({
      endpoint: endpoint(apiEndpoint, "https://api.amazonalexa.com", "SMAPI's endpoint (ASK_SMAPI_SERVER_BASE_URL)"),
      login,
      transport,
      redaction,
      source,
    });
    this.accountLinking = new AccountLinkingClient({ api, transport, redaction });
    this.packageExport = new PackageExport({ api, transport });
    this.packageImport = new PackageImport({ api, transport, redaction });
  }

  async readAccountLinking(skillId: string): Promise<StoredAccountLinking> {
    return this.accountLinking.read(checkedSkillId(skillId));
  }

  async writeAccountLinking(skillId: string, body: AccountLinkingRequestBody, ifMatch?: string): Promise<void> {
    await this.accountLinking.write(checkedSkillId(skillId), body, ifMatch);
  }

  async exportPackage(skillId: string): Promise<StoredSkillPackage> {
    return this.packageExport.run(checkedSkillId(skillId));
  }

  async importPackage(skillId: string, zip: Uint8Array, options?: ImportOptions): Promise<ImportResult> {
    return this.packageImport.replace(checkedSkillId(skillId), zip, options);
  }

  async createSkill(vendorId: string, zip: Uint8Array, options?: ImportOptions): Promise<ImportResult> {
    return this.packageImport.create(vendorId, zip, options);
  }
}

/** As ask-cli, an empty one counts as none. */
function endpoint(given: string | undefined, usual: string, name: string): string {
  const url = given === undefined || given.trim() === "" ? usual : given.trim();
  safeUrl(url, name);
  return url;
}

/** It becomes a part of a path: `..` would lead to another one. */
function checkedSkillId(skillId: string): string {
  if (!/^amzn1\.ask\.skill\.[\w-]+$/.test(skillId)) {
    throw new SmapiError(
      "refused",
      `${JSON.stringify(skillId.slice(0, 100))} is not a skill's id. One is like amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d; the Alexa developer console shows it under the skill's name.`,
    );
  }
  return skillId;
}
