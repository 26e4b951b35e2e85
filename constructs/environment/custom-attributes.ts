import { CUSTOM_NAME } from "./attribute-name";
import type { Field, GroupField, MapField } from "./field";
import { choice, flag, TEMPLATE } from "./field";

/**
 * An attribute of your own, `custom:{name}`. One can be added to a pool, and never changed or removed: choose its limits
 * wide. Limits: Amazon Cognito API, SchemaAttributeType.
 */
export type CustomAttributeProps = TextAttributeProps | NumberAttributeProps | DateAttributeProps | FlagAttributeProps;

/** Text. */
export interface TextAttributeProps {
  /** Says that the attribute is text. */
  readonly type: "String";
  /**
   * The fewest characters, 0 to 2048.
   * @default 0
   */
  readonly minLength?: number;
  /**
   * The most characters, 0 to 2048.
   * @default 2048
   */
  readonly maxLength?: number;
  /**
   * Whether it can be changed once it is set.
   * @default true
   */
  readonly mutable?: boolean;
}

/** A whole number. */
export interface NumberAttributeProps {
  /** Says that the attribute is a number. */
  readonly type: "Number";
  /** The smallest. Without limits Terraform would make the pool anew in every plan. */
  readonly minimum: number;
  /** The greatest. */
  readonly maximum: number;
  /**
   * Whether it can be changed once it is set.
   * @default true
   */
  readonly mutable?: boolean;
}

/** A time. */
export interface DateAttributeProps {
  /** Says that the attribute is a time. */
  readonly type: "DateTime";
  /**
   * Whether it can be changed once it is set.
   * @default true
   */
  readonly mutable?: boolean;
}

/** True or false. */
export interface FlagAttributeProps {
  /** Says that the attribute is true or false. */
  readonly type: "Boolean";
  /**
   * Whether it can be changed once it is set.
   * @default true
   */
  readonly mutable?: boolean;
}

const characters = (value: number): Field => ({
  kind: "number",
  unit: "characters",
  min: 0,
  max: 2048, // Amazon Cognito, "Working with user attributes"
  fix: "choose a length that Cognito takes",
  default: value,
});

const whole: Field = {
  kind: "number",
  unit: "steps",
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
  fix: "write a whole number that JavaScript keeps exactly",
};

const mutable = flag(true);

const text: GroupField<TextAttributeProps> = {
  kind: "group",
  fields: {
    type: choice(["String"], "write String"),
    minLength: characters(0),
    maxLength: characters(2048),
    mutable,
  },
};
const number: GroupField<NumberAttributeProps> = {
  kind: "group",
  fields: { type: choice(["Number"], "write Number"), minimum: whole, maximum: whole, mutable },
};
const date: GroupField<DateAttributeProps> = {
  kind: "group",
  fields: { type: choice(["DateTime"], "write DateTime"), mutable },
};
const truth: GroupField<FlagAttributeProps> = {
  kind: "group",
  fields: { type: choice(["Boolean"], "write Boolean"), mutable },
};

/**
 * What may stand in `userPool.customAttributes`.
 * @internal
 */
export const customAttributesSchema: MapField = {
  kind: "map",
  known: true,
  max: 50, // Amazon Cognito API, SchemaAttributesListType
  default: {},
  key: {
    kind: "text",
    pattern: new RegExp(`^${CUSTOM_NAME}$`, "u"),
    except: new RegExp(`${TEMPLATE.source}|^custom:|^dev:`),
    allowed: "a name of 1 to 20 letters, digits, punctuation and symbols, without custom: in front",
    fix: "shorten or rename it; Cognito puts custom: in front",
  },
  value: { kind: "variant", variants: { String: text, Number: number, DateTime: date, Boolean: truth } },
};
