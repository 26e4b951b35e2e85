import { CognitoIdentityProvider } from "@cdktf/provider-aws/lib/cognito-identity-provider";
import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { ITerraformDependable, TerraformElement } from "cdktf";
import { TerraformLocal, TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { PASSWORD_FORM } from "../contract/password-form";
import { DEFAULT_ATTRIBUTES } from "./environment/identity-provider-attributes";
import type { IdentityProviderProps, SecretProps } from "./environment/identity-providers";
import { identityProvidersSchema } from "./environment/identity-providers";
import { choose, isGiven, joinLists } from "./module/condition";
import { keysOf } from "./module/entries";
import { entriesInTerraform } from "./module/for-each";
import { problemText } from "./module/properties";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface IdentityProvidersProps {
  readonly userPool: UserPool;
  readonly identityProviders: Readonly<Record<string, IdentityProviderProps>>;
}

/** What the module calls the providers; in a stack they are known. */
const VARIABLE = "var.identity_providers";
/** The variable with the secrets that are neither in Secrets Manager nor in Systems Manager. */
const SECRETS_VARIABLE = "identity_provider_secrets";

/**
 * The scopes, unless others are written, and what AWS fills in for the providers of these types. Written out, so that no plan wants to take it away again. Source:
 * Amazon Cognito API, CreateIdentityProvider, "Describe response" of each type.
 */
const FILLED_IN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Facebook: {
    authorize_scopes: "public_profile, email",
    attributes_url_add_attributes: "true",
    token_request_method: "GET",
  },
  Google: {
    authorize_scopes: "email profile openid",
    attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
    attributes_url_add_attributes: "true",
    authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
    oidc_issuer: "https://accounts.google.com",
    token_request_method: "POST",
    token_url: "https://www.googleapis.com/oauth2/v4/token",
  },
  LoginWithAmazon: {
    authorize_scopes: "profile",
    attributes_url: "https://api.amazon.com/user/profile",
    attributes_url_add_attributes: "false",
    authorize_url: "https://www.amazon.com/ap/oa",
    token_request_method: "POST",
    token_url: "https://api.amazon.com/auth/o2/token",
  },
  OIDC: {
    authorize_scopes: "openid profile email",
    attributes_request_method: "GET",
    attributes_url_add_attributes: "false",
  },
  SAML: {},
  SignInWithApple: {
    authorize_scopes: "email name",
    attributes_url_add_attributes: "false",
    authorize_url: "https://appleid.apple.com/auth/authorize",
    oidc_issuer: "https://appleid.apple.com",
    token_request_method: "POST",
    token_url: "https://appleid.apple.com/auth/token",
  },
};

/** What AWS makes of a SAML provider's metadata, and the AWS provider takes for a difference. */
const READ_ONLY = ["ActiveEncryptionCertificate", "SLORedirectBindingURI", "SSORedirectBindingURI"];

const IS_FACEBOOK = 'each.value.type == "Facebook"';
const IS_SAML = 'each.value.type == "SAML"';
const GRAPH_VERSION = 'coalesce(each.value.api_version, "v17.0")';

const onFacebook = (base: string, path: string, otherwise: string): string =>
  `${IS_FACEBOOK} ? "${base}/\${${GRAPH_VERSION}}${path}" : ${otherwise}`;

const ifSaml = (condition: string, value: string): string => `${IS_SAML} && ${condition} ? "${value}" : null`;

