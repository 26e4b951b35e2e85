// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a value that must not be taken for a template
import type { Field } from "../../constructs/environment/field";
import { moduleFields, terraformName } from "../../constructs/module/properties";

/** A property that holds a value, with values at the edges of what it takes. */
export interface Leaf {
  readonly path: string;
  readonly field: Field;
  readonly samples: readonly unknown[];
}

function leavesIn(fields: Readonly<Record<string, Field>>, prefix: string): Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${terraformName(name)}`;
    if (field.kind === "group") {
      return leavesIn(field.fields as Readonly<Record<string, Field>>, `${path}.`);
    }
    if (field.kind === "map" && field.value.kind !== "text") {
      return []; // module-fields.test.ts tries what is in entries
    }
    return [{ path, field, samples: samplesOf(field) }];
  });
}

/** Every property of the module's variables. */
export const moduleLeaves = (): Leaf[] => leavesIn(moduleFields, "");

/** A value that is right for a property that must be given. */
export const GOOD: Readonly<Record<string, unknown>> = {
  name: "alexa-skill-dev",
  "domain.prefix": "example-alexa-skill-dev",
  "alexa.vendor_id": "M1EXAMPLE0DEV",
  "alexa.skill_ids": [],
};

const a = (count: number): string => "a".repeat(count);
const numbered = (count: number, text: (digits: string) => string): string[] =>
  Array.from({ length: count }, (_, index) => text(String(index).padStart(12, "0")));

const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
const skillIds = (count: number) => numbered(count, (digits) => `amzn1.ask.skill.11111111-1111-4111-8111-${digits}`);
const uris = (count: number) => numbered(count, (digits) => `https://example.com/${digits}`);

/** Texts at the edges of what one or the other property takes; every text property is tried with all of them. */
const TEXTS: readonly string[] = [
  ...[0, 1, 2, 20, 36, 37, 57, 58, 63, 64, 128, 129, 140, 141, 256, 257].map(a),
  ...[6, 7, 31, 32].map((count) => `M${"A".repeat(count)}`),
  ...[1004, 1005].map((count) => `https://example.com/${a(count)}`),
  ...[19_994, 19_995].map((count) => `{####}${a(count)}`),
  ...[
    "alexa-skill-dev",
    "-a",
    "a-",
    "a--b",
    "A",
    "1a",
    "a_b",
    "a.b",
    "dév",
    "a b",
    "a\n",
    "\na",
    "a\r",
    "a\tb",
    "é".repeat(140),
  ],
  ...["my-aws-pool", "amazon", "x-cognito", "m1example0dev", "M1EXAMPLE0DEV", " M1EXAMPLE0DEV"],
  ...[
    SKILL_ID,
    SKILL_ID.toUpperCase(),
    `${SKILL_ID}0`,
    SKILL_ID.replace("ask.skill", "askxskill"),
    SKILL_ID.slice(0, -1),
  ],
  ...["https://example.com", "https://example.com:8443/a?b=c%20d", "https://example.com:", "https://", "//example.com"],
  ...["http://example.com/cb", "http://localhost", "http://localhost:3000/cb", "http://localhost.example.com", "/cb"],
  ...[
    "com.example.app://cb",
    "app://cb",
    "javascript:alert(1)",
    "https://example.com/#fragment",
    "https://u@example.com",
  ],
  ...["\u00a0", "\u2003", "\ufeff", "\v", "\u0085"].map((space) => `https://example.com/a${space}b`),
  ...[
    "${path}",
    "%{path}",
    "$path",
    "{####}",
    "Code {####}!\n",
    "{###}",
    "{####",
    "Aws:x",
    "aws",
    "Project",
    "a*b",
    "ü 中 €",
  ],
  ...["arn:aws:lambda:us-east-1:123456789012:function:a", "arn:aws:lambda:us-east-1:12345:function:a", "a:b"],
  ...[
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:a:live",
    "arn:aws:s3:::a",
    "arn:aws:iam::123456789012:policy/team/boundary",
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    "arn:aws:iam::aws:role/a",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  ],
  ...[" ", "\u3000", "\u200b"],
];

/** Values at the edges of what a field takes. */
export function samplesOf(field: Field): readonly unknown[] {
  switch (field.kind) {
    case "text":
      return TEXTS;
    case "number":
      return [field.min - 1, field.min, field.min + 0.5, field.max, field.max + 1, -field.min, 0];
    case "choice":
      return [...field.values, typeof field.values[0] === "number" ? 2 : "unheard-of"];
    case "list": {
      const good = field.item.kind === "choice" ? field.item.values : samplesOfList(field.max + 1);
      const items = samplesOf(field.item).map((item) => [item]);
      const lengths = [[], good.slice(0, field.min), good.slice(0, field.max), good.slice(0, field.max + 1)];
      return [...lengths, [good[0], good[0]], [good[0], null], ...items];
    }
    case "map":
      return [
        {},
        ...TEXTS.filter((text) => text !== "").map((text) => ({ [text]: "x" })),
        ...TEXTS.map((text) => ({ x: text })),
        ...[40, 41].map((count) => Object.fromEntries(numbered(count, (digits) => digits).map((key) => [key, ""]))),
      ];
    default:
      return [];
  }
}

/** Longer than a list may be, for skill ids and URIs alike: each takes its own and refuses the others as items. */
const samplesOfList = (count: number): readonly string[] => (count <= 21 ? skillIds(count) : uris(count));
