/** Calls that a service model allows, and calls that differ from these in one parameter that it does not allow. */
import type { Model, Operation, Shape, Values } from "./service-models";
import { isValues, patternOf } from "./service-models";

export interface WrongCall {
  readonly operation: Operation;
  readonly input: Values;
  /** In AWS's words; undefined for a value of the wrong type, of which AWS says no name. */
  readonly path: string | undefined;
  readonly why: string;
}

const DEEPEST = 4;

const TEXTS = [
  "bucket-one",
  ..."a 1 abc abcdefgh a_b 123456789012 us-east-1 us-east-1_abc /a/ abc.example.com 2026-01-01".split(" "),
  "a@example.com",
  "https://example.com",
  "{####}",
  "{##a##}",
  "4c9a5b0e-6f3a-4e69-9d7e-0d8f3a1f2b3c",
  "arn:aws:iam::123456789012:role/abc",
  "arn:aws:iam::123456789012:policy/abc",
  "arn:aws:iam::aws:contextProvider/abc",
  "arn:aws:kms:us-east-1:123456789012:key/abc",
  "arn:aws:sqs:us-east-1:123456789012:abc",
  "arn:aws:lambda:us-east-1:123456789012:function:abc",
  "arn:aws:lambda:us-east-1:123456789012:layer:abc:1",
  "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdef0",
  "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:4c9a5b0e-6f3a-4e69-9d7e-0d8f3a1f2b3c",
  "arn:aws:acm:us-east-1:123456789012:certificate/4c9a5b0e-6f3a-4e69-9d7e-0d8f3a1f2b3c",
  "arn:aws:logs:us-east-1:123456789012:log-group:abc",
  "lambda:InvokeFunction",
  "csc-0123456789abcdef0",
  "subnet-0a1b2c3d4e5f60718",
  "sg-0a1b2c3d4e5f60718",
];

const NOT_MATCHING = ["<>", "a b", " ", "-", "\u0001", "ä", "🙂", "a\nb", "a/b", "{}"];

const lengthOf = (text: string): number => [...text].length;

function textFor({ enum: values, pattern, min = 0, max = Number.POSITIVE_INFINITY }: Shape): string | undefined {
  if (values !== undefined) {
    return values[0];
  }
  const matches = pattern === undefined ? undefined : patternOf(pattern);
  if (pattern !== undefined && matches === undefined) {
    return undefined;
  }
  const padded = TEXTS.map((text) => text.padEnd(min, text.at(-1)));
  return padded.find((text) => lengthOf(text) >= min && lengthOf(text) <= max && (matches?.test(text) ?? true));
}

/** The least that a shape allows, or undefined where none was found. */
export function minimal(model: Model, shape: Shape, depth = 0): unknown {
  if (depth > DEEPEST) {
    return undefined;
  }
  switch (shape.type) {
    case "structure":
      return structure(model, shape, depth);
    case "list":
      return list(model, shape, depth);
    case "map":
      return map(model, shape, depth);
    case "string":
      return textFor(shape);
    case "blob":
      return Buffer.alloc(Math.max(shape.min ?? 0, 1), 1).toString("base64");
    case "boolean":
      return true;
    case "timestamp":
      return 1_767_225_600;
    default:
      return Math.max(shape.min ?? 1, Math.min(1, shape.max ?? 1));
  }
}

function list(model: Model, shape: Shape, depth: number): readonly unknown[] | undefined {
  const item = minimal(model, model.inner(shape.member), depth + 1);
  // In a header or a document a list without items is none.
  const least = model.protocol === "rest-xml" ? 1 : 0;
  const items = Array.from({ length: Math.max(shape.min ?? 0, least) }, () => item);
  return items.includes(undefined) ? undefined : items;
}

function map(model: Model, shape: Shape, depth: number): Values | undefined {
  if ((shape.min ?? 0) === 0) {
    return {};
  }
  const [key, value] = [textFor(model.inner(shape.key)), minimal(model, model.inner(shape.value), depth + 1)];
  return key === undefined || value === undefined || shape.min !== 1 ? undefined : { [key]: value };
}

