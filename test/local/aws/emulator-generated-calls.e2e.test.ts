import { removeFolder } from "../../../common/temporary-folder";
import { askEmulator } from "../../../local/aws/aws-access";
import { SERVICES } from "../../../local/aws/emulator/admission";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import { pseudoRandom } from "../../pseudo-random";
import { describeWithMoto, newFolder, root } from "../fixtures";
import type { WrongCall } from "./generated-calls";
import { minimal, wrongCalls } from "./generated-calls";
import type { Operation, Values } from "./service-models";
import { isValues, Model } from "./service-models";

const SEED = 20_261_127;
const WRONG = 5000;
const RIGHT = 500;
const AT_ONCE = 8;

/** What the check of the models says, and moto never does in this form. */
const REFUSAL =
  /\d+ validation errors? detected: |SerializationException|InvalidRequestContentException|"UTF-8"\?>\n<Error><Code>MalformedXML/;

/** What the front lets through of Lambda, Route 53 and S3. */
const ADMITTED: Readonly<Record<string, RegExp>> = {
  lambda: /^\/\d{4}-\d\d-\d\d\/(?:functions|layers|tags)\b(?!.*(?:invocations|invoke-async|\/$))/,
  route53: /^\/2013-04-01\/(?:hostedzone|hostedzonesbyname)$/,
  s3: /^\/\{Bucket\}(?!.*(?:notification))/,
};

describeWithMoto("calls made of AWS's service models", () => {
  let folder: string;
  let emulator: Emulator;
  let models: readonly Model[];

  beforeAll(async () => {
    folder = newFolder();
    emulator = await startEmulator({ root, folder });
    const { folder: data } = await status();
    models = SERVICES.map((service) => new Model(String(data), service));
  }, 60_000);

  afterAll(async () => {
    await emulator?.stop();
    removeFolder(folder);
  });

  const status = async (): Promise<Values> => {
    const { body } = await askEmulator(emulator.access, "emulator", { path: "/emulator/status" });
    return JSON.parse(body.toString("utf8")).serviceModels;
  };

  const send = async (model: Model, operation: Operation, input: Values) => {
    const request = model.request(operation, input);
    const { status, body, headers } = await askEmulator(emulator.access, operation.service, {
      ...request,
      maxBytes: 64 * 1024 * 1024,
    });
    return { status, text: `${headers["x-amzn-errortype"] ?? ""} ${body.toString("utf8")}` };
  };

  const admitted = (model: Model): readonly Operation[] =>
    model.operations
      // One that is deprecated may have the address of its successor.
      .filter(({ deprecated }) => !deprecated)
      .filter(({ service, uri }) => ADMITTED[service]?.test(uri) ?? true);

  test(`${WRONG} wrong ones are refused, each for the parameter that is wrong`, async () => {
    const all = models.flatMap((model) =>
      admitted(model).flatMap((operation) => wrongCalls(model, operation).map((call) => ({ model, call }))),
    );
    expect(all.length).toBeGreaterThan(WRONG);
    const failures: string[] = [];
    await each(shuffled(all).slice(0, WRONG), async ({ model, call }) => {
      const { status, text } = await send(model, call.operation, call.input);
      if (status !== 400 || !names(text, call)) {
        failures.push(`${call.operation.service} ${call.operation.name} ${call.path} ${call.why}: ${status} ${text}`);
      }
    });
    expect(failures).toEqual([]);
  }, 300_000);

  test(`${RIGHT} right ones pass`, async () => {
    const all = models.flatMap((model) =>
      admitted(model).flatMap((operation) => {
        const input = operation.input === undefined ? {} : minimal(model, operation.input);
        return isValues(input) ? [{ model, operation, input }] : [];
      }),
    );
    expect(all.length).toBeGreaterThan(RIGHT);
    const failures: string[] = [];
    await each(shuffled(all).slice(0, RIGHT), async ({ model, operation, input }) => {
      const { text } = await send(model, operation, input);
      if (REFUSAL.test(text)) {
        failures.push(`${operation.service} ${operation.name} ${JSON.stringify(input)}: ${text}`);
      }
    });
    expect(failures).toEqual([]);
  }, 300_000);

  test("are checked in every service that the emulator has, by every pattern", async () => {
    expect(await status()).toMatchObject({ botocore: expect.stringMatching(/^\d/), unchecked: {}, untranslated: {} });
  });

  const names = (text: string, { operation, path }: WrongCall): boolean => {
    if (operation.method === "HEAD") {
      return true; // which has no body to name it in
    }
    if (path === undefined) {
      return /SerializationException|InvalidRequestContentException/.test(text);
    }
    return text.includes(` at '${path}' failed to satisfy constraint`) || inDocument(operation, path, text);
  };

  // S3 says of a document that it is wrong, and not where.
  const inDocument = ({ service }: Operation, path: string, text: string): boolean =>
    service === "s3" && path.includes(".") && text.includes("MalformedXML");
});

function shuffled<T>(items: readonly T[]): T[] {
  const random = pseudoRandom(SEED);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

async function each<T>(items: readonly T[], use: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const work = async (): Promise<void> => {
    for (const item of waiting) {
      await use(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
