import { isObject, member } from "../../common/json";
import { published } from "./published-schema";
import type { Rule } from "./shape";
import { both, violation } from "./shape";

/** Letters and underscores, and the period of a type that extends Amazon's. */
const TYPE_NAME = /^(AMAZON\.)?[A-Za-z]\w*$/;

const namesOfTypes: Rule = (value, path) => {
  const types = member(member(member(value, "interactionModel"), "languageModel"), "types");
  return (Array.isArray(types) ? types : []).flatMap((type, index) => {
    const name = isObject(type) ? type.name : undefined;
    return typeof name !== "string" || TYPE_NAME.test(name)
      ? []
      : violation(
          "InvalidSlotTypeName",
          `Slot type name at "${path}.interactionModel.languageModel.types[${index}].name" is not valid.`,
        );
  });
};

/** Alexa Skills Kit, "Create the Interaction Model": 1.5 MB, of what is built and not of a file's white space. */
const MAX_BUILT_BYTES = 1_500_000;

/** That Amazon refuses a larger one is documented, the code and the words are not (assumed). */
const size: Rule = (value, path) => {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes <= MAX_BUILT_BYTES
    ? []
    : violation(
        "MaxSizeExceeded",
        `The interaction model at "${path}" has ${bytes} bytes; at most ${MAX_BUILT_BYTES} can be built.`,
      );
};

/** The form of `interactionModels/custom/{locale}.json`; whether a model can be built is not looked at. */
export const INTERACTION_MODEL_FILE: Rule = both(
  published("v1.skill.interactionModel.InteractionModelData"),
  both(namesOfTypes, size),
);
