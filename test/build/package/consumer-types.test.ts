/** The package's type declarations, for those who compile against them. */
import { join } from "node:path";
import ts from "typescript";
import { writeNpmPackage } from "../../../build/package/npm-package";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { builtPackage } from "./built-package";
import { install, NAME, write, writeReadmeProject } from "./consumer";

jest.setTimeout(120_000);

const { ModuleKind, ModuleResolutionKind } = ts;

/** How TypeScript can be told to look for packages, and the files that are compiled so. */
const SETTINGS: Readonly<Record<string, { readonly options: ts.CompilerOptions; readonly files: readonly string[] }>> =
  {
    "node16, CommonJS and ES modules": {
      options: { module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 },
      files: ["use.cts", "use.mts"],
    },
    bundler: {
      options: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
      files: ["use.ts", "main.ts", "lambda/index.ts"],
    },
    // That of the projects that `cdktf init` makes.
    "node10, which knows no exports": {
      options: {
        module: ModuleKind.CommonJS,
        moduleResolution: ModuleResolutionKind.Node10,
        ignoreDeprecations: "6.0",
      },
      files: ["use.ts", "main.ts"],
    },
  };

const USE = `
import type { AlexaAppClient, EnvironmentProps, SkillBundle } from "${NAME}";
import { parseEnvironments, readSkillBundle, SkillStack } from "${NAME}";
import { buildSkillZip, type SkillZipProps } from "${NAME}/bundle";
import type { AccountLinking } from "${NAME}/contract";
import type { Account, AccessTokenSettings, AudienceHandler, CommonSpeech, SpeechFor } from "${NAME}/skill";
import { AccessTokenVerifier, AccountLookup, enUS, personalHandler, publicHandler, speechByLocale } from "${NAME}/skill";
import type { SmartHomeErrorType, SmartHomeHandlers, SmartHomeResponse } from "${NAME}/smart-home";
import { isDirective, readSettings, SmartHome, SmartHomeError } from "${NAME}/smart-home";
import type { AccountLinking as Same } from "${NAME}";
import { App } from "cdktf";

const zip: SkillZipProps = { entry: "lambda/index.ts", outfile: "dist/skill.zip", alexaServiceClients: true };
export const built: Promise<Uint8Array> = buildSkillZip(zip);
export const clientId = (linking: AccountLinking): string => linking.client_id;
export const same: (linking: Same) => string = clientId;

const busy: SmartHomeErrorType = "ENDPOINT_BUSY";
const devices: SmartHomeHandlers = {
  discover: ({ subject }) => [
    { endpointId: subject, manufacturerName: "x", friendlyName: "x", description: "x", displayCategories: [], capabilities: [] },
  ],
  reportState: () => {
    throw new SmartHomeError(busy, "why", { payload: { percentageState: 5 } });
  },
  directives: {
    "Alexa.ThermostatController.SetTargetTemperature": () => {
      throw new SmartHomeError("THERMOSTAT_IS_OFF", "why", { namespace: "Alexa.ThermostatController" });
    },
    "Alexa.PowerController.TurnOn": () => {
      // @ts-expect-error a type that no interface is named for
      throw new SmartHomeError("THERMOSTAT_IS_OFF", "why");
    },
  },
};
export const answer = (event: unknown): Promise<SmartHomeResponse> | undefined =>
  isDirective(event) ? new SmartHome(readSettings(), devices).invoke(event) : undefined;

const props: EnvironmentProps = {
  name: "dev",
  region: "eu-west-1",
  accountId: "123456789012",
  state: { type: "s3", bucket: "example" },
  domain: { prefix: "example" },
  alexa: { vendorId: "M1EXAMPLE0DEV", skillIds: [] },
};
export const typo: EnvironmentProps = {
  ...props,
  // @ts-expect-error a property that there is not
  userPools: {},
};
export const elsewhere: EnvironmentProps = {
  ...props,
  // @ts-expect-error a region whose functions Alexa cannot invoke
  region: "eu-central-1",
};
// @ts-expect-error something that is required is missing
export const incomplete: EnvironmentProps = { name: "dev" };
// @ts-expect-error a zip needs a place to go
void buildSkillZip({ entry: "lambda/index.ts" });

const poolSettings: AccessTokenSettings = { issuer: "", clientId: "", scopes: [] };
export const subjectOf = async (token: string): Promise<string | undefined> => {
  const checked = await new AccessTokenVerifier(poolSettings).verify(token);
  // @ts-expect-error what was not found valid has no subject
  void checked.subject;
  return checked.kind === "valid" ? checked.subject : undefined;
};
// @ts-expect-error a look-up needs to know where profiles are
void new AccountLookup(poolSettings);
export const nameIn = (account: Account): string | undefined =>
  account.kind === "linked" ? account.profile.name : undefined;
const speechFor: SpeechFor<CommonSpeech> = speechByLocale({ "en-US": { ...enUS, apology: "Oops." } });
export const handlers: AudienceHandler[] = [
  personalHandler({
    canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === "IntentRequest",
    handle: ({ responseBuilder }, { subject }) => responseBuilder.speak(subject).getResponse(),
  }),
  publicHandler({
    canHandle: () => true,
    handle: ({ responseBuilder }) => responseBuilder.speak(speechFor("en-US").apology).getResponse(),
  }),
  // @ts-expect-error a handler that does not say whom it answers
  { canHandle: () => true, handle: ({ responseBuilder }) => responseBuilder.getResponse() },
];

const bundle: SkillBundle = readSkillBundle("dist/skill.zip");
for (const environment of parseEnvironments([props])) {
  const stack = new SkillStack(new App(), environment.name, { environment, bundle });
  const client: AlexaAppClient = stack.client;
  const id: string = client.id;
  // @ts-expect-error what is read-only stays as it is
  stack.client = client;
  void id;
  // @ts-expect-error a stack needs a bundle
  new SkillStack(new App(), "other", { environment });
}
`;