function structure(model: Model, shape: Shape, depth: number): Values | undefined {
  if (shape.document === true) {
    return {};
  }
  const required = shape.required ?? [];
  if (required.length === 0 && depth > 0 && model.protocol === "query") {
    return undefined; // A form cannot say that there is a structure and nothing in it.
  }
  const entries = required.map((name) => [name, minimal(model, model.memberOf(shape, name), depth + 1)]);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/** Each call that differs from a right one in one parameter. */
export function wrongCalls(model: Model, operation: Operation): WrongCall[] {
  const { input } = operation;
  const right = input === undefined ? undefined : minimal(model, input);
  if (input === undefined || !isValues(right)) {
    return [];
  }
  return wrongStructures(model, input, right, "", 0).map((wrong) => ({
    operation,
    input: wrong.value as Values,
    path: wrong.path,
    why: wrong.why,
  }));
}

interface Wrong {
  readonly value: unknown;
  readonly path: string | undefined;
  readonly why: string;
}

function wrongStructures(model: Model, shape: Shape, right: Values, path: string, depth: number): Wrong[] {
  return Object.keys(shape.members ?? {}).flatMap((name) => {
    const member = model.memberOf(shape, name);
    const inner = `${path === "" ? "" : `${path}.`}${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
    const wrongs = wrongValues(model, member, inner, depth + 1).map((wrong) => ({
      ...wrong,
      value: { ...right, [name]: wrong.value },
    }));
    // By what is in the query or a header S3 tells its operations apart: without it, it is another one.
    const decides = member.location !== undefined && (member.location === "uri" || model.protocol === "rest-xml");
    if (shape.required?.includes(name) === true && !decides) {
      const { [name]: _, ...rest } = right;
      wrongs.push({ value: rest, path: inner, why: "missing" });
    }
    return wrongs;
  });
}

function wrongValues(model: Model, shape: Shape, path: string, depth: number): Wrong[] {
  if (depth > DEEPEST || shape.document === true || shape.location === "headers" || shape.streaming === true) {
    return [];
  }
  if (shape.location !== undefined && !["string", "integer", "long"].includes(shape.type)) {
    return [];
  }
  const inJson = shape.location === undefined && (model.protocol === "json" || model.protocol === "rest-json");
  const ofType: Wrong[] = inJson && shape.type !== "timestamp" ? [typeError(shape)] : [];
  switch (shape.type) {
    case "structure": {
      const right = structure(model, shape, depth);
      return right === undefined ? [] : [...ofType, ...wrongStructures(model, shape, right, path, depth)];
    }
    case "list":
      return [...ofType, ...wrongLists(model, shape, path, depth, inJson)];
    case "map":
      return [...ofType, ...wrongMaps(model, shape, path, depth, inJson)];
    case "string":
      return [...ofType, ...wrongTexts(shape).map(([value, why]) => ({ value, path, why }))];
    case "integer":
    case "long":
      return [...ofType, ...wrongNumbers(shape).map(([value, why]) => ({ value, path, why }))];
    default:
      return ofType;
  }
}

function typeError({ type }: Shape): Wrong {
  return { value: type === "string" ? 7 : type === "blob" ? "not base64!" : "text", path: undefined, why: "type" };
}

function wrongTexts(shape: Shape): [string, string][] {
  const { enum: values, min = 0, max = Number.POSITIVE_INFINITY, pattern, location } = shape;
  const found: [string, string][] = values === undefined ? [] : [["no-such-value", "enum"]];
  if (max < 5000) {
    found.push(["a".repeat(max + 1), "max"]);
  }
  if (min > 0 && location === undefined) {
    found.push(["a".repeat(min - 1), "min"]);
  }
  const matches = pattern === undefined ? undefined : patternOf(pattern);
  // The front of the emulator refuses what can be read in two ways before anything else; a header has no such signs.
  const possible = NOT_MATCHING.filter((text) => location === undefined || /^[ -.0-~]*[!-.0-~]$/.test(text));
  const bad = matches && possible.find((text) => !matches.test(text));
  return bad === undefined ? found : [...found, [bad, "pattern"]];
}

function wrongNumbers({ min, max }: Shape): [number, string][] {
  const most: [number, string][] = max === undefined || max >= Number.MAX_SAFE_INTEGER ? [] : [[max + 1, "max"]];
  return min === undefined ? most : [...most, [min - 1, "min"]];
}

const isScalar = ({ type }: Shape): boolean => type !== "structure" && type !== "list" && type !== "map";

function wrongLists(model: Model, shape: Shape, path: string, depth: number, inJson: boolean): Wrong[] {
  const member = model.inner(shape.member);
  const item = minimal(model, member, depth + 1);
  if (item === undefined) {
    return [];
  }
  const rest = Array.from({ length: Math.max(0, (shape.min ?? 0) - 1) }, () => item);
  const inside = isScalar(member) ? path : `${path}.1.member`;
  const wrongs = wrongValues(model, member, inside, depth + 1)
    // A text of nothing cannot be told from no list in a form.
    .filter(({ value }) => inJson || (value !== "" && !(isValues(value) && Object.keys(value).length === 0)))
    .map((wrong) => ({ ...wrong, value: [wrong.value, ...rest] }));
  if (shape.max !== undefined && shape.max <= 100) {
    wrongs.push({ value: Array.from({ length: shape.max + 1 }, () => item), path, why: "max" });
  }
  if (inJson && (shape.min ?? 0) > 0) {
    wrongs.push({ value: rest, path, why: "min" });
  }
  return wrongs;
}

function wrongMaps(model: Model, shape: Shape, path: string, depth: number, inJson: boolean): Wrong[] {
  const [keys, values] = [model.inner(shape.key), model.inner(shape.value)];
  const [key, value] = [textFor(keys), minimal(model, values, depth + 1)];
  if (key === undefined || value === undefined || !inJson) {
    return [];
  }
  const inside = isScalar(values) ? path : `${path}.${key}.member`;
  return [
    ...wrongTexts(keys).map(([bad, why]) => ({ value: { [bad]: value }, path, why: `key ${why}` })),
    ...wrongValues(model, values, inside, depth + 1).map((wrong) => ({ ...wrong, value: { [key]: wrong.value } })),
  ];
}
