import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { removeFolder } from "../../../common/temporary-folder";
import { cognitoClient } from "../../../local/aws/aws-access";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import { describeWithMoto, newFolder, root } from "../fixtures";

describeWithMoto("the look of the classic sign-in pages in the emulator", () => {
  let folder: string;
  let emulator: Emulator;
  let cognito: CognitoIdentityProviderClient;
  let UserPoolId: string | undefined;
  let ClientId: string | undefined;

  beforeAll(async () => {
    folder = newFolder();
    emulator = await startEmulator({ root, folder });
    cognito = cognitoClient(emulator.access);
    const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "pool" }));
    UserPoolId = UserPool?.Id;
    const { UserPoolClient } = await cognito.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "alexa" }));
    ClientId = UserPoolClient?.ClientId;
  }, 60_000);
  afterAll(async () => {
    cognito?.destroy();
    await emulator?.stop();
    removeFolder(folder);
  });

  const look = async (of: { ClientId?: string }) =>
    (await cognito.send(new GetUICustomizationCommand({ UserPoolId, ...of }))).UICustomization;

  test("wants a domain, is kept for a client, falls back to that of all, and goes", async () => {
    const CSS = ".banner-customizable { background: navy }";
    const set = (values: object) => cognito.send(new SetUICustomizationCommand({ UserPoolId, ...values }));
    await expect(set({ ClientId, CSS })).rejects.toThrow(/existing domain/);
    await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: "example" }));

    await set({ CSS: "all {}" });
    expect(await look({ ClientId })).toMatchObject({ ClientId: "ALL", CSS: "all {}" });
    await set({ ClientId, CSS, ImageFile: Buffer.from("png") });
    expect(await look({ ClientId })).toMatchObject({ ClientId, CSS, ImageUrl: expect.stringMatching(/^https:/) });

    await set({ ClientId });
    await set({});
    expect(await look({ ClientId })).toEqual(expect.not.objectContaining({ CSS: expect.anything() }));
  });
});
