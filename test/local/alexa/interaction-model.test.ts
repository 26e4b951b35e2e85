import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInteractionModel } from "../../../local/alexa/interaction-model";
import { suggestions } from "../../../local/alexa/suggestions";
import { demoScript } from "../../../local/demo/demo-script";

const folder = mkdtempSync(join(tmpdir(), "interaction-model-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(intents: readonly object[]) {
  const file = join(folder, "en-US.json");
  writeFileSync(
    file,
    JSON.stringify({ interactionModel: { languageModel: { invocationName: "garden helper", intents } } }),
  );
  return readInteractionModel(file);
}

test("reads intents that are no more than a name", () => {
  const model = read([{ name: "AMAZON.HelpIntent" }, { name: "WaterIntent", samples: ["what shall i water"] }]);
  expect(suggestions(model, "en-US")).toContain("what shall i water");
});

test("asks what the model lets one say: the first sample without a slot, whichever intent has it", () => {
  const model = read([
    { name: "EmptyIntent" },
    { name: "PlantIntent", slots: [{ name: "plant", type: "PLANT" }], samples: ["water {plant}", "water something"] },
    { name: "WaterIntent", samples: ["what shall i water"] },
  ]);
  expect(demoScript({ "en-US": model }).question).toBe("water something");
});
