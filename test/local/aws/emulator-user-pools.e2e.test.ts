import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

describeWithMoto("user pools in the emulator", () => {
  const aws = emulatorClients();

  const describePool = async (poolId?: string) =>
    (await aws.cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }))).UserPool;

  test("an update keeps how users sign in, the schema and the tags", async () => {
    const { UserPool: created } = await aws.cognito.send(
      new CreateUserPoolCommand({
        PoolName: "pool",
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true }],
        UserPoolTags: { Environment: "dev" },
      }),
    );
    const Policies = { PasswordPolicy: { MinimumLength: 14 } };
    await aws.cognito.send(new UpdateUserPoolCommand({ UserPoolId: created?.Id, Policies }));
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
    const { UserPool: pool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool", Policies }));
    expect((await describePool(pool?.Id))?.Policies?.PasswordPolicy).toMatchObject({
      RequireLowercase: true,
      RequireUppercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
    });
    const user = { UserPoolId: pool?.Id, Username: "ada" };
    await aws.cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
    await aws.cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: "simplehorse", Permanent: true }));
  });

  test("tags can be changed one by one", async () => {
    const { UserPool: pool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
    const ResourceArn = pool?.Arn;
    await aws.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
    await aws.cognito.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    expect((await aws.cognito.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({ b: "2" });
    const { UserPool: other } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "other" }));
    expect((await describePool(other?.Id))?.UserPoolTags ?? {}).toEqual({});
  });

  test("a protected pool cannot be deleted until the protection is off", async () => {
    const { UserPool: pool } = await aws.cognito.send(
      new CreateUserPoolCommand({ PoolName: "pool", DeletionProtection: "ACTIVE" }),
    );
    const remove = new DeleteUserPoolCommand({ UserPoolId: pool?.Id });
    await expect(aws.cognito.send(remove)).rejects.toThrow(/deletion protection is activated/);
    await aws.cognito.send(new UpdateUserPoolCommand({ UserPoolId: pool?.Id, DeletionProtection: "INACTIVE" }));
    await aws.cognito.send(remove);
    await expect(describePool(pool?.Id)).rejects.toThrow(/does not exist/);
  });

  test("a domain belongs to one pool, keeps its version, and goes before the pool", async () => {
    const { UserPool: pool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
    const domain = { UserPoolId: pool?.Id, Domain: "taken" };
    await aws.cognito.send(new CreateUserPoolDomainCommand({ ...domain, ManagedLoginVersion: 2 }));
    const described = await aws.cognito.send(new DescribeUserPoolDomainCommand({ Domain: "taken" }));
    expect(described.DomainDescription?.ManagedLoginVersion).toBe(2);
    await expect(aws.cognito.send(new CreateUserPoolDomainCommand(domain))).rejects.toThrow(/already associated/);
    await expect(aws.cognito.send(new DeleteUserPoolCommand({ UserPoolId: pool?.Id }))).rejects.toThrow(/has a domain/);
    await aws.cognito.send(new DeleteUserPoolDomainCommand(domain));
    await aws.cognito.send(new DeleteUserPoolCommand({ UserPoolId: pool?.Id }));
  });
});
