import { createHash, createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type {
  CognitoIdentityProviderClient,
  CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListTagsForResourceCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import { Unavailable } from "../../../common/problem";
import { removeFolder } from "../../../common/temporary-folder";
import type { AwsAccess } from "../../../local/aws/aws-access";
import { askEmulator, cognitoClient } from "../../../local/aws/aws-access";
import { assertBuiltHere } from "../../../local/aws/built-function";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import type { LauncherSource } from "../../../local/aws/emulator/launcher";
import { fromDocker, fromPath, fromVirtualEnvironment } from "../../../local/aws/emulator/launcher";
import type { DeployedFunction } from "../../../local/aws/lambda-runtime/deployed-function";
import { fetchFunction, isInvocableBy } from "../../../local/aws/lambda-runtime/deployed-function";
import { describeWithMoto, inFolder, newFolder, root, writeProgram } from "../fixtures";

describeWithMoto("moto with the corrections", () => {
  let folder: string;
  let emulator: Emulator;
  let cognito: CognitoIdentityProviderClient;
  let lambda: LambdaClient;

  beforeAll(async () => {
    folder = newFolder();
    emulator = await startEmulator({ root, folder });
    cognito = cognitoClient(emulator.access);
    lambda = new LambdaClient(emulator.access);
  }, 60_000);

  afterAll(async () => {
    cognito?.destroy();
    lambda?.destroy();
    await emulator?.stop();
    removeFolder(folder);
  });

  const describePool = async (poolId?: string) =>
    (await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))).UserPool;

  test("takes every correction", () => {
    expect(emulator.leftOut).toEqual({});
  });

  describe("user pools", () => {
    test("an update keeps how users sign in, the schema and the tags", async () => {
      const { UserPool: created } = await cognito.send(
        new CreateUserPoolCommand({
          PoolName: "pool",
          UsernameAttributes: ["email"],
          UsernameConfiguration: { CaseSensitive: false },
          Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true }],
          UserPoolTags: { Environment: "dev" },
        }),
      );
      const Policies = { PasswordPolicy: { MinimumLength: 14 } };
      await cognito.send(new UpdateUserPoolCommand({ UserPoolId: created?.Id, Policies }));
      expect(await describePool(created?.Id)).toMatchObject({
        Policies,
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        SchemaAttributes: created?.SchemaAttributes,
        UserPoolTags: { Environment: "dev" },
      });
    });

    test("a password policy does not ask for what it leaves out, and says so", async () => {
      const Policies = { PasswordPolicy: { MinimumLength: 8, RequireLowercase: true } };
      const { UserPool: pool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "pool", Policies }));
      expect((await describePool(pool?.Id))?.Policies?.PasswordPolicy).toMatchObject({
        RequireLowercase: true,
        RequireUppercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
      });
      const user = { UserPoolId: pool?.Id, Username: "ada" };
      await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
      await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: "simplehorse", Permanent: true }));
    });

    test("tags can be changed one by one", async () => {
      const { UserPool: pool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
      const ResourceArn = pool?.Arn;
      await cognito.send(new TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
      await cognito.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
      expect((await cognito.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({ b: "2" });
      const { UserPool: other } = await cognito.send(new CreateUserPoolCommand({ PoolName: "other" }));
      expect((await describePool(other?.Id))?.UserPoolTags ?? {}).toEqual({});
    });

    test("a protected pool cannot be deleted until the protection is off", async () => {
      const { UserPool: pool } = await cognito.send(
        new CreateUserPoolCommand({ PoolName: "pool", DeletionProtection: "ACTIVE" }),
      );
      const remove = new DeleteUserPoolCommand({ UserPoolId: pool?.Id });
      await expect(cognito.send(remove)).rejects.toThrow(/deletion protection is activated/);
      await cognito.send(new UpdateUserPoolCommand({ UserPoolId: pool?.Id, DeletionProtection: "INACTIVE" }));
      await cognito.send(remove);
      await expect(describePool(pool?.Id)).rejects.toThrow(/does not exist/);
    });

    test("a domain belongs to one pool, keeps its version, and goes before the pool", async () => {
      const { UserPool: pool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
      const domain = { UserPoolId: pool?.Id, Domain: "taken" };
      await cognito.send(new CreateUserPoolDomainCommand({ ...domain, ManagedLoginVersion: 2 }));
      const described = await cognito.send(new DescribeUserPoolDomainCommand({ Domain: "taken" }));
      expect(described.DomainDescription?.ManagedLoginVersion).toBe(2);
      await expect(cognito.send(new CreateUserPoolDomainCommand(domain))).rejects.toThrow(/already associated/);
      await expect(cognito.send(new DeleteUserPoolCommand({ UserPoolId: pool?.Id }))).rejects.toThrow(/has a domain/);
      await cognito.send(new DeleteUserPoolDomainCommand(domain));
      await cognito.send(new DeleteUserPoolCommand({ UserPoolId: pool?.Id }));
    });
  });

  describe("sign-in", () => {
    const PASSWORD = "Correct1horse!";
    let UserPoolId: string | undefined;

    beforeAll(async () => {
      const created = await cognito.send(
        new CreateUserPoolCommand({
          PoolName: "pool",
          UsernameAttributes: ["email"],
          UsernameConfiguration: { CaseSensitive: false },
        }),
      );
      UserPoolId = created.UserPool?.Id;
      const user = { UserPoolId, Username: "ada@example.com" };
      await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
      await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
    });

    const createClient = async (
      flow: "ALLOW_ADMIN_USER_PASSWORD_AUTH" | "ALLOW_USER_PASSWORD_AUTH",
      secret = false,
    ) => {
      const ExplicitAuthFlows = [flow];
      const created = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: "c",
          ExplicitAuthFlows,
          GenerateSecret: secret,
          PreventUserExistenceErrors: "ENABLED",
        }),
      );
      return created.UserPoolClient;
    };

    const adminSignIn = (ClientId: string | undefined, parameters: Record<string, string>) =>
      cognito.send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "ada@example.com", PASSWORD, ...parameters },
        }),
      );

    test("works in any case of the e-mail address", async () => {
      const client = await createClient("ALLOW_ADMIN_USER_PASSWORD_AUTH");
      const result = await adminSignIn(client?.ClientId, { USERNAME: "Ada@Example.COM" });
      expect(result.AuthenticationResult?.AccessToken).toBeDefined();
    });

    test("is refused for a flow that the client does not allow", async () => {
      const client = await createClient("ALLOW_USER_PASSWORD_AUTH");
      await expect(adminSignIn(client?.ClientId, {})).rejects.toThrow(/flow not enabled for this client/);
    });

    test.each([
      ["a wrong password", { PASSWORD: "Wrong1horse!" }],
      ["an unknown user", { USERNAME: "nobody@example.com" }],
    ])("answers %s alike", async (_, parameters: Record<string, string>) => {
      const client = await createClient("ALLOW_ADMIN_USER_PASSWORD_AUTH");
      await expect(adminSignIn(client?.ClientId, parameters)).rejects.toThrow("Incorrect username or password.");
    });

    test("asks a client with a secret for its hash", async () => {
      const client = await createClient("ALLOW_USER_PASSWORD_AUTH", true);
      const signIn = (parameters: Record<string, string>) =>
        cognito.send(
          new InitiateAuthCommand({
            ClientId: client?.ClientId,
            AuthFlow: "USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: "ada@example.com", PASSWORD, ...parameters },
          }),
        );
      const hash = createHmac("sha256", client?.ClientSecret ?? "")
        .update(`ada@example.com${client?.ClientId}`)
        .digest("base64");
      await expect(signIn({})).rejects.toThrow(/SECRET_HASH was not received/);
      await expect(signIn({ SECRET_HASH: "wrong" })).rejects.toThrow(/Unable to verify secret hash/);
      expect((await signIn({ SECRET_HASH: hash })).AuthenticationResult?.AccessToken).toBeDefined();
    });
  });

  describe("sign-up", () => {
    const Password = "Correct1horse!";
    let client: { readonly ClientId: string | undefined };
    let UserPoolId: string | undefined;
    let people = 0;

    interface Mail {
      readonly to: string;
      readonly medium: string;
      readonly subject: string;
      readonly message: string;
      readonly code: string;
      readonly at: string;
    }

    const mail = async (): Promise<readonly Mail[]> => {
      const { body } = await askEmulator(emulator.access, "emulator", { path: "/emulator/mail" });
      return JSON.parse(body.toString("utf8"));
    };
    const lastCode = async (): Promise<string> => (await mail()).at(-1)?.code ?? "";

    const createPool = async (changes: Partial<CreateUserPoolCommandInput> = {}) => {
      const { UserPool } = await cognito.send(
        new CreateUserPoolCommand({
          PoolName: "pool",
          UsernameAttributes: ["email"],
          AutoVerifiedAttributes: ["email"],
          Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true }],
          VerificationMessageTemplate: { EmailSubject: "Hello", EmailMessage: "<b>{####}</b>" },
          ...changes,
        }),
      );
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "c" }),
      );
      return { UserPoolId: UserPool?.Id, ClientId: UserPoolClient?.ClientId };
    };

    beforeAll(async () => {
      const created = await createPool();
      UserPoolId = created.UserPoolId;
      client = { ClientId: created.ClientId };
    });

    const signUp = async (changes: object = {}) => {
      people += 1;
      const Username = `ada${people}@example.com`;
      const UserAttributes = [{ Name: "given_name", Value: "Ada" }];
      const result = await cognito.send(
        new SignUpCommand({ ...client, Username, Password, UserAttributes, ...changes }),
      );
      return { Username, result };
    };

    const confirm = (Username: string, ConfirmationCode: string) =>
      cognito.send(new ConfirmSignUpCommand({ ...client, Username, ConfirmationCode }));

    test("sends a code of six digits in the message of the pool's template", async () => {
      const { Username, result } = await signUp();
      expect(result).toMatchObject({
        UserConfirmed: false,
        CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" },
      });
      const code = await lastCode();
      expect(code).toMatch(/^\d{6}$/);
      expect((await mail()).at(-1)).toEqual({
        to: Username,
        medium: "EMAIL",
        subject: "Hello",
        message: `<b>${code}</b>`,
        code,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
    });

    test("is confirmed by that code only, once, which verifies the address", async () => {
      const { Username } = await signUp();
      const code = await lastCode();
      for (const wrong of ["abcdef", code === "123456" ? "654321" : "123456", `${code}0`]) {
        await expect(confirm(Username, wrong)).rejects.toMatchObject({ name: "CodeMismatchException" });
      }
      await confirm(Username, code);
      const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
      expect(user.UserStatus).toBe("CONFIRMED");
      expect(user.UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
      await expect(confirm(Username, code)).rejects.toThrow("User cannot be confirmed. Current status is CONFIRMED");
    });

    test("takes a new code after ResendConfirmationCode, which a confirmed user does not get", async () => {
      const { Username } = await signUp();
      const resend = new ResendConfirmationCodeCommand({ ...client, Username });
      expect((await cognito.send(resend)).CodeDeliveryDetails?.Destination).toBe("a***@e***");
      await confirm(Username, await lastCode());
      await expect(cognito.send(resend)).rejects.toThrow("User is already confirmed.");
    });

    test("asks for the required attributes, and for the pool's permission", async () => {
      await expect(signUp({ UserAttributes: [] })).rejects.toThrow("given_name: The attribute is required");
      const closed = await createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
      await expect(signUp({ ClientId: closed.ClientId })).rejects.toThrow("SignUp is not permitted for this user pool");
    });

    test("works where only administrators reset passwords", async () => {
      const AccountRecoverySetting = { RecoveryMechanisms: [{ Name: "admin_only" as const, Priority: 1 }] };
      const { ClientId } = await createPool({ AccountRecoverySetting });
      const { Username } = await signUp({ ClientId });
      expect((await mail()).at(-1)?.to).toBe(Username);
    });

    test("sends to the phone where both addresses are to be verified", async () => {
      const { ClientId } = await createPool({ AutoVerifiedAttributes: ["email", "phone_number"] });
      const UserAttributes = [
        { Name: "given_name", Value: "Ada" },
        { Name: "phone_number", Value: "+14325551212" },
      ];
      const { result } = await signUp({ ClientId, UserAttributes });
      expect(result.CodeDeliveryDetails).toMatchObject({ DeliveryMedium: "SMS", Destination: "+*******1212" });
      expect((await mail()).at(-1)).toMatchObject({ to: "+14325551212", medium: "SMS" });
    });

    test("finds the client in every region, though such calls do not name one", async () => {
      const here = cognito;
      cognito = cognitoClient({ ...emulator.access, region: "eu-west-1" });
      try {
        const { ClientId } = await createPool();
        const { Username } = await signUp({ ClientId });
        await cognito.send(new ResendConfirmationCodeCommand({ ClientId, Username }));
        await cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: await lastCode() }));
        await cognito.send(new ForgotPasswordCommand({ ClientId, Username }));
        expect((await mail()).at(-1)?.to).toBe(Username);
      } finally {
        cognito.destroy();
        cognito = here;
      }
    });

    test("keeps a bounded number of messages", async () => {
      const { Username } = await signUp();
      for (let time = 0; time < 210; time += 1) {
        await cognito.send(new ResendConfirmationCodeCommand({ ...client, Username }));
      }
      expect(await mail()).toHaveLength(200);
    }, 20_000);

    test("a forgotten password takes the code of the mail, and only a password that the policy allows", async () => {
      const { Username } = await signUp();
      const forgot = new ForgotPasswordCommand({ ...client, Username });
      await expect(cognito.send(forgot)).rejects.toThrow("there is no registered/verified email or phone_number");
      await confirm(Username, await lastCode());
      const reset = (ConfirmationCode: string, Password: string) =>
        cognito.send(new ConfirmForgotPasswordCommand({ ...client, Username, ConfirmationCode, Password }));
      await expect(reset("123456", "Another1horse!")).rejects.toMatchObject({ name: "ExpiredCodeException" });
      await cognito.send(forgot);
      const code = await lastCode();
      await expect(reset("moto-confirmation-code:1", "Another1horse!")).rejects.toMatchObject({
        name: "CodeMismatchException",
      });
      await expect(reset(code, "weak")).rejects.toMatchObject({ name: "InvalidPasswordException" });
      await reset(code, "Another1horse!");
      await expect(reset(code, "Another1horse!")).rejects.toMatchObject({ name: "ExpiredCodeException" });
    });
  });

  describe("functions", () => {
    const zip = zipSync({ "index.mjs": new TextEncoder().encode("export const handler = async () => 'hi';") });
    const skillId = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
    const FunctionName = "skill";
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:skill:live";

    beforeAll(async () => {
      const { iamRole } = await createRole(emulator.access);
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role: iamRole,
          Runtime: "nodejs22.x",
          Handler: "index.handler",
          Code: { ZipFile: zip },
          Publish: true,
          Timeout: 7,
          Environment: { Variables: { COLOUR: "blue" } },
          LoggingConfig: { LogFormat: "JSON" },
        }),
      );
      await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    });

    test("come back with the identical bytes through their alias", () =>
      inFolder(async (folder) => {
        const fetched = await fetchFunction({ ...emulator.access, arn, folder, check: () => {} });
        expect(fetched).toMatchObject({
          arn,
          name: "skill",
          version: "1",
          handler: "index.handler",
          timeoutSeconds: 7,
          variables: { COLOUR: "blue" },
          codeSha256: createHash("sha256").update(zip).digest("base64"),
          codeSizeBytes: zip.length,
          taskRoot: join(folder, "task"),
        });
      }));

    test("are not unpacked where they are not what was built here", () =>
      inFolder(async (folder) => {
        const built = [{ name: "skill", handler: "index.handler", codeSha256: "", variables: { COLOUR: "blue" } }];
        const check = (it: DeployedFunction): void => assertBuiltHere(it, built);
        await expect(fetchFunction({ ...emulator.access, arn, folder, check })).rejects.toThrow("so it is not run");
        expect(readdirSync(folder)).toEqual([]);
      }));

    test("keep the skill id in the permission that lets Alexa in", async () => {
      const aws = { ...emulator.access, arn };
      const alexa = "alexa-appkit.amazon.com";
      expect(await isInvocableBy(aws, alexa, skillId)).toBe(false);
      await lambda.send(
        new AddPermissionCommand({
          FunctionName,
          Qualifier: "live",
          StatementId: "alexa",
          Action: "lambda:InvokeFunction",
          Principal: alexa,
          EventSourceToken: skillId,
        }),
      );
      const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: "live" }));
      expect(JSON.parse(Policy ?? "").Statement).toEqual([
        {
          Sid: "alexa",
          Effect: "Allow",
          Principal: { Service: alexa },
          Action: "lambda:InvokeFunction",
          Resource: arn,
          Condition: { StringEquals: { "lambda:EventSourceToken": skillId } },
        },
      ]);
      expect(await isInvocableBy(aws, alexa, skillId)).toBe(true);
      expect(await isInvocableBy(aws, alexa, `${skillId}0`)).toBe(false);
    });

    test("keep their logging configuration and take a change of tracing", async () => {
      const TracingConfig = { Mode: "Active" } as const;
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, TracingConfig }));
      expect(await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
        TracingConfig,
        LoggingConfig: { LogFormat: "JSON", LogGroup: "/aws/lambda/skill" },
      });
    });
  });

  test("an emulator on a port that is taken is refused before anything starts", async () => {
    await expect(startEmulator({ root, folder, port: emulator.port })).rejects.toThrow(/Port \d+ .* is taken/);
  });
});

