/** What a shop has beside the pool, client and function of the example: made, changed and deleted as at AWS. */
import {
  CreateGroupCommand,
  CreateManagedLoginBrandingCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteManagedLoginBrandingCommand,
  DeleteResourceServerCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeManagedLoginBrandingCommand,
  DescribeResourceServerCommand,
  DescribeRiskConfigurationCommand,
  GetGroupCommand,
  GetLogDeliveryConfigurationCommand,
  GetUICustomizationCommand,
  SetLogDeliveryConfigurationCommand,
  SetRiskConfigurationCommand,
  SetUICustomizationCommand,
  UpdateManagedLoginBrandingCommand,
  UpdateResourceServerCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";

import { zipSync } from "fflate";
import { createRole, emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

describeWithMoto("the emulator", () => {
  const aws = emulatorClients();

  const createPool = async (props: Partial<CreateUserPoolCommand["input"]> = {}) => {
    const { UserPool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool", ...props }));
    const UserPoolId = String(UserPool?.Id);
    const { UserPoolClient } = await aws.cognito.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "c" }));
    return { UserPoolId, ClientId: String(UserPoolClient?.ClientId) };
  };

  test("changes a resource server's name and scopes, and deletes it", async () => {
    const { UserPoolId } = await createPool();
    const server = { UserPoolId, Identifier: "https://orders.example.com" };
    const Scopes = [{ ScopeName: "read", ScopeDescription: "Read" }];
    await aws.cognito.send(new CreateResourceServerCommand({ ...server, Name: "orders", Scopes }));
    await aws.cognito.send(new UpdateResourceServerCommand({ ...server, Name: "Orders" }));
    const describe = new DescribeResourceServerCommand(server);
    expect((await aws.cognito.send(describe)).ResourceServer).toEqual({ ...server, Name: "Orders" });
    await aws.cognito.send(new DeleteResourceServerCommand(server));
    await expect(aws.cognito.send(describe)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(aws.cognito.send(new DeleteResourceServerCommand(server))).rejects.toThrow(/does not exist/);
  });

  test("says nothing of what a group does not have", async () => {
    const { UserPoolId } = await createPool();
    await aws.cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: "g" }));
    const { Group } = await aws.cognito.send(new GetGroupCommand({ UserPoolId, GroupName: "g" }));
    expect(Group).not.toHaveProperty("Precedence");
  });

  test("keeps the looks of the classic pages, for a client or for all, once there is a domain", async () => {
    const pool = await createPool();
    const { UserPoolId } = pool;
    const CSS = ".label-customizable { font-weight: 700; }";
    await expect(aws.cognito.send(new SetUICustomizationCommand({ UserPoolId, CSS }))).rejects.toThrow(
      /existing domain/,
    );
    await aws.cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: "looks" }));
    await aws.cognito.send(new SetUICustomizationCommand({ UserPoolId, CSS, ImageFile: new Uint8Array([1, 2, 3]) }));
    const get = new GetUICustomizationCommand(pool);
    expect((await aws.cognito.send(get)).UICustomization).toMatchObject({
      ClientId: "ALL",
      CSS,
      ImageUrl: expect.stringMatching(/^https:/),
    });
    await aws.cognito.send(new SetUICustomizationCommand({ ...pool, CSS: "a {}" }));
    expect((await aws.cognito.send(get)).UICustomization).toMatchObject({ ClientId: pool.ClientId, CSS: "a {}" });
    await aws.cognito.send(new SetUICustomizationCommand(pool));
    expect((await aws.cognito.send(get)).UICustomization).toMatchObject({ ClientId: "ALL", CSS });
  });

  test("keeps one branding of managed login for a client", async () => {
    const pool = await createPool();
    const { ManagedLoginBranding: made } = await aws.cognito.send(
      new CreateManagedLoginBrandingCommand({ ...pool, UseCognitoProvidedValues: true }),
    );
    await expect(aws.cognito.send(new CreateManagedLoginBrandingCommand(pool))).rejects.toMatchObject({
      name: "ManagedLoginBrandingExistsException",
    });
    const { ClientId, UserPoolId } = pool;
    const branding = { UserPoolId, ManagedLoginBrandingId: made?.ManagedLoginBrandingId };
    const Settings = { components: { primaryButton: { lightMode: { defaults: { backgroundColor: "0972d3ff" } } } } };
    await aws.cognito.send(new UpdateManagedLoginBrandingCommand({ ...branding, Settings }));
    const described = await aws.cognito.send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId, ClientId }));
    expect(described.ManagedLoginBranding).toMatchObject({ ...branding, UseCognitoProvidedValues: false, Settings });
    await aws.cognito.send(new DeleteManagedLoginBrandingCommand(branding));
    await expect(aws.cognito.send(new DescribeManagedLoginBrandingCommand(branding))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("has no managed login in the plan LITE", async () => {
    const pool = await createPool({ UserPoolTier: "LITE" });
    await expect(aws.cognito.send(new CreateManagedLoginBrandingCommand(pool))).rejects.toMatchObject({
      name: "FeatureUnavailableInTierException",
    });
  });

  test("keeps risk rules of the pool and of a client apart, where threat protection is on", async () => {
    const rules = {
      CompromisedCredentialsRiskConfiguration: {
        Actions: { EventAction: "BLOCK" as const },
        EventFilter: ["SIGN_IN" as const],
      },
    };
    const off = await createPool();
    await expect(aws.cognito.send(new SetRiskConfigurationCommand({ ...off, ...rules }))).rejects.toThrow(
      /not enabled/,
    );
    const pool = await createPool({ UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" }, UserPoolTier: "PLUS" });
    const { UserPoolId } = pool;
    await aws.cognito.send(new SetRiskConfigurationCommand({ UserPoolId, ...rules }));
    const own = { RiskExceptionConfiguration: { SkippedIPRangeList: ["192.0.2.0/24"] } };
    await aws.cognito.send(new SetRiskConfigurationCommand({ ...pool, ...own }));
    const of = async (input: { UserPoolId: string; ClientId?: string }) =>
      (await aws.cognito.send(new DescribeRiskConfigurationCommand(input))).RiskConfiguration;
    expect(await of({ UserPoolId })).toEqual({ UserPoolId, ...rules });
    expect(await of(pool)).toEqual({ ...pool, ...own });
    await aws.cognito.send(new SetRiskConfigurationCommand(pool));
    expect(await of(pool)).toEqual(pool);
  });

  test("keeps where logs go until the list is empty", async () => {
    const { UserPoolId } = await createPool();
    const LogConfigurations = [
      {
        LogLevel: "ERROR" as const,
        EventSource: "userNotification" as const,
        CloudWatchLogsConfiguration: { LogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:pool" },
      },
    ];
    const get = async () =>
      (await aws.cognito.send(new GetLogDeliveryConfigurationCommand({ UserPoolId }))).LogDeliveryConfiguration;
    expect(await get()).toEqual({ UserPoolId, LogConfigurations: [] });
    await aws.cognito.send(new SetLogDeliveryConfigurationCommand({ UserPoolId, LogConfigurations }));
    expect(await get()).toEqual({ UserPoolId, LogConfigurations });
    await aws.cognito.send(new SetLogDeliveryConfigurationCommand({ UserPoolId, LogConfigurations: [] }));
    expect(await get()).toEqual({ UserPoolId, LogConfigurations: [] });
  });

  test("keeps a function's dead letters and key, and its provisioned concurrency by version", async () => {
    const FunctionName = "settings";
    const target = (name: string) => ({ TargetArn: `arn:aws:sqs:us-east-1:123456789012:${name}` });
    await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: await createRole(aws.access, "settings"),
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Publish: true,
        Code: { ZipFile: zipSync({ "index.js": new Uint8Array([32]) }) },
        DeadLetterConfig: target("dead"),
        KMSKeyArn: "arn:aws:kms:us-east-1:123456789012:key/abc",
      }),
    );
    const configuration = () => aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect(await configuration()).toMatchObject({
      DeadLetterConfig: target("dead"),
      KMSKeyArn: "arn:aws:kms:us-east-1:123456789012:key/abc",
    });
    await aws.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn: "" }, KMSKeyArn: "" }),
    );
    const without = await configuration();
    expect([without.DeadLetterConfig, without.KMSKeyArn]).toEqual([undefined, undefined]);

    const version = { FunctionName, Qualifier: "1" };
    const put = (ProvisionedConcurrentExecutions: number, Qualifier = "1") =>
      aws.lambda.send(
        new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
      );
    const get = new GetProvisionedConcurrencyConfigCommand(version);
    await expect(aws.lambda.send(get)).rejects.toMatchObject({ name: "ProvisionedConcurrencyConfigNotFoundException" });
    await put(2);
    expect(await aws.lambda.send(get)).toMatchObject({
      Status: "READY",
      RequestedProvisionedConcurrentExecutions: 2,
    });
    await expect(put(1, "$LATEST")).rejects.toThrow(/unpublished/);
    await aws.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 2 }));
    await expect(put(3)).rejects.toThrow(/should not be greater/);
    await aws.lambda.send(new DeleteProvisionedConcurrencyConfigCommand(version));
    await expect(aws.lambda.send(get)).rejects.toMatchObject({ name: "ProvisionedConcurrencyConfigNotFoundException" });

    await aws.lambda.send(new PublishVersionCommand({ FunctionName }));
    const alias = { FunctionName, Name: "shared" };
    await aws.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: "2" }));
    const share = (AdditionalVersionWeights: Readonly<Record<string, number>>) =>
      aws.lambda.send(new UpdateAliasCommand({ ...alias, RoutingConfig: { AdditionalVersionWeights } }));
    await expect(share({ "2": 0.1 })).rejects.toThrow(
      "Function version 2 is already included in routing configuration",
    );
    await expect(share({ "9": 0.1 })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect((await share({ "1": 0.1 })).RoutingConfig?.AdditionalVersionWeights).toEqual({ "1": 0.1 });
    await share({});
    await put(1, "shared");
    await expect(share({ "1": 0.1 })).rejects.toThrow("can not be used with Provisioned Concurrency");
  });
});
