/**
 * What may stand in one property. Fields are data, not code, so that one table checks the input at synth and can
 * also be written out: as a reference for people, or as Terraform's own variable validations.
 */
export type Field =
  | TextField
  | NumberField
  | FlagField
  | ChoiceField
  | ListField
  | MapField
  | GroupField<object>
  | VariantField;

/** What a text is held against: a regular expression, or one that is made when it is first needed. */
export type Pattern = Pick<RegExp, "source" | "flags" | "test">;

/** The characters of ASCII in Unicode's classes, as they stand in a class of a regular expression. */
const IN_ASCII: Readonly<Record<string, string>> = {
  L: "A-Za-z",
  M: "",
  N: "0-9",
  P: String.raw`!-#%-*,-\/:;?@\[-\]_\{\}`,
  S: "$+<=>\\^`|~",
  Z: " ",
  Cc: String.raw`\0-\x1f\x7f`,
};

/**
 * A pattern with classes of Unicode (`\p{L}`), inside of square brackets. JavaScript collects the characters of each
 * class where a regular expression is made, a tenth of a synth for one of them; next to every value is of ASCII alone, and is
 * held against ASCII's part of the classes.
 */
export class UnicodePattern implements Pattern {
  readonly flags = "u";
  private ascii: RegExp | undefined;
  private whole: RegExp | undefined;

  constructor(readonly source: string) {}

  test(text: string): boolean {
    if (/^[\0-\x7f]*$/.test(text)) {
      this.ascii ??= new RegExp(
        this.source.replace(/\\p\{(\w+)\}/g, (unicode, name: string) => IN_ASCII[name] ?? unicode),
        this.flags,
      );
      return this.ascii.test(text);
    }
    this.whole ??= new RegExp(this.source, this.flags);
    return this.whole.test(text);
  }

  toString(): string {
    return `/${this.source}/${this.flags}`;
  }
}

interface FieldBase {
  /** What is used when the property is left out; a property without one must be given. */
  readonly default?: unknown;
  /** For a property that may be left out and whose default depends on other properties: that default, in words. */
  readonly derived?: string;
  /** Whether the value decides what is synthesized, so that it cannot be one that only Terraform knows. */
  readonly known?: true;
}

export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly pattern: Pattern;
  /** What must not match although `pattern` does: RE2, which Terraform uses, has no look-ahead. */
  readonly except?: RegExp;
  /** The most characters, where a pattern cannot count as far: RE2 stops at 1000. */
  readonly maxLength?: number;
  /** The most bytes in UTF-8, where what takes the value counts these. */
  readonly maxBytes?: number;
  readonly allowed: string;
  readonly fix: string;
}

/** A whole number. */
export interface NumberField extends FieldBase {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly fix: string;
}

export interface FlagField extends FieldBase {
  readonly kind: "flag";
}

export interface ChoiceField extends FieldBase {
  readonly kind: "choice";
  readonly values: readonly (string | number)[];
  readonly fix: string;
}

/** A list without repetitions. */
export interface ListField extends FieldBase {
  readonly kind: "list";
  readonly item: TextField | ChoiceField | GroupField<object>;
  /** Of groups: the property that distinguishes them. Several of a kind with names are better a map. */
  readonly uniqueBy?: string;
  readonly min: number;
  readonly max: number;
}

/** Values by name. Several of a kind become resources or blocks by `for_each`, under these names. */
export interface MapField extends FieldBase {
  readonly kind: "map";
  readonly key: TextField;
  readonly value: TextField | GroupField<object> | VariantField;
  readonly max: number;
  /** Whether keys that differ by case alone are the same to what takes them. */
  readonly ignoresCase?: true;
}

/** An object with a field for every property of `T`. */
export interface GroupField<T extends object> extends FieldBase {
  readonly kind: "group";
  readonly fields: { readonly [K in keyof Required<T>]: Field };
}

/** An object whose `type` says which group it is. */
export interface VariantField extends FieldBase {
  readonly kind: "variant";
  readonly variants: Readonly<Record<string, GroupField<object>>>;
}

/** What Terraform would read as an expression. */
export const TEMPLATE = /[$%]\{/;

export const flag = (value: boolean): FlagField => ({ kind: "flag", default: value });

export const choice = (values: ChoiceField["values"], fix: string, value?: string | number): ChoiceField => ({
  kind: "choice",
  values,
  fix,
  default: value,
});

export const number = (unit: string, min: number, max: number, value: number, fix: string): NumberField => ({
  kind: "number",
  unit,
  min,
  max,
  fix,
  default: value,
});

/** What a field allows, in words. */
export function allowedIn(field: Field): string {
  switch (field.kind) {
    case "text":
      return field.allowed;
    case "number":
      return `a whole number of ${field.unit}, ${field.min} to ${field.max}`;
    case "flag":
      return "true or false";
    case "choice":
      return `one of ${field.values.map((choice) => JSON.stringify(choice)).join(", ")}`;
    case "list":
      return `a list of ${field.min} to ${field.max} different values, each ${allowedIn(field.item)}`;
    case "map":
      return `an object of at most ${field.max} entries; keys: ${field.key.allowed}; values: ${allowedIn(field.value)}`;
    case "group":
      return `an object with ${Object.keys(field.fields).join(", ")}`;
    case "variant":
      return `an object whose type is one of ${Object.keys(field.variants)
        .map((type) => JSON.stringify(type))
        .join(", ")}`;
  }
}
