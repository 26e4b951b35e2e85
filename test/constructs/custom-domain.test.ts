import type { EnvironmentProps } from "../../constructs";
import { minimalEnvironment, withValue } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const CERTIFICATE_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const NAME = "login.example.com";
const ZONE = "Z0123456789ABCDEFGHIJ";
const CUSTOM = "aws_cognito_user_pool_domain.domain_custom";
const HOST = `\${${CUSTOM}.domain}`;

const withDomain = (domain: EnvironmentProps["domain"], base: object = minimalEnvironment()) =>
  synthesize(withValue("domain", domain, base));

const addedBy = (domain: EnvironmentProps["domain"]): string[] => {
  const without = addressesOf(synthesize(minimalEnvironment()));
  return addressesOf(withDomain(domain)).filter((address) => !without.includes(address));
};

test("in a zone, a certificate is made, validated and used, and two records lead to the domain", () => {
  const json = withDomain({ name: NAME, hostedZoneId: ZONE });

  expect(resourceAt(json, "aws_acm_certificate.certificate")).toMatchObject({
    domain_name: NAME,
    validation_method: "DNS",
    lifecycle: { create_before_destroy: true },
  });
  expect(resourceAt(json, "aws_route53_record.certificate_validation")).toMatchObject({
    for_each: `\${{ for option in aws_acm_certificate.certificate.domain_validation_options : option.domain_name => option }}`,
    zone_id: ZONE,
    records: [`\${each.value.resource_record_value}`],
  });
  expect(resourceAt(json, "aws_acm_certificate_validation.certificate_issued")).toMatchObject({
    certificate_arn: `\${aws_acm_certificate.certificate.arn}`,
    validation_record_fqdns: `\${[for record in aws_route53_record.certificate_validation : record.fqdn]}`,
  });
  expect(resourceAt(json, CUSTOM)).toMatchObject({
    domain: NAME,
    certificate_arn: `\${aws_acm_certificate_validation.certificate_issued.certificate_arn}`,
    lifecycle: { prevent_destroy: true },
  });
  expect(resourceAt(json, "aws_route53_record.domain_custom_alias")).toMatchObject({
    for_each: `\${toset(["A", "AAAA"])}`,
    zone_id: ZONE,
    name: HOST,
    type: `\${each.value}`,
    alias: {
      name: `\${${CUSTOM}.cloudfront_distribution}`,
      zone_id: `\${${CUSTOM}.cloudfront_distribution_zone_id}`,
    },
  });
});

test("a certificate that is brought is used, and none is made", () => {
  const json = withDomain({ name: NAME, hostedZoneId: ZONE, certificateArn: CERTIFICATE_ARN });

  expect(resourceAt(json, CUSTOM).certificate_arn).toBe(CERTIFICATE_ARN);
  expect(addressesOf(json).filter((address) => /acm|validation/.test(address))).toEqual([]);
});

test("without a zone no record is made, and an output says where to lead one", () => {
  const json = withDomain({ name: NAME, certificateArn: CERTIFICATE_ARN });

  expect(addressesOf(json).filter((address) => address.startsWith("aws_route53_record"))).toEqual([]);
  expect(json.output.custom_domain_target.value).toBe(`\${${CUSTOM}.cloudfront_distribution}`);
  expect(synthesize(minimalEnvironment()).output.custom_domain_target).toBeUndefined();
});

