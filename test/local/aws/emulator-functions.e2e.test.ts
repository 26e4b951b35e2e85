import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import { assertBuiltHere } from "../../../local/aws/built-function";
import type { DeployedFunction } from "../../../local/aws/lambda-runtime/deployed-function";
import { fetchFunction, isInvocableBy } from "../../../local/aws/lambda-runtime/deployed-function";
import { createRole, emulatorClients } from "../emulator-clients";
import { describeWithMoto, inFolder } from "../fixtures";

describeWithMoto("functions in the emulator", () => {
  const aws = emulatorClients();
  const zip = zipSync({ "index.mjs": new TextEncoder().encode("export const handler = async () => 'hi';") });
  const skillId = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
  const FunctionName = "greeter";
  const arn = "arn:aws:lambda:us-east-1:123456789012:function:greeter:live";

  beforeAll(async () => {
    await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: await createRole(aws.access, "greeter"),
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip },
        Publish: true,
        Timeout: 7,
        Environment: { Variables: { COLOUR: "blue" } },
        LoggingConfig: { LogFormat: "JSON" },
      }),
    );
    await aws.lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  });

  test("come back with the identical bytes through their alias", () =>
    inFolder(async (folder) => {
      const fetched = await fetchFunction({ ...aws.access, arn, folder, check: () => {} });
      expect(fetched).toMatchObject({
        arn,
        name: "greeter",
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
      const built = [{ name: "greeter", handler: "index.handler", codeSha256: "", variables: { COLOUR: "blue" } }];
      const check = (it: DeployedFunction): void => assertBuiltHere(it, built);
      await expect(fetchFunction({ ...aws.access, arn, folder, check })).rejects.toThrow("so it is not run");
      expect(readdirSync(folder)).toEqual([]);
    }));

  test("keep the skill id in the permission that lets Alexa in", async () => {
    const deployed = { ...aws.access, arn };
    const alexa = "alexa-appkit.amazon.com";
    expect(await isInvocableBy(deployed, alexa, skillId)).toBe(false);
    await aws.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        Qualifier: "live",
        StatementId: "alexa",
        Action: "lambda:InvokeFunction",
        Principal: alexa,
        EventSourceToken: skillId,
      }),
    );
    const { Policy } = await aws.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: "live" }));
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
    expect(await isInvocableBy(deployed, alexa, skillId)).toBe(true);
    expect(await isInvocableBy(deployed, alexa, `${skillId}0`)).toBe(false);
  });

  test("keep their logging configuration and take a change of tracing", async () => {
    const TracingConfig = { Mode: "Active" } as const;
    await aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, TracingConfig }));
    expect(await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
      TracingConfig,
      LoggingConfig: { LogFormat: "JSON", LogGroup: "/aws/lambda/greeter" },
    });
  });
});
