import { generateKeyPairSync } from "node:crypto";
import { asObject, membersOf, objectOf, textAt, valueAt } from "../../common/json";
import { Problem } from "../../common/problem";
import { readStackJson } from "../../terraform/stack-json";
import { randomText } from "../secret-text";
import type { AwsAccess } from "./aws-access";
import { askEmulator } from "./aws-access";

/** The secrets that a stack's identity providers need: made for this run, and worth nothing anywhere else. */
export interface ProviderSecrets {
  /** By the names of the providers. */
  readonly values: Readonly<Record<string, string>>;
  /** By the name of a secret in Secrets Manager, what is in it. */
  readonly secrets: Readonly<Record<string, string>>;
  /** By the name of a parameter in Systems Manager, what is in it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What Terraform needs in its environment. */
  readonly variables: Readonly<Record<string, string>>;
}

const VARIABLE = "identity_provider_secrets";
const SECRETS_MANAGER = ["data", "aws_secretsmanager_secret_version", "identity_provider_secret", "for_each"] as const;
const SYSTEMS_MANAGER = ["data", "aws_ssm_parameter", "identity_provider_parameter", "for_each"] as const;
const PROVIDERS = ["resource", "aws_cognito_identity_provider", "identity_provider", "for_each"] as const;

/** New secrets for the identity providers of a stack, where the stack looks for them. */
export function newProviderSecrets(folder: string): ProviderSecrets {
  const stack = readStackJson(folder);
  const providers = membersOf(valueAt(stack, PROVIDERS));
  const values = new Map([...providers].map(([name, provider]) => [name, newSecret(textAt(provider, "type"))]));
  const value = (name: string): string => values.get(name) ?? "";

  const secrets = new Map<string, string>();
  for (const [name, provider] of membersOf(valueAt(stack, SECRETS_MANAGER))) {
    const id = nameIn(textAt(provider, "secret_id") ?? "", ":secret:");
    const key = textAt(provider, "secret_key");
    // Several providers may have theirs in one secret.
    const others = asObject(JSON.parse(secrets.get(id) ?? "{}")) ?? {};
    secrets.set(id, key === undefined ? value(name) : JSON.stringify({ ...others, [key]: value(name) }));
  }
  const parameters = [...membersOf(valueAt(stack, SYSTEMS_MANAGER))].map(
    ([name, provider]) => [nameIn(textAt(provider, "parameter_name") ?? "", ":parameter"), value(name)] as const,
  );
  return {
    values: Object.fromEntries(values),
    secrets: Object.fromEntries(secrets),
    parameters: Object.fromEntries(parameters),
    variables:
      valueAt(stack, ["variable", VARIABLE]) === undefined
        ? {}
        : { [`TF_VAR_${VARIABLE}`]: JSON.stringify(objectOf(values)) },
  };
}

/** Puts the secrets where Terraform reads them. */
export async function keepProviderSecrets(access: AwsAccess, { secrets, parameters }: ProviderSecrets): Promise<void> {
  for (const [Name, SecretString] of Object.entries(secrets)) {
    await send(access, "secretsmanager", "secretsmanager.CreateSecret", { Name, SecretString });
  }
  for (const [Name, Value] of Object.entries(parameters)) {
    await send(access, "ssm", "AmazonSSM.PutParameter", { Name, Value, Type: "SecureString" });
  }
}

/** One call of each: not worth two more clients of the SDK. */
async function send(access: AwsAccess, service: string, target: string, body: object): Promise<void> {
  const { status, body: answer } = await askEmulator(access, service, {
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(body),
  });
  if (status !== 200) {
    throw new Problem(`The emulator did not take the secret of an identity provider: ${answer.toString("utf8")}`);
  }
}

/** Apple's secret is a private key, of the kind that Apple gives; the others are texts. */
const newSecret = (type: string | undefined): string =>
  type === "SignInWithApple"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString()
    : randomText();

/** What an ARN names; a name as it is. A whole ARN's six characters at the end stay: the emulator finds it by them. */
function nameIn(idOrArn: string, mark: string): string {
  const at = idOrArn.startsWith("arn:") ? idOrArn.indexOf(mark) : -1;
  return at < 0 ? idOrArn : idOrArn.slice(at + mark.length);
}