describe("the certificate's region", () => {
  const domain = { name: NAME, hostedZoneId: ZONE };

  test("is the environment's own provider's in us-east-1", () => {
    const json = withDomain(domain);

    expect(json.provider.aws).toHaveLength(1);
    expect(resourceAt(json, "aws_acm_certificate.certificate").provider).toBeUndefined();
  });

  test("is that of a second provider elsewhere, with the same account and tags; Route 53 has no region", () => {
    const json = withDomain(domain, withValue("region", "eu-west-1"));

    const [own, other] = json.provider.aws;
    expect(own.region).toBe("eu-west-1");
    expect(other).toEqual({ ...own, region: "us-east-1", alias: "us_east_1" });
    for (const address of ["aws_acm_certificate.certificate", "aws_acm_certificate_validation.certificate_issued"]) {
      expect(resourceAt(json, address).provider).toBe("aws.us_east_1");
    }
    expect(resourceAt(json, "aws_route53_record.certificate_validation").provider).toBeUndefined();
  });

  test.each<[string, EnvironmentProps["domain"]]>([
    ["another is brought in its place", { name: NAME, certificateArn: CERTIFICATE_ARN }],
    ["the domain is given up, and the link's host is written", { prefix: "example-skill-dev", linkHost: "prefix" }],
  ])("has its provider still when %s, for Terraform to destroy it with", (_, given) => {
    const json = withDomain(given, withValue("region", "eu-west-1"));

    expect(json.provider.aws).toHaveLength(2);
    expect(json.resource.aws_acm_certificate).toBeUndefined();
  });

  test("needs no second provider where no domain is custom", () => {
    expect(withDomain({ prefix: "example-skill-dev" }, withValue("region", "eu-west-1")).provider.aws).toHaveLength(1);
  });
});

describe("beside a prefix domain", () => {
  const both = { prefix: "example-skill-dev", name: NAME, hostedZoneId: ZONE };
  const hostOf = (json: ReturnType<typeof synthesize>): string =>
    json.output.account_linking.value.access_token_uri.replace(/^https:\/\/|\/oauth2\/token$/g, "");
  const PREFIX_HOST = `\${aws_cognito_user_pool_domain.domain.domain}.auth.us-east-1.amazoncognito.com`;

  test("nothing of the prefix domain changes", () => {
    const json = withDomain(both);

    expect(resourceAt(json, "aws_cognito_user_pool_domain.domain")).toEqual(
      resourceAt(synthesize(minimalEnvironment()), "aws_cognito_user_pool_domain.domain"),
    );
    expect(addedBy(both)).toEqual([
      "aws_acm_certificate.certificate",
      "aws_acm_certificate_validation.certificate_issued",
      CUSTOM,
      "aws_route53_record.certificate_validation",
      "aws_route53_record.domain_custom_alias",
    ]);
  });

  test("the link uses the custom domain, all of it", () => {
    const json = withDomain(both);

    expect(hostOf(json)).toBe(HOST);
    expect(json.output.account_linking.value).toMatchObject({
      authorization_uri: `https://${HOST}/oauth2/authorize`,
      user_info_uri: `https://${HOST}/oauth2/userInfo`,
    });
    const { environment } = resourceAt(json, "aws_lambda_function.skill");
    expect(environment.variables.USER_INFO_URI).toBe(`https://${HOST}/oauth2/userInfo`);
  });

  test("the link stays with the prefix domain where that is asked for", () => {
    const json = withDomain({ ...both, linkHost: "prefix" });

    expect(hostOf(json)).toBe(PREFIX_HOST);
    expect(resourceAt(json, "aws_lambda_function.skill").environment.variables.USER_INFO_URI).toContain(PREFIX_HOST);
  });
});

test("with a branding both domains have managed login, and without one neither says a version", () => {
  const domain = { prefix: "example-skill-dev", name: NAME, hostedZoneId: ZONE };
  const versions = (it: EnvironmentProps["domain"]) =>
    [CUSTOM, "aws_cognito_user_pool_domain.domain"].map(
      (address) => resourceAt(withDomain(it), address).managed_login_version,
    );

  expect(versions({ ...domain, managedLoginBrandingId: "1ee76372-aa1d-4030-9b97-b0e86ced64bf" })).toEqual([2, 2]);
  expect(versions(domain)).toEqual([undefined, undefined]);
});

test("in a pool that exists a custom domain is made, if it has none", () => {
  const json = withDomain({ name: NAME, hostedZoneId: ZONE }, withValue("userPool.existing", { id: "us-east-1_Abc1" }));

  expect(resourceAt(json, CUSTOM).user_pool_id).toBe("us-east-1_Abc1");
  expect(json.data?.aws_cognito_user_pool?.user_pool_existing?.lifecycle.postcondition).toEqual([
    {
      condition: expect.stringMatching(/self\.custom_domain.*login\.example\.com/),
      error_message: expect.stringContaining("a user pool that has no custom domain yet"),
    },
  ]);
});