/** Each member of `provider_details` that is no secret, as Terraform's expression; null is left out. */
const DETAILS: Readonly<Record<string, string>> = {
  api_version: `${IS_FACEBOOK} ? ${GRAPH_VERSION} : null`,
  attributes_request_method: "each.value.attributes_request_method",
  attributes_url: onFacebook("https://graph.facebook.com", "/me?fields=", "each.value.attributes_url"),
  authorize_scopes: `each.value.scopes == null ? null : join(${IS_FACEBOOK} ? ", " : " ", each.value.scopes)`,
  authorize_url: onFacebook("https://www.facebook.com", "/dialog/oauth", "each.value.authorize_url"),
  client_id: "each.value.client_id",
  jwks_uri: "each.value.jwks_uri",
  key_id: "each.value.key_id",
  oidc_issuer: "each.value.issuer",
  team_id: "each.value.team_id",
  token_url: onFacebook("https://graph.facebook.com", "/oauth/access_token", "each.value.token_url"),
  EncryptedResponses: ifSaml("each.value.encrypted_assertions", "true"),
  IDPInit: ifSaml("each.value.begins_at_provider", "true"),
  IDPSignout: `${IS_SAML} ? tostring(each.value.signs_out) : null`,
  MetadataFile: "each.value.metadata_file",
  MetadataURL: "each.value.metadata_url",
  RequestSigningAlgorithm: ifSaml("each.value.signed_requests", "rsa-sha256"),
};

/** An object of Terraform's with these expressions, without those that are null; as `terraform fmt` writes it. */
function withoutNulls(members: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(members).map(({ length }) => length));
  const lines = Object.entries(members).map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
  return `{ for key, value in {\n${lines.join("\n")}\n} : key => value if value != null }`;
}

/** The secret under the name that the type has for it. Apart, so that Terraform hides it and nothing else. */
const secretDetail = (secrets: string): string =>
  `{ for key in [each.value.type == "SignInWithApple" ? "private_key" : "client_secret"] : key => ${secrets}[each.key] if each.value.type != "SAML" }`;

/**
 * Other sign-ins that the pool trusts: one resource with `for_each`, keyed by their names. Their secrets are in no text of
 * the configuration, and in Terraform's state.
 */
