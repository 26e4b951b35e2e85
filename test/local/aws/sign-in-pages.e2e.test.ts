import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorClients } from "../emulator-clients";
import { describeWithMoto } from "../fixtures";

describeWithMoto("the look of the classic sign-in pages in the emulator", () => {
  const aws = emulatorClients();
  let UserPoolId: string | undefined;
  let ClientId: string | undefined;

  beforeAll(async () => {
    const { UserPool } = await aws.cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
    UserPoolId = UserPool?.Id;
    const { UserPoolClient } = await aws.cognito.send(
      new CreateUserPoolClientCommand({ UserPoolId, ClientName: "alexa" }),
    );
    ClientId = UserPoolClient?.ClientId;
  });

  const look = async (of: { ClientId?: string }) =>
    (await aws.cognito.send(new GetUICustomizationCommand({ UserPoolId, ...of }))).UICustomization;

  test("wants a domain, is kept for a client, falls back to that of all, and goes", async () => {
    const CSS = ".banner-customizable { background: navy }";
    const set = (values: object) => aws.cognito.send(new SetUICustomizationCommand({ UserPoolId, ...values }));
    await expect(set({ ClientId, CSS })).rejects.toThrow(/existing domain/);
    await aws.cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: "example" }));

    await set({ CSS: "all {}" });
    expect(await look({ ClientId })).toMatchObject({ ClientId: "ALL", CSS: "all {}" });
    await set({ ClientId, CSS, ImageFile: Buffer.from("png") });
    expect(await look({ ClientId })).toMatchObject({ ClientId, CSS, ImageUrl: expect.stringMatching(/^https:/) });

    await set({ ClientId });
    await set({});
    expect(await look({ ClientId })).toEqual(expect.not.objectContaining({ CSS: expect.anything() }));
  });
});
