import { isObject, member } from "../../common/json";

/** A JSON schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The definitions of a Swagger 2.0 document, by name. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

/** The definitions of the files that a skill package has. */
export const MANIFEST_DEFINITION = "v1.skill.Manifest.SkillManifestEnvelope";
export const MODEL_DEFINITION = "v1.skill.interactionModel.InteractionModelData";

/**
 * SMAPI's definitions, of the version of `ask-smapi-model` that is installed. Loaded when a package is checked, and
 * not before: it is 0.9 MB, which no other command needs.
 */
export const publishedDefinitions = (): Definitions =>
  (require("ask-smapi-model/spec.json") as { readonly definitions: Definitions }).definitions;

/** What SMAPI takes although its published schema does not say so. Each with where that can be seen. */
const CORRECTIONS: Readonly<Record<string, (definition: JsonSchema) => JsonSchema>> = {
  // Alexa Skills Kit, "Interaction Model Schemas", types: synonyms are optional, and exports have them empty.
  "v1.skill.interactionModel.TypeValueObject": (definition) => ({
    ...definition,
    required: ["value"],
    properties: { ...properties(definition), synonyms: { type: "array", items: { type: "string" } } },
  }),
  // Exports of 2018, and those of Amazon's samples that were made of one, such as alexa-cookbook's "entity resolution".
  "v1.skill.interactionModel.TypeValue": (definition) => ({
    ...definition,
    properties: { ...properties(definition), id: { type: ["string", "null"] } },
  }),
  // github.com/alexa-smart-properties, "skill-sample-for-nodejs-hospitality", README: what a skill of a property asks for.
  "v1.skill.Manifest.PermissionName": (definition) => ({
    ...definition,
    enum: [...texts(definition.enum), "alexa::persistent_unit_id::read", "amazon_communication::calling"],
  }),
  // Alexa Skills Kit, "Use the Name-free Interaction Toolkit in SMAPI".
  "v1.skill.interactionModel.InteractionModelSchema": (definition) => ({
    ...definition,
    properties: { ...properties(definition), _nameFreeInteraction: { type: "object" } },
  }),
  // The version of a smart home skill's protocol has a default, "3" (the schema's own words). Alexa Skills Kit, "Skill
  // Manifest Examples", leaves it out, as live packages do: that of openHAB, those of Amazon's own switches.
  "v1.skill.Manifest.SmartHomeApis": (definition) => ({ ...definition, required: [] }),
  // Alexa Skills Kit, "Interaction Model Schemas": a slot that is never asked for needs no prompts, nor does an export
  // of one have them.
  "v1.skill.interactionModel.DialogSlotItems": (definition) => ({ ...definition, required: ["name", "type"] }),
};

/**
 * Of definitions with a discriminator, what live skills have and no definition names: the interfaces, of which
 * ALEXA_DATA_STORE is in Alexa Skills Kit, "Alexa.DataStore Interface Reference"; and VIDEO_WEB_PLAYER, which
 * `ask-smapi-model` for Python and Java names, and "Create Your Video Skill and Lambda Function (VSK Echo Show)" sets.
 */
const MORE_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  "v1.skill.Manifest.Interface": [
    "ALEXA_DATA_STORE",
    "ALEXA_EXTENSION",
    "CAN_FULFILL_INTENT_REQUEST",
    "CUSTOM_INTERFACE",
  ],
  "v1.skill.Manifest.VideoFeature": ["VIDEO_WEB_PLAYER"],
};

/**
 * Swagger 2.0 as JSON schema. Three things it says otherwise: a definition with a `discriminator` stands for those that
 * inherit from it by `allOf`; it has formats of its own; and what an object does not name it leaves open, where SMAPI
 * answers "has unexpected property".
 *
 * @param root the name of the definition that the schema begins with
 */
export function jsonSchemaOf(all: Definitions, root: string): JsonSchema {
  const corrected = Object.fromEntries(
    Object.entries(all).map(([name, definition]) => [name, CORRECTIONS[name]?.(definition) ?? definition]),
  );
  const definitions: Record<string, JsonSchema> = {};
  const todo = [root];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (definitions[name] === undefined) {
      const schema = definitionOf(corrected, name);
      definitions[name] = schema;
      todo.push(...referencesIn(schema));
    }
  }
  return { $ref: `#/definitions/${root}`, definitions };
}

function definitionOf(all: Definitions, name: string): JsonSchema {
  const definition = all[name] ?? {};
  const heirs = Object.entries(all).filter(([, { allOf }]) => Array.isArray(allOf) && refersTo(allOf[0], name));
  const tag = member(definition, "discriminator");
  if (heirs.length === 0) {
    return closed(withParents(all, definition));
  }
  const variants = heirs.map(([, heir]) => ({ tag: heir["x-discriminator-value"], schema: withParents(all, heir) }));
  if (typeof tag !== "string") {
    const every = variants.map(({ schema }) => properties(schema));
    return closed({ ...definition, properties: Object.assign({}, properties(definition), ...every) });
  }
  const more = (MORE_VARIANTS[name] ?? []).map((it) => ({ tag: it, schema: { ...definition, open: true } }));
  return {
    type: "object",
    required: [tag],
    discriminator: { propertyName: tag },
    oneOf: [...variants, ...more].map(({ tag: value, schema }) => {
      const whole = { ...schema, properties: { ...properties(schema), [tag]: { const: value } } };
      return member(whole, "open") === true ? { ...closed(whole), additionalProperties: true } : closed(whole);
    }),
  };
}

/** A definition with what it inherits. */
function withParents(all: Definitions, definition: JsonSchema): JsonSchema {
  const parts = Array.isArray(definition.allOf) ? (definition.allOf as readonly JsonSchema[]) : [];
  if (parts.length === 0) {
    return definition;
  }
  const whole = parts.map((part) => {
    const [parent] = referencesIn(part.$ref === undefined ? {} : part);
    return parent === undefined ? part : withParents(all, all[parent] ?? {});
  });
  return {
    type: "object",
    required: whole.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
    properties: Object.assign({}, ...whole.map(properties)),
  };
}

/** Keywords that say the same in both. */
const KEYWORDS: readonly string[] = [
  "$ref type enum const required pattern minLength maxLength minItems maxItems",
  "minimum maximum minProperties maxProperties",
].flatMap((line) => line.split(" "));

/** A schema whose objects have no other properties than those that are named, if any are. */
function closed(schema: JsonSchema): JsonSchema {
  const { items, additionalProperties } = schema;
  const named = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => KEYWORDS.includes(key))),
    ...(isObject(items) && { items: closed(items) }),
    ...(named.length > 0 && {
      properties: Object.fromEntries(named.map(([key, value]) => [key, isObject(value) ? closed(value) : {}])),
      additionalProperties: false,
    }),
    ...(isObject(additionalProperties) && { additionalProperties: closed(additionalProperties) }),
  };
}

const texts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const properties = (schema: JsonSchema): JsonSchema => (isObject(schema.properties) ? schema.properties : {});

const PREFIX = "#/definitions/";

const refersTo = (schema: unknown, name: string): boolean => isObject(schema) && schema.$ref === `${PREFIX}${name}`;

/** The names of the definitions that a schema refers to, at any depth. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner.slice(PREFIX.length)] : referencesIn(inner),
  );
}
