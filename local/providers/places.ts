import { Problem } from "../../common/problem";
import type { IdentityProvider } from "../cognito/identity-provider";
import { endpointsOf } from "../cognito/identity-provider";
import { DISCOVERY } from "./oidc-stand-in";
import type { SamlMetadata } from "./saml-library";
import { readSamlMetadata } from "./saml-library";

/** Where an OpenID or OAuth 2.0 provider is on the Internet. */
export function oidcPlacesOf(provider: IdentityProvider) {
  const { authorizeUrl, tokenUrl, attributesUrl, openId } = endpointsOf(provider);
  const issuer = openId?.issuer ?? new URL(authorizeUrl).origin;
  const base = new URL(issuer).pathname.replace(/\/$/, "");
  const pathOf = (url: string | undefined, otherwise: string): string =>
    url ? new URL(url).pathname : `${base}${otherwise}`;
  const isOpen = provider.type === "OIDC";
  const urls = [authorizeUrl, tokenUrl, attributesUrl, openId?.jwksUri, isOpen ? issuer : undefined];
  return {
    issuer,
    hosts: [...new Set(urls.flatMap((url) => (url ? [new URL(url).host] : [])))],
    paths: {
      authorization: pathOf(authorizeUrl, "/auth"),
      token: pathOf(tokenUrl, "/token"),
      userinfo: pathOf(attributesUrl, "/me"),
      jwks: pathOf(openId?.jwksUri, "/jwks"),
    },
    discovery: isOpen ? `${base}${DISCOVERY}` : undefined,
  };
}

/**
 * Where a SAML provider is on the Internet. What its metadata say is known where the pool has them; where it has their
 * address alone, nobody here may ask for them, and the stand-in is below that address.
 *
 * @throws Problem for metadata that are none
 */
export async function samlPlacesOf({
  name,
  details: { MetadataFile, MetadataURL = "" },
}: IdentityProvider): Promise<Pick<SamlMetadata, "entityId" | "singleSignOnUrl">> {
  if (MetadataFile === undefined) {
    return { entityId: MetadataURL, singleSignOnUrl: `${MetadataURL.replace(/[?#].*$/s, "")}/sso` };
  }
  try {
    return await readSamlMetadata(MetadataFile);
  } catch (error) {
    throw new Problem(`The metadata of ${name} cannot be read: ${(error as Error).message}`);
  }
}
