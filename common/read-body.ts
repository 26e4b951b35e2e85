import type { IncomingMessage } from "node:http";
import { Problem } from "./problem";

/** A body is larger than whoever reads it takes. */
export class BodyTooLarge extends Problem {
  constructor(readonly maxBytes: number) {
    super(`it is larger than ${maxBytes} bytes`);
  }
}

/**
 * The whole body of a request or of an answer.
 *
 * @throws BodyTooLarge as soon as that is known; what still comes is read and forgotten, so that whoever sends it comes to
 * read an answer, until the caller or a time limit ends the connection
 */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = Number(incoming.headers["content-length"] ?? 0);
    const refuse = (): void => {
      chunks.length = 0;
      reject(new BodyTooLarge(maxBytes));
    };
    if (size > maxBytes) {
      refuse();
    } else {
      size = 0;
    }
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        refuse();
      } else {
        chunks.push(chunk);
      }
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
    incoming.on("close", () => reject(new Error("the connection has ended")));
  });
}
