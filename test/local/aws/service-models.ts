/**
 * AWS's service models, read by themselves, and calls made of them: right ones, and wrong ones with the name of what is
 * wrong. It shares nothing with the emulator's check, which it is there to test.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly required?: readonly string[];
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly document?: boolean;
  readonly flattened?: boolean;
  readonly payload?: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly streaming?: boolean;
  /** The name of the shape. */
  readonly shape: string;
}

export type Reference = Partial<Shape> & { readonly shape: string };

export interface Operation {
  readonly service: string;
  readonly name: string;
  readonly method: string;
  readonly uri: string;
  readonly input: Shape | undefined;
  readonly deprecated: boolean;
}

interface WrittenOperation {
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: Reference;
  readonly deprecated?: boolean;
}

export class Model {
  readonly protocol: string;
  private readonly targetPrefix: string;
  private readonly shapes: Readonly<Record<string, Omit<Shape, "shape">>>;
  readonly operations: readonly Operation[];

  constructor(folder: string, service: string) {
    const version = readdirSync(join(folder, service)).sort().at(-1) ?? "";
    const file = join(folder, service, version, "service-2.json.gz");
    const { metadata, shapes, operations } = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
    this.protocol = metadata.protocol;
    this.targetPrefix = metadata.targetPrefix;
    this.shapes = shapes;
    this.operations = Object.entries<WrittenOperation>(operations).map(
      ([name, { http, input, deprecated = false }]) => ({
        deprecated,
        service,
        name,
        method: http.method,
        uri: http.requestUri,
        input: input && this.resolve(input),
      }),
    );
  }

  resolve(reference: Reference): Shape {
    const shape = this.shapes[reference.shape];
    if (shape === undefined) {
      throw new Error(`no shape ${reference.shape}`);
    }
    return { ...shape, ...reference };
  }

  /** What is sent for a call. */
  request(operation: Operation, input: Values): WireRequest {
    if (this.protocol === "json") {
      const headers = {
        "x-amz-target": `${this.targetPrefix}.${operation.name}`,
        "content-type": "application/x-amz-json-1.1",
      };
      const body = operation.input === undefined ? {} : this.json(operation.input, input);
      return { method: "POST", path: "/", headers, body: JSON.stringify(body) };
    }
    if (this.protocol === "query") {
      const form = new URLSearchParams({ Action: operation.name });
      if (operation.input !== undefined) {
        this.form(operation.input, input, "", form);
      }
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return { method: "POST", path: "/", headers, body: form.toString() };
    }
    return this.rest(operation, input);
  }

