import { STATUS_CODES } from "node:http";
import { Problem } from "../../common/problem";
import type { Violation } from "./shape";
import { MAX_VIOLATIONS } from "./shape";

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

// What SMAPI says is nobody's to keep, and an access token must not be kept (RFC 6749, section 5.1).
const NOT_KEPT = { "cache-control": "no-store" } as const;

export const json = (status: number, body: unknown, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...NOT_KEPT, ...headers },
  body: JSON.stringify(body),
});

export const empty = (status: number, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: { ...NOT_KEPT, ...headers },
  body: "",
});

/** An error in SMAPI's shape, `v1.BadRequestError` of its published schema. */
export const smapiError = (
  status: number,
  message = STATUS_CODES[status] ?? "Error",
  violations?: readonly Violation[],
  headers: Answer["headers"] = {},
): Answer =>
  json(
    status,
    { message, ...(violations === undefined ? {} : { violations: violations.slice(0, MAX_VIOLATIONS) }) },
    headers,
  );

/** An error in the form of Amazon S3, which holds what is uploaded and downloaded. */
export const s3Error = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { "content-type": "application/xml", ...NOT_KEPT },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

/** Ends the handling of a request with an answer that says why it is refused. */
export class SmapiRefusal extends Problem {
  constructor(readonly answer: Answer) {
    super(`${answer.status}`);
  }
}
