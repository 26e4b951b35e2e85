import type { AwsAccess } from "../../../local/aws/aws-access";
import { askEmulator } from "../../../local/aws/aws-access";
import { describeWithMoto } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";

/** What AWS's own service models allow, asked of the emulator by hand: SDKs refuse some of it themselves. */
describeWithMoto("a call that AWS's service model does not allow", () => {
  let access: AwsAccess;

  beforeAll(async () => {
    access = await sharedEmulator();
  }, 60_000);

  const ask = async (
    service: string,
    question: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
  ) => {
    const { status, body, headers } = await askEmulator(access, service, {
      method: "POST",
      path: "/",
      ...question,
    });
    return { status, headers, text: body.toString("utf8") };
  };

  const cognito = async (operation: string, input: unknown) => {
    const { status, text } = await ask("cognito-idp", {
      headers: {
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        "content-type": "application/x-amz-json-1.1",
      },
      body: typeof input === "string" ? input : JSON.stringify(input),
    });
    return { status, ...(JSON.parse(text) as { __type?: string; message?: string }) };
  };

  const refused = (...constraints: string[]) => ({
    status: 400,
    __type: "InvalidParameterException",
    message: `${constraints.length} validation error${constraints.length === 1 ? "" : "s"} detected: ${constraints.join("; ")}`,
  });

  test.each([
    [
      "a required parameter that is missing",
      {},
      "Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "a pattern",
      { PoolName: "a/b" },
      "Value 'a/b' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
    ],
    [
      "a length",
      { PoolName: "a".repeat(129) },
      `Value '${"a".repeat(129)}' at 'poolName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
    [
      "a range within a structure",
      { PoolName: "a", Policies: { PasswordPolicy: { MinimumLength: 100 } } },
      "Value '100' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value less than or equal to 99",
    ],
    [
      "an enumeration",
      { PoolName: "a", MfaConfiguration: "MAYBE" },
      "Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OFF, ON, OPTIONAL]",
    ],
    [
      "the items of a list",
      { PoolName: "a", AutoVerifiedAttributes: ["email", "mail"] },
      "Value '[email, mail]' at 'autoVerifiedAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [phone_number, email]]",
    ],
    [
      "the structures of a list",
      { PoolName: "a", Schema: [{ Name: "ok" }, { Name: "a".repeat(21) }] },
      `Value '${"a".repeat(21)}' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20`,
    ],
    [
      "the keys of a map",
      { PoolName: "a", UserPoolTags: { "": "x" } },
      "Value '{=x}' at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]",
    ],
  ])("names %s as Cognito does", async (_, input, constraint) => {
    expect(await cognito("CreateUserPool", input)).toEqual(refused(constraint));
  });

  test("lists all that it violates", async () => {
    const input = { PoolName: "", DeletionProtection: "ON" };
    expect(await cognito("CreateUserPool", input)).toEqual(
      refused(
        "Value '' at 'poolName' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "Value '' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
        "Value 'ON' at 'deletionProtection' failed to satisfy constraint: Member must satisfy enum value set: [ACTIVE, INACTIVE]",
      ),
    );
  });

  test("never shows a secret", async () => {
    const secret = "not one word";
    const answers = [
      await cognito("SignUp", { ClientId: secret, Username: "ada", Password: secret }),
      await cognito("CreateIdentityProvider", {
        UserPoolId: "us-east-1_a",
        ProviderName: "Google",
        ProviderType: "Google",
        ProviderDetails: { client_secret: secret.padEnd(131_073, " ") },
      }),
    ];
    for (const answer of answers) {
      expect(answer.__type).toBe("InvalidParameterException");
      expect(answer.message).toMatch(/Value at '\w+' failed to satisfy constraint/);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  test.each([
    ["a number for a text", { PoolName: 1 }],
    ["a text for a number", { PoolName: "a", Policies: { PasswordPolicy: { MinimumLength: "8" } } }],
    ["a text for a truth value", { PoolName: "a", AdminCreateUserConfig: { AllowAdminCreateUserOnly: "true" } }],
    ["a text for a structure", { PoolName: "a", Policies: "x" }],
    ["a list for a structure", []],
    ["no JSON", "{"],
  ])("is refused for %s", async (_, input) => {
    expect(await cognito("CreateUserPool", input)).toMatchObject({ status: 400, __type: "SerializationException" });
  });

  test("is refused for an operation that there is not", async () => {
    expect(await cognito("CreatePool", {})).toMatchObject({ status: 400, __type: "UnknownOperationException" });
  });

  test("passes with a parameter that the model does not know, as a newer SDK may send it", async () => {
    expect(await cognito("CreateUserPool", { PoolName: "a", Tomorrow: true, MfaConfiguration: null })).toMatchObject({
      status: 200,
    });
  });

  test("passes with letters and signs of every language", async () => {
    const created = await cognito("CreateUserPool", {
      PoolName: "a",
      VerificationMessageTemplate: { EmailSubject: "Grüße – Ω 你好 😀", EmailMessage: "Şifreniz:\n{####} 👍" },
    });
    expect(created.status).toBe(200);
    const refusedForTheMessage = await cognito("CreateUserPool", {
      PoolName: "a",
      VerificationMessageTemplate: { EmailMessage: "no code" },
    });
    expect(refusedForTheMessage.message).toContain("'verificationMessageTemplate.emailMessage'");
  });

  test("takes a host name for a custom domain, and for a prefix what the model says", async () => {
    const domain = (Domain: string) => cognito("DescribeUserPoolDomain", { Domain });
    expect((await domain("auth.example.com")).status).toBe(200);
    expect((await domain("Auth")).message).toContain("'domain'");
    expect((await domain("auth..com")).message).toContain("'domain'");
  });

  test("is answered by IAM in XML", async () => {
    const { status, text } = await ask("iam", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "Action=CreateRole&Version=2010-05-08&RoleName=a%3C&AssumeRolePolicyDocument=x&Tags.member.1.Key=a",
    });
    expect(status).toBe(400);
    expect(text).toContain("<Type>Sender</Type><Code>ValidationError</Code><Message>2 validation errors detected: ");
    expect(text).toContain("Value 'a&lt;' at 'roleName' failed");
    expect(text).toContain("Value null at 'tags.1.member.value' failed");
  });

  test("is answered by Lambda with its code in a header", async () => {
    const create = (body: unknown) =>
      ask("lambda", { path: "/2015-03-31/functions", body: typeof body === "string" ? body : JSON.stringify(body) });
    const wrong = await create({ FunctionName: "f", Role: "role", Code: {}, Timeout: 0 });
    expect(wrong).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "ValidationException" } });
    expect(JSON.parse(wrong.text).message).toMatch(/^2 validation errors detected: Value 'role' at 'role' .*'timeout'/);
    expect((await create("{")).headers["x-amzn-errortype"]).toBe("InvalidRequestContentException");
    const inPath = await ask("lambda", { path: "/2015-03-31/functions/a%20b/versions", body: "{}" });
    expect(JSON.parse(inPath.text).message).toContain("Value 'a b' at 'functionName'");
    const inQuery = await ask("lambda", { method: "GET", path: "/2015-03-31/functions?MaxItems=0" });
    expect(JSON.parse(inQuery.text).message).toContain("Value '0' at 'maxItems'");
  });

  test("is answered by S3 in its own form", async () => {
    expect((await ask("s3", { method: "PUT", path: "/models-bucket" })).status).toBe(200);
    const versioning = (status: string) =>
      ask("s3", {
        method: "PUT",
        path: "/models-bucket?versioning",
        body: `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>${status}</Status></VersioningConfiguration>`,
      });
    expect((await versioning("Enabled")).status).toBe(200);
    expect(await versioning("On")).toMatchObject({
      status: 400,
      text: expect.stringContaining("<Error><Code>MalformedXML</Code>"),
    });
    const header = await ask("s3", { method: "PUT", path: "/models-bucket", headers: { "x-amz-acl": "everybody" } });
    expect(header.text).toContain("<Code>InvalidArgument</Code>");
  });
});
