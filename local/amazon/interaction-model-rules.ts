import { anything, list, record, text } from "./shape";

/** The form of `interactionModels/custom/{locale}.json`; whether a model can be built is not looked at. */
export const INTERACTION_MODEL_FILE = record(
  {
    interactionModel: record(
      {
        languageModel: record(
          {
            invocationName: text({ min: 2 }),
            intents: list(record({ name: text(), slots: list(anything), samples: list(text()) }, ["name"])),
            types: list(anything),
            modelConfiguration: anything,
          },
          ["invocationName", "intents"],
        ),
        dialog: anything,
        prompts: anything,
      },
      ["languageModel"],
    ),
    version: anything,
    description: anything,
  },
  ["interactionModel"],
);
