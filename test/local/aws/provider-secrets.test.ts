import { newProviderSecrets } from "../../../local/aws/provider-secrets";
import { inFolder, write } from "../fixtures";

const stackWith = (providers: Readonly<Record<string, object>>, data: object, variable?: object) =>
  JSON.stringify({
    data,
    variable,
    resource: { aws_cognito_identity_provider: { identity_provider: { for_each: providers } } },
  });

const secretsOf = (text: string) =>
  inFolder((folder) => {
    write(`${folder}/cdk.tf.json`, text);
    return newProviderSecrets(folder);
  });

const inSecretsManager = (providers: object) => ({
  aws_secretsmanager_secret_version: { identity_provider_secret: { for_each: providers } },
});

test("a stack without identity providers needs none", async () => {
  const { values, secrets, parameters, variables } = await secretsOf("{}");
  expect({ values, secrets, parameters, variables }).toEqual({
    values: {},
    secrets: {},
    parameters: {},
    variables: {},
  });
});

test("secrets are where the stack looks for them, new each time", async () => {
  const providers = {
    Google: { type: "Google" },
    Corp: { type: "OIDC" },
    Other: { type: "OIDC" },
    Staff: { type: "SAML" },
  };
  const data = {
    ...inSecretsManager({ Google: { secret_id: "alexa/google" } }),
    aws_ssm_parameter: { identity_provider_parameter: { for_each: { Corp: { parameter_name: "/alexa/corp" } } } },
  };
  const text = stackWith(providers, data, { identity_provider_secrets: {} });
  const { values, secrets, parameters, variables } = await secretsOf(text);
  expect(secrets).toEqual({ "alexa/google": values.Google });
  expect(parameters).toEqual({ "/alexa/corp": values.Corp });
  expect(JSON.parse(variables.TF_VAR_identity_provider_secrets ?? "")).toEqual(values);
  expect((await secretsOf(text)).values.Google).not.toBe(values.Google);
});

test("two providers may share a secret that is a JSON object", async () => {
  const shared = {
    Google: { secret_id: "alexa", secret_key: "google" },
    Corp: { secret_id: "alexa", secret_key: "corp" },
  };
  const { values, secrets } = await secretsOf(
    stackWith({ Google: { type: "Google" }, Corp: { type: "OIDC" } }, inSecretsManager(shared)),
  );
  expect(JSON.parse(secrets.alexa ?? "")).toEqual({ google: values.Google, corp: values.Corp });
});

test("an ARN is known by what it names; Apple's secret is a private key", async () => {
  const secret_id = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alexa/apple-AbCdEf";
  const { values, secrets } = await secretsOf(
    stackWith({ SignInWithApple: { type: "SignInWithApple" } }, inSecretsManager({ SignInWithApple: { secret_id } })),
  );
  expect(secrets).toEqual({ "alexa/apple-AbCdEf": values.SignInWithApple });
  expect(values.SignInWithApple).toMatch(/^-----BEGIN PRIVATE KEY-----/);
});
