import { randomText } from "../secret-text";
import type { SigningCertificate } from "./certificate";
import { loadSamlify } from "./saml-library";

/** What a provider says to a user pool, and of whom. */
export interface SamlAssertion extends SamlAnswer, SigningCertificate {
  readonly audience: string;
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly signed: boolean;
}

interface SamlAnswer {
  readonly entityId: string;
  /** Where the answer goes. */
  readonly assertionUrl: string;
  /** Of the request that it answers. */
  readonly requestId: string;
}

const URN = "urn:oasis:names:tc:SAML:2.0";

/** For how long an assertion holds, in milliseconds. */
const LIFETIME_MS = 300_000;

/** The response in which a provider vouches for somebody, in base64. */
export async function assertionOf(assertion: SamlAssertion): Promise<string> {
  const { assertionUrl, attributes, audience, certificate, entityId, nameId, privateKey, requestId, signed } =
    assertion;
  const { IdentityProvider, ServiceProvider, SamlLib } = await loadSamlify();
  const given = Object.entries(attributes);
  const provider = IdentityProvider({
    entityID: entityId,
    signingCert: certificate,
    privateKey,
    requestSignatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    singleSignOnService: [{ Binding: `${URN}:bindings:HTTP-Redirect`, Location: entityId }],
    singleLogoutService: [{ Binding: `${URN}:bindings:HTTP-Redirect`, Location: entityId }],
    loginResponseTemplate: {
      context: SamlLib.defaultLoginResponseTemplate.context,
      attributes: given.map(([name], index) => ({
        name,
        valueTag: `v${index}`,
        nameFormat: `${URN}:attrname-format:unspecified`,
        valueXsiType: "xs:string",
      })),
    },
  });
  const pool = ServiceProvider({
    entityID: audience,
    wantAssertionsSigned: signed,
    assertionConsumerService: [{ Binding: `${URN}:bindings:HTTP-POST`, Location: assertionUrl }],
  });
  const id = `_${randomText()}`;
  const until = new Date(Date.now() + LIFETIME_MS).toISOString();
  const now = new Date().toISOString();
  const values = {
    ID: id,
    AssertionID: `_${randomText()}`,
    Audience: audience,
    ConditionsNotBefore: now,
    ConditionsNotOnOrAfter: until,
    Destination: assertionUrl,
    InResponseTo: requestId,
    IssueInstant: now,
    Issuer: entityId,
    NameID: nameId,
    NameIDFormat: `${URN}:nameid-format:persistent`,
    StatusCode: `${URN}:status:Success`,
    SubjectConfirmationDataNotOnOrAfter: until,
    SubjectRecipient: assertionUrl,
    ...Object.fromEntries(given.map(([, value], index) => [`attrV${index}`, value])),
  };
  const statement = `<saml:AuthnStatement AuthnInstant="${now}"><saml:AuthnContext><saml:AuthnContextClassRef>${URN}:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  const fill = (template: string) => ({
    id,
    // The library takes values for text, as it must.
    context: SamlLib.replaceTagsByValue(template.replace("{AuthnStatement}", statement), values),
  });
  const { context } = await provider.createLoginResponse(pool, { extract: {} }, "post", {}, fill);
  return context;
}

/** The response in which a provider vouches for nobody, in base64. Nothing in it is worth a signature. */
export function refusalOf({ assertionUrl, entityId, requestId }: SamlAnswer): string {
  const status = `<samlp:StatusCode Value="${URN}:status:Responder"><samlp:StatusCode Value="${URN}:status:RequestDenied"/></samlp:StatusCode>`;
  const message = "<samlp:StatusMessage>The user denied the request</samlp:StatusMessage>";
  const xml = `<samlp:Response xmlns:samlp="${URN}:protocol" xmlns:saml="${URN}:assertion" ID="_${randomText()}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${assertionUrl}" InResponseTo="${requestId}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status>${status}${message}</samlp:Status></samlp:Response>`;
  return Buffer.from(xml).toString("base64");
}
