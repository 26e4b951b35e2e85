/**
 * A custom domain in another region than us-east-1, with a certificate that is made and validated in its zone: by a
 * stack, which changes over to it from a prefix domain, and by the module's example.
 */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import type { EnvironmentReview } from "../../review/review";
import { reviewEnvironment } from "../../review/review-environment";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(15 * 60 * 1000);

/** Another one than the module's example has: a name belongs to one domain. */
const NAME = "signin.example.com";
const PREFIX = "example-alexa-skill-dev";
const PREFIX_HOST = `${PREFIX}.auth.eu-west-1.amazoncognito.com`;

/** What a shop has in its DNS before: the zone, and the A record that Cognito wants of the domain above. */
const DNS = `
provider "aws" {
  region = "eu-west-1"
}

resource "aws_route53_zone" "example" {
  name = "example.com"
}

resource "aws_route53_record" "web" {
  zone_id = aws_route53_zone.example.zone_id
  name    = "example.com"
  type    = "A"
  ttl     = 300
  records = ["192.0.2.1"]
}

# One that the shop brings.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

resource "aws_acm_certificate" "own" {
  provider          = aws.us_east_1
  domain_name       = "*.example.com"
  validation_method = "DNS"
}

output "zone_id" {
  value = aws_route53_zone.example.zone_id
}

output "certificate_arn" {
  value = aws_acm_certificate.own.arn
}
`;

/** A PNG of one pixel. */
const LOGO = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