export class IdentityProviders extends Construct {
  /** All of them that are made here; none where no provider is. */
  readonly resource: CognitoIdentityProvider | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentityProvidersProps,
  ) {
    super(scope, id);
    this.resource = this.has(isMade) ? this.make() : undefined;
  }

  /** What a client waits for: Cognito refuses one with a provider that the pool does not have. */
  get dependencies(): readonly ITerraformDependable[] {
    return this.resource === undefined ? [] : [this.resource];
  }

  /** What a client offers: what it says, or the pool's own users and all providers. */
  offeredBy(chosen: readonly string[] | undefined): string[] {
    const all = joinLists([PASSWORD_FORM], keysOf(this.props.identityProviders));
    return choose(isGiven(chosen), [...(chosen ?? [])], [...all]);
  }

  private make(): CognitoIdentityProvider {
    const secrets = this.local("secrets", `\${merge(${this.secretMaps().join(", ")})}`);
    const details = [
      `${this.local("filled_in", FILLED_IN)}[each.value.type]`,
      withoutNulls(DETAILS),
      secretDetail(secrets),
    ];
    const mapping = [`${this.local("attributes", DEFAULT_ATTRIBUTES)}[each.value.type]`, "each.value.attributes"];
    const resource = withStaticAddress(
      new CognitoIdentityProvider(this, "Default", {
        userPoolId: this.props.userPool.id,
        providerName: `\${each.key}`,
        providerType: `\${each.value.type}`,
        providerDetails: Token.asStringMap(`\${merge(${details.join(", ")})}`),
        attributeMapping: Token.asStringMap(`\${merge(${mapping.join(", ")})}`),
        idpIdentifiers: Token.asList(`\${each.value.identifiers}`),
        lifecycle: {
          ignoreChanges: READ_ONLY.map((name) => `provider_details["${name}"]`),
          precondition: [
            {
              condition: `\${${IS_SAML} || can(${secrets}[each.key])}`,
              errorMessage: problemText(
                `identity provider \${each.key}`,
                '"no secret"',
                "a secret: in secretId, in parameterName, or under the provider's name in the variable identity_provider_secrets",
                "write where the secret is, or set TF_VAR_identity_provider_secrets",
              ),
            },
          ],
        },
      }),
    );
    this.forEach(resource, isMade, 'provider.type != "existing"');
    return resource;
  }

  /** The places where secrets are, each a map by the providers' names; the later win. */
  private secretMaps(): string[] {
    const maps: string[] = [];
    if (this.has(isInVariable)) {
      this.declareVariable();
      maps.push(`var.${SECRETS_VARIABLE}`);
    }
    if (this.has(isInSecretsManager)) {
      const secret = new DataAwsSecretsmanagerSecretVersion(this, "secret", { secretId: `\${each.value.secret_id}` });
      this.forEach(withStaticAddress(secret), isInSecretsManager, "provider.secret_id != null");
      const keys = this.local("secret_keys", this.secretKeys());
      const value = `${keys}[name] == null ? it.secret_string : jsondecode(it.secret_string)[${keys}[name]]`;
      maps.push(`{ for name, it in data.aws_secretsmanager_secret_version.${this.node.id}_secret : name => ${value} }`);
    }
    if (this.has(isInSystemsManager)) {
      const parameter = new DataAwsSsmParameter(this, "parameter", { name: `\${each.value.parameter_name}` });
      this.forEach(withStaticAddress(parameter), isInSystemsManager, "provider.parameter_name != null");
      maps.push(`{ for name, it in data.aws_ssm_parameter.${this.node.id}_parameter : name => it.value }`);
    }
    return maps.length === 0 ? ["{}"] : maps;
  }

  /** Of secrets that are JSON objects, the member by provider. */
  private secretKeys(): unknown {
    const { identityProviders } = this.props;
    return Token.isUnresolved(identityProviders)
      ? `\${{ for name, provider in ${VARIABLE} : name => provider.secret_key }}`
      : Object.fromEntries(
          Object.entries(identityProviders).map(([name, provider]) => [
            name,
            (provider as SecretProps).secretKey ?? Token.nullValue(),
          ]),
        );
  }

  /** The module's variables are written with all others. */
  private declareVariable(): void {
    if (!Token.isUnresolved(this.props.identityProviders)) {
      withStaticAddress(
        new TerraformVariable(TerraformStack.of(this), SECRETS_VARIABLE, {
          type: "map(string)",
          description:
            "The secrets of identity providers that are neither in Secrets Manager nor in Systems Manager, by name",
          sensitive: true,
          nullable: false,
        }),
      );
    }
  }

  /** A value under a name, and the name. */
  private local(id: string, value: unknown): string {
    withStaticAddress(new TerraformLocal(this, id, value));
    return `local.${this.node.id}_${id}`;
  }

  /** One instance for each of these providers. */
  private forEach(
    element: TerraformElement,
    is: (provider: IdentityProviderProps) => boolean,
    condition: string,
  ): void {
    const { identityProviders } = this.props;
    element.addOverride(
      "for_each",
      Token.isUnresolved(identityProviders)
        ? `\${{ for name, provider in ${VARIABLE} : name => provider if ${condition} }}`
        : entriesInTerraform(
            identityProvidersSchema,
            Object.fromEntries(Object.entries(identityProviders).filter(([, provider]) => is(provider))),
          ),
    );
  }

  /** Whether there is such a provider; where only Terraform knows, there may be. */
  private has(is: (provider: IdentityProviderProps) => boolean): boolean {
    const { identityProviders } = this.props;
    return Token.isUnresolved(identityProviders) || Object.values(identityProviders).some(is);
  }
}

const isMade = ({ type }: IdentityProviderProps): boolean => type !== "existing";
const isInSecretsManager = (provider: IdentityProviderProps): boolean =>
  (provider as SecretProps).secretId !== undefined;
const isInSystemsManager = (provider: IdentityProviderProps): boolean =>
  (provider as SecretProps).parameterName !== undefined;
const isInVariable = (provider: IdentityProviderProps): boolean =>
  isMade(provider) && provider.type !== "SAML" && !isInSecretsManager(provider) && !isInSystemsManager(provider);