  private json(shape: Shape, value: unknown): unknown {
    if (shape.type === "structure" && isValues(value) && shape.document !== true) {
      return Object.fromEntries(
        Object.entries(value).map(([name, it]) => {
          const member = this.memberOf(shape, name);
          return [member.locationName ?? name, this.json(member, it)];
        }),
      );
    }
    if (shape.type === "list" && Array.isArray(value)) {
      return value.map((it) => this.json(this.inner(shape.member), it));
    }
    if (shape.type === "map" && isValues(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, it]) => [key, this.json(this.inner(shape.value), it)]),
      );
    }
    return value;
  }

  private form(shape: Shape, value: unknown, prefix: string, form: URLSearchParams): void {
    const under = (name: string): string => (prefix === "" ? name : `${prefix}.${name}`);
    if (shape.type === "structure" && isValues(value)) {
      for (const [name, it] of Object.entries(value)) {
        const member = this.memberOf(shape, name);
        this.form(member, it, under(member.locationName ?? name), form);
      }
    } else if (shape.type === "list" && Array.isArray(value)) {
      this.formList(shape, value, prefix, form);
    } else if (shape.type === "map" && isValues(value)) {
      this.formMap(shape, value, prefix, form);
    } else {
      form.set(prefix, shape.type === "timestamp" ? "2026-01-01T00:00:00Z" : String(value));
    }
  }

  private formList(shape: Shape, items: readonly unknown[], prefix: string, form: URLSearchParams): void {
    const member = this.inner(shape.member);
    const between = shape.flattened === true ? "" : `.${member.locationName ?? "member"}`;
    if (items.length === 0) {
      form.set(prefix, "");
    }
    items.forEach((it, index) => {
      this.form(member, it, `${prefix}${between}.${index + 1}`, form);
    });
  }

  private formMap(shape: Shape, values: Values, prefix: string, form: URLSearchParams): void {
    const member = this.inner(shape.value);
    Object.entries(values).forEach(([key, it], index) => {
      const entry = `${prefix}.entry.${index + 1}`;
      form.set(`${entry}.${this.inner(shape.key).locationName ?? "key"}`, key);
      this.form(member, it, `${entry}.${member.locationName ?? "value"}`, form);
    });
  }

  private rest({ method, uri, input: shape }: Operation, input: Values): WireRequest {
    const [path = "", literals = ""] = uri.split("?");
    if (shape === undefined) {
      return { method, path: uri, headers: {} };
    }
    const parts = { path, query: new URLSearchParams(literals), headers: {}, body: {} };
    for (const [name, value] of Object.entries(input)) {
      place(this.memberOf(shape, name), name, value, parts);
    }
    const address = [parts.path, parts.query.toString()].filter((text) => text !== "").join("?");
    const whole = { method, path: address, headers: parts.headers };
    return method === "GET" || method === "HEAD" ? whole : { ...whole, body: this.restBody(shape, parts.body) };
  }

  private restBody(shape: Shape, body: Values): string {
    const payload = shape.payload;
    const sent = payload === undefined ? shape : this.memberOf(shape, payload);
    const value = payload === undefined ? body : body[payload];
    if (sent.type === "blob" || value === undefined) {
      return "";
    }
    if (sent.type === "string") {
      return String(value);
    }
    if (this.protocol === "rest-json") {
      return JSON.stringify(this.json(sent, value));
    }
    return Object.keys(value as object).length === 0 && payload === undefined
      ? ""
      : this.xml(sent, value, sent.locationName ?? sent.shape);
  }

  private xml(shape: Shape, value: unknown, name: string): string {
    if (shape.type === "structure" && isValues(value)) {
      const inside = Object.entries(value).map(([key, it]) => {
        const member = this.memberOf(shape, key);
        return member.location === undefined ? this.xml(member, it, member.locationName ?? key) : "";
      });
      return `<${name}>${inside.join("")}</${name}>`;
    }
    if (shape.type === "list" && Array.isArray(value)) {
      const member = this.inner(shape.member);
      if (shape.flattened === true) {
        return value.map((it) => this.xml(member, it, member.locationName ?? name)).join("");
      }
      const inside = value.map((it) => this.xml(member, it, member.locationName ?? "member"));
      return `<${name}>${inside.join("")}</${name}>`;
    }
    const text = shape.type === "timestamp" ? "2026-01-01T00:00:00Z" : String(value);
    const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `<${name}>${escaped}</${name}>`;
  }

  memberOf(shape: Shape, name: string): Shape {
    return this.inner(shape.members?.[name]);
  }

  inner(reference: Reference | undefined): Shape {
    if (reference === undefined) {
      throw new Error("the model has no such member");
    }
    return this.resolve(reference);
  }
}

/** The pattern, which must match the whole; undefined where JavaScript reads it otherwise than Java, or not at all. */
export function patternOf(pattern: string): RegExp | undefined {
  if (/\\p\{(?:ASCII|Print|Graph|Alnum)\}|\\u[dD][89abAB]|\\u10000|\(\?[si]\)/.test(pattern)) {
    return undefined;
  }
  for (const flags of /\\p/.test(pattern) ? ["u"] : ["u", ""]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {}
  }
  return undefined;
}

/** A shape within another one, by the names of members; `*` is a list's item or a map's value, `%` a map's key. */
export function shapeAt(model: Model, operation: string, path: string): Shape {
  const found = model.operations.find(({ name }) => name === operation)?.input;
  if (found === undefined) {
    throw new Error(`the model has no operation ${operation}`);
  }
  return path.split(".").reduce((shape, name) => {
    if (name === "%") {
      return model.inner(shape.key);
    }
    return name === "*" ? model.inner(shape.member ?? shape.value) : model.memberOf(shape, name);
  }, found);
}

export type Values = Readonly<Record<string, unknown>>;

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Parts {
  path: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** Puts a parameter where the model says that it belongs. */
function place(member: Shape, name: string, value: unknown, parts: Parts): void {
  const key = member.locationName ?? name;
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  if (member.location === "uri") {
    parts.path = parts.path.replace(new RegExp(`\\{${key}\\+?\\}`), encodeURIComponent(texts[0] ?? ""));
  } else if (member.location === "querystring") {
    for (const text of texts) {
      parts.query.append(key, text);
    }
  } else if (member.location === "header") {
    parts.headers[key.toLowerCase()] = texts.join(",");
  } else if (member.location === undefined) {
    parts.body[name] = value;
  }
}