describe("a custom domain", () => {
  let world: World;
  let hostedZoneId = "";
  let certificateArn = "";
  const stackFolder = (): string => join(world.folder, "cdktf.out/stacks/dev");

  async function planned(folder: string): Promise<{ changes: Record<string, string>; plan: unknown }> {
    const planFile = join(folder, "it.plan");
    await world.terraform(folder).plan({ out: planFile });
    const plan = await world.terraform(folder).show(planFile);
    const { resource_changes = [] } = plan as Plan;
    const changed = resource_changes.filter(({ change }) => !["no-op", "read"].includes(change.actions.join()));
    return { changes: Object.fromEntries(changed.map((it) => [it.address, it.change.actions.join()])), plan };
  }

  async function apply(folder: string): Promise<Readonly<Record<string, unknown>>> {
    const terraform: Terraform = world.terraform(folder);
    await planned(folder);
    await terraform.apply(join(folder, "it.plan"));
    return terraform.output();
  }

  /** Synthesizes, plans and reviews. */
  async function reviewed(
    domain: EnvironmentProps["domain"],
    background = "navy",
  ): Promise<EnvironmentReview & { changed: string[] }> {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const signInPage = { css: `.banner-customizable { background: ${background}; }`, logo: LOGO };
    const props: EnvironmentProps = { ...dev, region: "eu-west-1", domain, client: { signInPage } };
    for (const environment of parseEnvironments([props])) {
      const bundle = readSkillBundle(join(ROOT, "module/skill.zip"));
      new SkillStack(app, environment.name, { environment, bundle });
    }
    app.synth();
    adaptToEmulator(stackFolder());
    await world.terraform(stackFolder()).init();
    const { changes, plan } = await planned(stackFolder());
    const changed = Object.entries(changes).map(([address, actions]) => `${actions} ${address}`);
    return { ...reviewEnvironment({ environment: "dev", plan }), changed };
  }

  const found = ({ findings }: EnvironmentReview): string[] =>
    findings.map(({ rule, severity, address }) => [rule, severity, address].join(" "));

  async function applied(): Promise<AccountLinking> {
    await world.terraform(stackFolder()).apply(join(stackFolder(), "it.plan"));
    return (await world.terraform(stackFolder()).output()).account_linking as AccountLinking;
  }

  beforeAll(async () => {
    world = await startWorld();
    const folder = join(world.folder, "dns");
    mkdirSync(folder);
    writeFileSync(join(folder, "main.tf"), DNS);
    adaptToEmulator(folder);
    await world.terraform(folder).init();
    const outputs = await apply(folder);
    hostedZoneId = String(outputs.zone_id);
    certificateArn = String(outputs.certificate_arn);
  });
  afterAll(() => world?.end());

  story("takes the place of a prefix domain without a broken link", (step) => {
    const both = (): EnvironmentProps["domain"] => ({ prefix: PREFIX, name: NAME, hostedZoneId });

    step("is made beside the prefix domain, which the link goes on using", async () => {
      await reviewed({ prefix: PREFIX });
      expect((await applied()).access_token_uri).toBe(`https://${PREFIX_HOST}/oauth2/token`);

      const review = await reviewed({ ...both(), linkHost: "prefix" });

      expect(review.changed.sort()).toEqual([
        "create aws_acm_certificate.certificate",
        "create aws_acm_certificate_validation.certificate_issued",
        "create aws_cognito_user_pool_domain.domain_custom",
        'create aws_route53_record.certificate_validation["signin.example.com"]',
        'create aws_route53_record.domain_custom_alias["A"]',
        'create aws_route53_record.domain_custom_alias["AAAA"]',
      ]);
      // Name and value of the validation record are known after the apply only, but not what they come from.
      expect(found(review)).toEqual([
        "sign-in-domain-added info aws_cognito_user_pool_domain.domain_custom",
        'sign-in-address info aws_route53_record.certificate_validation["signin.example.com"]',
        'sign-in-address info aws_route53_record.domain_custom_alias["A"]',
        'sign-in-address info aws_route53_record.domain_custom_alias["AAAA"]',
      ]);
      expect((await applied()).access_token_uri).toBe(`https://${PREFIX_HOST}/oauth2/token`);
    });

    step("planned again, nothing changes", async () => {
      // The certificate was issued after it was made, which is drift and nobody's doing.
      expect(await reviewed({ ...both(), linkHost: "prefix" })).toMatchObject({
        changed: [],
        verdict: "safe",
        unexamined: [],
      });
    });

    step("becomes the host of the link, which changes in what Alexa is told and in the function", async () => {
      const review = await reviewed(both());

      expect(review.changed.sort()).toEqual(["update aws_lambda_alias.skill_live", "update aws_lambda_function.skill"]);
      expect(found(review)).toContainEqual(expect.stringMatching(/^linking-output warn/));
      expect(review.findings.map(({ severity }) => severity)).not.toContain("block");
      expect(await applied()).toMatchObject({
        authorization_uri: `https://${NAME}/oauth2/authorize`,
        user_info_uri: `https://${NAME}/oauth2/userInfo`,
      });
    });

    step("takes another certificate in place, and gives up the one that was made; and another look", async () => {
      const review = await reviewed({ ...both(), certificateArn }, "teal");

      expect(review.changed).toContain("update aws_cognito_user_pool_domain.domain_custom");
      expect(review.changed).toContain("delete aws_acm_certificate.certificate");
      expect(review.changed).toContain("update aws_cognito_user_pool_ui_customization.sign_in_page");
      expect(found(review)).toContain("sign-in-look info aws_cognito_user_pool_ui_customization.sign_in_page");
      expect(found(review)).toContainEqual(expect.stringMatching(/^certificate-changed info/));
      await applied();
      expect((await reviewed({ ...both(), certificateArn }, "teal")).changed).toEqual([]);
    });

    step("the prefix goes in a change of its own, which the review blocks with the reason", async () => {
      const review = await reviewed({ name: NAME, hostedZoneId, certificateArn }, "teal");

      expect(review.changed).toEqual(["delete aws_cognito_user_pool_domain.domain"]);
      expect(found(review)).toEqual(["domain-destroyed block aws_cognito_user_pool_domain.domain"]);
      expect(review.findings[0]?.effect).toContain(`The link uses ${NAME}`);
      expect((await applied()).access_token_uri).toBe(`https://${NAME}/oauth2/token`);
    });

    step("another name is another domain, and cuts everybody off", async () => {
      const review = await reviewed({ name: "auth.example.com", hostedZoneId, certificateArn });

      expect(found(review)).toContain("domain-destroyed block aws_cognito_user_pool_domain.domain_custom");
    });

    step("can be given up for a prefix", async () => {
      const review = await reviewed({ prefix: PREFIX, linkHost: "prefix" });

      expect(review.changed).toContain("create aws_cognito_user_pool_domain.domain");
      expect(review.changed).toContain("delete aws_cognito_user_pool_domain.domain_custom");
    });

    step("is destroyed with the rest", async () => {
      await reviewed({ name: NAME, hostedZoneId, certificateArn }, "teal");
      await world.terraform(stackFolder()).destroy();
    });
  });

  test("is made by the module's example, in a zone that is looked up, and planned again nothing changes", async () => {
    const module = join(world.folder, "module");
    cpSync(join(ROOT, "module"), module, { recursive: true, filter: (path) => !path.includes(".terraform") });
    const folder = join(module, "examples/custom-domain");
    adaptToEmulator(folder);
    await world.terraform(folder).init();

    const outputs = await apply(folder);

    expect((outputs.account_linking as AccountLinking).access_token_uri).toBe("https://login.example.com/oauth2/token");
    expect((await planned(folder)).changes).toEqual({});
  });
});
