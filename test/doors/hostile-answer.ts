import type { ServerResponse } from "node:http";
import fc from "fast-check";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";

/** What somebody else's server answers. */
export interface HostileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text as it is; anything else is sent as JSON. */
  readonly body: unknown;
  /** The connection ends without an answer, or in its middle. */
  readonly cut?: "before" | "within";
}

/** Stands for what the server was sent, as a careless server or proxy repeats it. */
export const ECHO = "ECHO";

const text = fc.constantFrom<unknown>(
  ...["", "<html>", "null", "[]", "{", ECHO, `<html>${ECHO}</html>`, "\ufeff{}", '{"a":1}{"b":2}', "\u0000"],
  ...["[".repeat(50_000), '{"message":'.repeat(2000), "PK\u0003\u0004", `"${"x".repeat(100_000)}"`],
);

const status = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(200, 201, 202, 204) },
  { weight: 2, arbitrary: fc.constantFrom(301, 303, 304, 400, 401, 403, 404, 409, 412, 413, 429, 500, 502, 503, 504) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 999 }) },
);

const CONTENT = {
  "content-type": fc.constantFrom("text/html", "application/json", "x".repeat(3000), "\u001b[2J", ECHO),
  "content-encoding": fc.constantFrom("gzip", "br"),
};

/**
 * Any answer; most are near to one of the bodies, of which a fifth stay as they are.
 *
 * @param words what stands at places in the bodies then, beside any JSON
 * @param headers what stands in headers, by name, beside `content-type` and `content-encoding`
 */
export function hostileAnswers(
  bodies: readonly unknown[],
  words: fc.Arbitrary<unknown>,
  headers: Readonly<Record<string, fc.Arbitrary<string>>> = {},
): fc.Arbitrary<HostileAnswer> {
  const values = fc.oneof({ weight: 2, arbitrary: words }, { weight: 1, arbitrary: strangeJson });
  const changed = (original: unknown): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(original) },
      {
        weight: 4,
        arbitrary: changesOf(original, values).map((changes: readonly Change[]) => changedJson(original, changes)),
      },
    );
  return fc.record(
    {
      status,
      headers: fc.record({ ...headers, ...CONTENT }, { requiredKeys: [] }).map((it) => ({ ...it })),
      body: fc.oneof(
        { weight: 5, arbitrary: fc.oneof(...bodies.map(changed)) },
        { weight: 1, arbitrary: strangeJson },
        { weight: 1, arbitrary: text },
      ),
      cut: fc.constantFrom("before" as const, "within" as const),
    },
    { requiredKeys: ["status", "headers", "body"] },
  );
}

/** @param filled puts in what the case leaves open, such as the server's own address */
export function bodyText({ body }: HostileAnswer, filled: (part: string) => string): string {
  return typeof body === "string"
    ? filled(body)
    : (JSON.stringify(body, (_, it) => (typeof it === "string" ? filled(it) : it)) ?? "");
}

/** Sends it. */
export function sendHostile(
  answer: HostileAnswer,
  response: ServerResponse,
  filled: (part: string) => string = (part) => part,
): void {
  if (answer.cut === "before") {
    response.socket?.destroy();
    return;
  }
  const sent = bodyText(answer, filled);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, headerText(filled(value))]);
  response.writeHead(answer.status, { "content-type": "application/json", ...Object.fromEntries(headers) });
  if (answer.cut === "within") {
    response.write(sent.slice(0, sent.length / 2), () => response.socket?.destroy());
  } else {
    response.end(sent);
  }
}

/** Node writes Latin-1 into headers, and neither line breaks nor controls. */
const headerText = (value: string): string => value.replace(/[^\t\x20-\x7e\xa0-\xff]/g, "?").slice(0, 8000);
