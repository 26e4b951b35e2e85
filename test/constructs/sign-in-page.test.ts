import { minimalEnvironment, withValue } from "./example-environment";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const ADDRESS = "aws_cognito_user_pool_ui_customization.sign_in_page";
const withPage = (page: object, base?: object) => synthesize(withValue("client.signInPage", page, base));

test("style sheet and logo are those of Alexa's client alone, once the domain is there", () => {
  expect(resourceAt(withPage({ css: ".a { width: 10% }", logo: "iVBORw0KGgo=" }), ADDRESS)).toMatchObject({
    user_pool_id: `\${aws_cognito_user_pool.user_pool.id}`,
    client_id: `\${aws_cognito_user_pool_client.alexa.id}`,
    css: ".a { width: 10% }",
    image_file: "iVBORw0KGgo=",
    depends_on: ["aws_cognito_user_pool_domain.domain"],
  });
});

test("it waits for the custom domain as well", () => {
  const domain = { prefix: "example-skill-dev", name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
  const json = withPage({ css: "a {}" }, withValue("domain", domain));

  expect(resourceAt(json, ADDRESS).depends_on).toEqual([
    "aws_cognito_user_pool_domain.domain",
    "aws_cognito_user_pool_domain.domain_custom",
  ]);
});

test("what Terraform would take for an expression in a style sheet is passed on as it is", () => {
  expect(resourceAt(withPage({ css: "a { width: %{b} }" }), ADDRESS).css).toBe("a { width: %%{b} }");
});

test("without it there is none", () => {
  expect(addressesOf(synthesize(minimalEnvironment()))).not.toContain(ADDRESS);
});
