import fc from "fast-check";
import { withoutToken } from "../../../local/alexa/directive";
import { Devices } from "../../../local/simulator/devices";

const AT = new Date("2026-11-22T12:00:00.000Z");
const discovered = (...endpoints: readonly unknown[]) => ({
  event: { header: { namespace: "Alexa.Discovery", name: "Discover.Response" }, payload: { endpoints } },
});
const sent = (answer: unknown) => ({ directive: "Alexa.Discovery.Discover", request: {}, answer });
const LAMP = {
  endpointId: "lamp-1",
  friendlyName: "Lamp",
  displayCategories: ["LIGHT"],
  cookie: { bridge: "1" },
  capabilities: [
    { interface: "Alexa.PowerController", properties: { retrievable: true } },
    { interface: "Alexa", version: "3" },
  ],
};

test("a discovery's devices are known, each once, until another discovery or the end of the link", () => {
  const devices = new Devices();
  devices.add(sent(discovered({ ...LAMP, friendlyName: "Old name" }, LAMP, { friendlyName: "no id" }, null)), AT);
  expect(devices.all).toEqual([
    {
      endpointId: "lamp-1",
      name: "Lamp",
      description: "",
      categories: ["LIGHT"],
      interfaces: ["Alexa.PowerController", "Alexa"],
      isRetrievable: true,
      cookie: { bridge: "1" },
    },
  ]);
  devices.add(sent({ event: { header: { name: "ErrorResponse" }, payload: { type: "INTERNAL_ERROR" } } }), AT);
  expect(devices.all).toHaveLength(1);
  devices.add(sent(discovered()), AT);
  expect(devices.all).toEqual([]);
  devices.add(sent(discovered(LAMP)), AT);
  devices.forget();
  expect([devices.all, devices.directives.length]).toEqual([[], 4]);
});

test.each([
  ["an event's name", { answer: discovered() }, "Discover.Response", "good"],
  [
    "an error's type",
    { answer: { event: { header: { name: "ErrorResponse" }, payload: { type: "NO_SUCH_ENDPOINT" } } } },
    "NO_SUCH_ENDPOINT",
    "bad",
  ],
  ["no answer of Alexa's form", { answer: { version: "1.0", response: {} } }, "no event", "bad"],
  ["nothing", {}, "no event", "bad"],
  ["a function that failed", { error: "Error: no" }, "the function failed", "bad"],
])("what came of a directive is said in a word: %s", (_, came, outcome, tone) => {
  const devices = new Devices();
  expect(devices.add({ directive: "Alexa.X.Y", request: { a: 1 }, ...came }, AT)).toMatchObject({
    id: 1,
    at: "2026-11-22T12:00:00.000Z",
    directive: "Alexa.X.Y",
    request: '{\n  "a": 1\n}',
    outcome,
    tone,
  });
});

test("the latest directives are kept, each cut where it is long", () => {
  const devices = new Devices();
  for (let index = 0; index < 100; index += 1) {
    devices.add(sent("x".repeat(100_000)), AT);
  }
  expect(devices.directives.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => index + 71));
  expect(Math.max(...devices.directives.map(({ answer }) => answer.length))).toBe(10_001);
  devices.clear();
  expect(devices.directives).toEqual([]);
});

test("whatever a skill answers, it is shown and nothing fails", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (endpoint, answer) => {
      const devices = new Devices();
      devices.add(sent(answer), AT);
      devices.add(sent(discovered(endpoint)), AT);
      expect(devices.directives).toHaveLength(2);
      expect(typeof devices.all.length).toBe("number");
    }),
  );
});

test("wherever the user's token stands, a mask does", () => {
  const message = { scope: { token: "eyJ.to.ken" }, payload: ["was eyJ.to.ken", { "eyJ.to.ken": 1 }] };
  expect(JSON.stringify(withoutToken(message, "eyJ.to.ken"))).not.toContain("to.ken");
  expect(withoutToken(message, undefined)).toBe(message);
  expect(withoutToken(undefined, "eyJ.to.ken")).toBeUndefined();
});
