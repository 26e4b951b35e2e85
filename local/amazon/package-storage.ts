import { randomUUID } from "node:crypto";
import { randomText, sameText } from "../secret-text";
import type { Answer } from "./answer";
import { empty, s3Error } from "./answer";
import { BoundedMap } from "./bounded-map";
import type { HttpRequest } from "./http-request";

/** A URL that lets whoever has it send or fetch one file. */
export interface SignedUrl {
  readonly url: string;
  /** ISO 8601 */
  readonly expiresAt: string;
}

interface StoredFile {
  readonly use: "PUT" | "GET";
  readonly url: string;
  readonly signature: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  content: Uint8Array | undefined;
}

/** A quarter of an hour. */
const LIFETIME_MS = 15 * 60 * 1000;
/** Each may be of 10 MB. */
const MAX_FILES = 20;

/**
 * Stands for Amazon S3, which SMAPI has skill packages sent to and fetched from by URLs that hold a signature. Such a
 * URL is the authentication: S3 refuses a request that brings a second one.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 */
export class PackageStorage {
  private readonly files = new BoundedMap<StoredFile>(MAX_FILES);

  constructor(
    private readonly origin: () => string,
    private readonly now: () => number,
  ) {}

  /** Where one file can be sent, once. */
  reserve(): SignedUrl {
    return this.sign("PUT", undefined);
  }

  /** Where a file can be fetched. */
  offer(content: Uint8Array): SignedUrl {
    return this.sign("GET", content);
  }

  /** What was sent to a reserved URL, or undefined. */
  contentOf(url: string): Uint8Array | undefined {
    const file = this.files.get(URL.canParse(url) ? new URL(url).pathname : "");
    return file?.use === "PUT" && sameText(file.url, url) ? file.content : undefined;
  }

  receive(request: HttpRequest, name: string): Answer {
    const file = this.find(request, name, "PUT");
    if (!("use" in file)) {
      return file;
    }
    if (file.content !== undefined) {
      return s3Error(403, "AccessDenied", "This upload URL was used before.");
    }
    if (request.headers["transfer-encoding"] !== undefined) {
      return s3Error(
        501,
        "NotImplemented",
        "A header implies functionality that is not implemented: Transfer-Encoding.",
      );
    }
    file.content = request.body;
    return empty(200);
  }

  give(request: HttpRequest, name: string): Answer {
    const file = this.find(request, name, "GET");
    return "use" in file
      ? { ...empty(200, { "content-type": "application/zip" }), body: file.content ?? new Uint8Array() }
      : file;
  }

  private find({ headers, query }: HttpRequest, name: string, use: StoredFile["use"]): StoredFile | Answer {
    const file = this.files.get(`/skill-packages/${name}`);
    if (headers.authorization !== undefined) {
      return s3Error(
        400,
        "InvalidArgument",
        "Only one auth mechanism allowed: the URL is signed, send no Authorization.",
      );
    }
    if (file?.use !== use || !sameText(query.get("X-Amz-Signature") ?? "", file.signature)) {
      return s3Error(403, "SignatureDoesNotMatch", "The URL is not one that was given out for this.");
    }
    return file.expiresAt > this.now() ? file : s3Error(403, "AccessDenied", "Request has expired");
  }

  private sign(use: StoredFile["use"], content: Uint8Array | undefined): SignedUrl {
    const path = `/skill-packages/${randomUUID()}.zip`;
    const signature = randomText();
    const url = `${this.origin()}${path}?X-Amz-Expires=${LIFETIME_MS / 1000}&X-Amz-Signature=${signature}`;
    const expiresAt = this.now() + LIFETIME_MS;
    this.files.set(path, { use, url, signature, expiresAt, content });
    return { url, expiresAt: new Date(expiresAt).toISOString() };
  }
}
