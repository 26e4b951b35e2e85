import { CognitoManagedLoginBranding } from "@cdktf/provider-aws/lib/cognito-managed-login-branding";
import type { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import { Construct } from "constructs";
import { askForProvider } from "./newer-provider";
import { withStaticAddress } from "./static-address";
import { MANAGED_LOGIN_AWS_PROVIDER } from "./terraform-versions";

/** An image of the pages of managed login. Source: Amazon Cognito API, AssetType. */
export interface ManagedLoginAsset {
  /** What it is for, as in `FORM_LOGO`, `PAGE_BACKGROUND` or `FAVICON_ICO`. */
  readonly category: string;
  readonly colorMode: "LIGHT" | "DARK" | "DYNAMIC";
  readonly extension: "ICO" | "JPEG" | "PNG" | "SVG" | "WEBP";
  /** The image in Base64: `readFileSync("logo.svg", "base64")`. */
  readonly bytes: string;
}

/** What a stack's `domain`, a `UserPoolDomain`, has of it. */
export interface ManagedLoginDomain {
  /** The prefix domain, where one is made. */
  readonly resource?: CognitoUserPoolDomain;
  /** The custom domain, where one is made. */
  readonly custom?: { readonly resource: CognitoUserPoolDomain };
}

export interface ManagedLoginProps {
  /** A stack's `userPool`. */
  readonly userPool: { readonly id: string };
  /** A stack's `client`, whose pages they are. */
  readonly client: { readonly id: string };
  /** A stack's `domain`: what shows the pages. */
  readonly domain: ManagedLoginDomain;
  /**
   * The settings of the branding editor, as the JSON text that DescribeManagedLoginBranding answers.
   * @default - Cognito's own values
   */
  readonly settings?: string;
  /**
   * Images; the request takes 2 MB with all of them.
   * @default - Cognito's own
   */
  readonly assets?: readonly ManagedLoginAsset[];
}

/**
 * Managed login (version 2 of the sign-in pages) with a branding of Alexa's client, which it cannot be without: the pages
 * would say that they are unavailable. So the domains change their version once the branding is there.
 *
 * Needs the AWS provider 6.13 or newer, which the stack then asks for: 6.12 brought the resource, and could not read it
 * in a pool with several clients. Needs a pool on ESSENTIALS or PLUS. Source: Amazon Cognito, "Apply branding to managed
 * login pages".
 *
 * To go back to the classic pages, set the domain's version to 1 first: a domain on version 2 stays there when this is
 * removed, and its branding goes.
 */
export class ManagedLogin extends Construct {
  readonly resource: CognitoManagedLoginBranding;

  /** @throws Error when the domain is made elsewhere, where its version is set, too */
  constructor(scope: Construct, id: string, { assets = [], client, domain, settings, userPool }: ManagedLoginProps) {
    super(scope, id);
    const domains = [domain.resource, domain.custom?.resource].filter((it) => it !== undefined);
    if (domains.length === 0) {
      throw new Error(
        "The domain is made elsewhere (domain.existing), and so is its version: make the branding there as well.",
      );
    }
    this.resource = withStaticAddress(
      new CognitoManagedLoginBranding(this, "Default", {
        userPoolId: userPool.id,
        clientId: client.id,
        settings,
        // The provider wants exactly one of the two.
        useCognitoProvidedValues: settings === undefined ? true : undefined,
        asset: assets.length === 0 ? undefined : [...assets],
      }),
    );
    for (const it of domains) {
      this.turnOn(it);
    }
    askForProvider(this, MANAGED_LOGIN_AWS_PROVIDER);
  }

  private turnOn(domain: CognitoUserPoolDomain): void {
    domain.managedLoginVersion = 2;
    domain.dependsOn = [...(domain.dependsOn ?? []), dependableOf(this.resource)];
  }
}

/** An address as `depends_on` takes it: a reference, and no expression. */
const dependableOf = ({ terraformResourceType, friendlyUniqueId }: CognitoManagedLoginBranding): string =>
  `${terraformResourceType}.${friendlyUniqueId}`;