let folder: string;
beforeAll(async () => {
  folder = makeTemporaryFolder("package user");
  writeNpmPackage(await builtPackage(), join(folder, "package"));
  install(join(folder, "package"), folder);
  for (const name of ["use.ts", "use.cts", "use.mts"]) {
    write(folder, name, USE);
  }
  const files = [
    "tsconfig.json",
    "cdktf.json",
    ".gitignore",
    "main.ts",
    "environments.ts",
    "lambda/index.ts",
    "skill-package/skill.json",
    "skill-package/interactionModels/custom/en-US.json",
  ];
  expect(writeReadmeProject(folder)).toEqual(files);
});
afterAll(() => removeFolder(folder));

describe.each(Object.entries(SETTINGS))("with %s", (_, { options, files }) => {
  test("right uses compile, wrong uses do not, and the declarations hold by themselves", () => {
    const program = ts.createProgram(
      files.map((file) => join(folder, file)),
      // Not skipLibCheck: our own declarations are checked as well.
      {
        ...options,
        target: ts.ScriptTarget.ES2022,
        strict: true,
        noEmit: true,
        types: ["node"],
        typeRoots: [typeRoot()],
      },
    );
    const own = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName));
    expect(own.map(({ fileName }) => fileName)).toEqual(
      expect.arrayContaining([expect.stringMatching(/bundle\/skill-zip\.d\.ts$/)]),
    );
    const diagnostics = [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
    ];
    expect(ts.formatDiagnostics(diagnostics, HOST)).toBe("");
  });
});

const typeRoot = (): string => join(folder, "node_modules/@types");

/** The user's files and the package's; what is linked has its real place elsewhere. */
const isOwn = (file: string): boolean => file.startsWith(`${folder}/`);

const HOST: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => folder,
  getNewLine: () => "\n",
};
