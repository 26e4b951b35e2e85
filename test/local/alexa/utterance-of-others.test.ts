/** What real models hold that the example's does not: samples with slots beside others, slots alone, politeness. */
import type { InteractionModel } from "../../../local/alexa/interaction-model";
import { suggestions } from "../../../local/alexa/suggestions";
import { resolveUtterance } from "../../../local/alexa/utterance";

const model: InteractionModel = {
  languageModel: {
    invocationName: "daily counter",
    intents: [
      {
        name: "BetIntent",
        samples: ["bet on {number}", "bet {amount} on {number}"],
        slots: [
          { name: "number", type: "AMAZON.NUMBER" },
          { name: "amount", type: "AMAZON.NUMBER" },
        ],
      },
      { name: "BlackIntent", samples: ["bet on black", "bet {amount} coins on black"], slots: [] },
      { name: "CountIntent", samples: ["the count", "daily counter status"] },
      { name: "AnswerIntent", samples: ["{animal}", "{number}"], slots: [{ name: "animal", type: "Animal" }] },
      { name: "ShowPlaceIntent", samples: ["show me {place}"], slots: [{ name: "place", type: "Place" }] },
      { name: "ShowAnimalIntent", samples: ["show me {animal}"], slots: [{ name: "animal", type: "Animal" }] },
      { name: "GuessIntent", samples: ["{guess}"], slots: [{ name: "guess", type: "AMAZON.NUMBER" }] },
      { name: "AMAZON.YesIntent", samples: ["yes please"] },
      { name: "TellIntent", samples: ["can you tell me a joke"] },
    ],
    types: [
      { name: "Animal", values: ["cat"], synonyms: ["house cat"] },
      { name: "Place", values: ["the park"] },
    ],
  },
};

const meaningOf = (said: string): string => {
  const meaning = resolveUtterance(model, "en-US", said);
  return meaning.kind === "intent" ? meaning.name : meaning.kind;
};

test.each([
  ["bet on black", "BlackIntent"],
  ["bet 5 coins on black", "BlackIntent"],
  ["bet on 17", "BetIntent"],
  ["cat", "AnswerIntent"],
  ["house cat", "AnswerIntent"],
  ["42", "GuessIntent"],
  ["purple elephants", "fallback"],
  ["show me the cat", "ShowPlaceIntent"],
  ["show me cat", "ShowAnimalIntent"],
  ["yes please", "AMAZON.YesIntent"],
  ["can you tell me a joke", "TellIntent"],
  ["the count", "CountIntent"],
  ["ask daily counter the count", "CountIntent"],
  ["ask daily counter for the count", "CountIntent"],
  ["daily counter status", "CountIntent"],
  ["ask daily counter who won the cup", "fallback"],
  ["open the daily counter skill", "launch"],
  ["daily counter", "launch"],
])("%s means %s", (said, meant) => {
  expect(meaningOf(said)).toBe(meant);
});

test("all that is suggested is understood", () => {
  const said = suggestions(model, "en-US");
  expect(said.map((it) => [it, meaningOf(it)]).filter(([, meant]) => meant === "fallback")).toEqual([]);
  expect(said).toContain("cat");
});
