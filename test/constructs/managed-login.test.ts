/** The configuration alone: there is neither a provider 6 nor a branding in the emulator here. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { EnvironmentProps } from "../../constructs";
import { SkillStack } from "../../constructs";
import type { ManagedLoginProps } from "../../constructs/managed-login";
import { ManagedLogin } from "../../constructs/managed-login";
import { minimalEnvironment, parse, withValue } from "./example-environment";
import type { StackJson } from "./synthesize";
import { fakeBundle, resourceAt, temporaryFolder } from "./synthesize";

const BRANDING = "aws_cognito_managed_login_branding.managed_login";

function stackWith(environment: EnvironmentProps, style: Partial<ManagedLoginProps> = {}): StackJson {
  const folder = temporaryFolder();
  const app = new App({ outdir: folder, stackTraces: false });
  const stack = new SkillStack(app, "dev", { environment: parse(environment), bundle: fakeBundle() });
  const { client, domain, userPool } = stack;
  new ManagedLogin(stack, "managed_login", { client, domain, userPool, ...style });
  app.synth();
  return JSON.parse(readFileSync(join(folder, "stacks/dev/cdk.tf.json"), "utf8"));
}

test("the branding is of Alexa's client, with Cognito's own values", () => {
  expect(resourceAt(stackWith(minimalEnvironment()), BRANDING)).toEqual({
    "//": expect.anything(),
    client_id: `\${aws_cognito_user_pool_client.alexa.id}`,
    user_pool_id: `\${aws_cognito_user_pool.user_pool.id}`,
    use_cognito_provided_values: true,
  });
});

test("settings and images of one's own take the place of Cognito's values", () => {
  const logo = { category: "FORM_LOGO", colorMode: "LIGHT", extension: "SVG", bytes: "PHN2Zy8+" } as const;
  const branding = resourceAt(stackWith(minimalEnvironment(), { settings: "{}", assets: [logo] }), BRANDING);

  expect(branding).toMatchObject({
    settings: "{}",
    asset: [{ category: "FORM_LOGO", color_mode: "LIGHT", extension: "SVG", bytes: "PHN2Zy8+" }],
  });
  expect(branding.use_cognito_provided_values).toBeUndefined();
});

test("every domain changes to version 2 once the branding is there", () => {
  const domain = { prefix: "example-skill-dev", name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
  const json = stackWith(withValue("domain", domain));

  for (const name of ["domain", "domain_custom"]) {
    expect(resourceAt(json, `aws_cognito_user_pool_domain.${name}`)).toMatchObject({
      managed_login_version: 2,
      depends_on: [BRANDING],
    });
  }
});

test("the stack asks for a provider that knows brandings, and only then", () => {
  const { required_providers } = stackWith(minimalEnvironment()).terraform;

  expect(required_providers.aws).toEqual({ source: "hashicorp/aws", version: ">= 6.13.0, < 7.0.0" });
});

test("a domain that is made elsewhere is refused with words", () => {
  const existing = withValue(
    "domain",
    { existing: { host: "login.example.com" } },
    withValue("userPool.existing", { id: "us-east-1_Abc1" }),
  );

  expect(() => stackWith(existing)).toThrow(/domain\.existing.*make the branding there/);
});

test("a sign-in without a password is warned about where the pages stay the classic ones, and not with managed login", () => {
  const environment = parse(withValue("userPool.firstFactors", ["PASSWORD", "WEB_AUTHN"]));
  const warningsOf = (add: (stack: SkillStack) => unknown): readonly unknown[] => {
    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    const stack = new SkillStack(app, "dev", { environment, bundle: fakeBundle() });
    add(stack);
    app.synth();
    return stack.node.metadata.map(({ data }) => data);
  };
  const classic = expect.stringContaining("domain.managedLoginBrandingId is missing");
  expect(warningsOf(() => undefined)).toContainEqual(classic);
  expect(warningsOf((stack) => new ManagedLogin(stack, "managed_login", stack))).not.toContainEqual(classic);
});