describe("startEmulator", () => {
  test("lists everything that was tried and how to get moto when there is none", () =>
    inFolder(async (folder) => {
      // A root without .venv, and a PATH on which only a docker without an engine is found.
      writeProgram(folder, "docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
      const starting = startEmulator({ root: folder, folder, env: { PATH: folder } });
      await expect(starting).rejects.toBeInstanceOf(Unavailable);
      await expect(starting).rejects.toThrow(
        /moto_server is not on PATH\n- python3 is not on PATH.*\n- docker is installed, but no engine answers \(Cannot connect.*\nInstall one of: moto \(`pip install/,
      );
    }));

  test("shows the last lines of a moto that ends at once, and goes on to the next way", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "moto_server", 'echo "ModuleNotFoundError: No module named flask" >&2; exit 1');
      const second: LauncherSource = () => {
        throw new Unavailable("nor this one");
      };
      const starting = startEmulator({
        root,
        folder,
        env: { PATH: `${folder}:/usr/bin:/bin` },
        sources: [fromPath, second],
      });
      await expect(starting).rejects.toThrow(/ended before it answered.*\n.*No module named flask\n- nor this one/);
    }));

  test("tells when a server does not answer in time", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "moto_server", "echo starting; exec sleep 60");
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      const starting = startEmulator({ root, folder, env, sources: [fromPath], readySeconds: 0.5 });
      await expect(starting).rejects.toThrow(/did not answer with its corrections within 0\.5 s.*\n.*starting/);
    }));

  // Stands for python3: `-m venv` makes a python whose `-m pip install` makes a moto_server, or fails.
  const python = (pip: string): string =>
    `mkdir -p "$3/bin"; printf '#!/bin/sh\\n${pip}\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`;

  test("makes the project's own virtual environment where there is no moto", () =>
    inFolder(async (folder) => {
      writeProgram(join(folder, "bin"), "python3", python('echo "$@" > "$(dirname "$0")/moto_server"'));
      const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
      const launcher = await fromVirtualEnvironment({ root: folder, env });
      expect(launcher.command).toBe(join(folder, ".venv", "bin", "moto_server"));
      expect(readFileSync(launcher.command, "utf8")).toContain("-m pip install");
      expect(readFileSync(launcher.command, "utf8")).toContain("moto[server]==5.2.1");
    }));

  test("leaves no half-made virtual environment behind", () =>
    inFolder(async (folder) => {
      writeProgram(join(folder, "bin"), "python3", python("echo No network >&2; exit 1"));
      const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
      await expect(fromVirtualEnvironment({ root: folder, env })).rejects.toThrow(/pip install failed \(No network\)/);
      expect(existsSync(join(folder, ".venv"))).toBe(false);
    }));

  test("gives Docker the corrections, the port and the variables", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "docker", "echo 28.0.0");
      const launcher = await fromDocker({ root: "/project", env: { PATH: `${folder}:/usr/bin:/bin` } });
      expect(launcher.args({ port: 4566 }, ["EMULATOR_ID"]).join(" ")).toBe(
        "run --rm -i --publish 127.0.0.1:4566:4566 --volume /project/local/aws/emulator:/emulator:ro --env EMULATOR_ID " +
          "--entrypoint moto_server motoserver/moto:5.2.1 -H 0.0.0.0 -p 4566",
      );
    }));

  test("does not take another server on the port for its own emulator", () =>
    inFolder(async (folder) => {
      const other = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      writeProgram(folder, "moto_server", "exec sleep 60");
      const { port } = other.address() as { port: number };
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      await expect(startEmulator({ root, folder, port, env, sources: [fromPath], readySeconds: 0.3 })).rejects.toThrow(
        /taken/,
      );
      other.close();
    }));
});

/** Lambda takes only a role that exists. */
async function createRole(access: AwsAccess): Promise<{ readonly iamRole: string }> {
  const body = new URLSearchParams({
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: "skill",
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
  });
  const { status } = await askEmulator(access, "iam", {
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: body.toString(),
  });
  expect(status).toBe(200);
  return { iamRole: "arn:aws:iam::123456789012:role/skill" };
}
