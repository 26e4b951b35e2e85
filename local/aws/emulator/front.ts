import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { request as httpRequest } from "node:http";
import type { Server } from "node:net";
import { pipeline } from "node:stream/promises";
import type { GuardedRequest } from "../../guard/guarded-server";
import { GuardedServer } from "../../guard/guarded-server";
import type { RefusedRequest } from "../../guard/refused-request";
import type { Admission } from "./admission";
import { admit } from "./admission";

/** Where moto listens: a socket in a folder of this user, or, where there are none, a port of 127.0.0.1. */
export type MotoAddress = { readonly socketPath: string } | { readonly port: number };

export interface FrontProps {
  /** Which every request must carry. */
  readonly accessKeyId: string;
  readonly moto: MotoAddress;
  /** By which moto knows this front. */
  readonly motoSecret: string;
}

/** Bytes. Lambda's own limit for a request, which holds a zip of at most 50 MB in Base64. */
export const MAX_FUNCTION_BYTES = 70_167_211;
/** Bytes, for what is put into S3: Terraform's state. */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
/** Bytes. The largest are policies. */
export const MAX_OTHER_BYTES = 1024 * 1024;

/** Amazon DynamoDB's endpoints. */
const TABLES = /^dynamodb\.[a-z0-9-]+\.amazonaws\.com$/;

/** Until when moto must have answered. Hashing passwords and reading AWS's policies are its longest work. */
const ANSWER_MS = 60_000;

/**
 * Stands before moto, which answers every page, host name and service, and lets through what this run's own programs ask
 * for. A request is read as a whole and sent on in one form, so that moto cannot read another request out of it.
 *
 * @param port or a server that listens already, and whose socket is taken over; 0 for a free one
 */
export function startFront(props: FrontProps, port: number | Server = 0): Promise<GuardedServer> {
  return GuardedServer.start({
    name: "the AWS emulator",
    visitors: "programs",
    port,
    // By the production name ask the functions that run here: triggers Cognito, and the skill its table. Nobody's page is
    // at AWS's own names, and the access key id, which they sign with, says that they belong here.
    hostOf: (header, isOwn) => (isOwn || COGNITO.test(header) || TABLES.test(header) ? header : undefined),
    maxBodyBytes: maxBytes,
    answer: async (request, outgoing) => {
      // Before the body is read: who does not belong here sends none.
      const admission = admit(request, props.accessKeyId);
      await sendOn(request, admission, props, outgoing);
    },
    refuse,
  });
}

/** Cognito's API, which triggers call. */
const COGNITO = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/;

const maxBytes = (path: string): number => {
  if (/^\/\d{4}-\d\d-\d\d\/functions/.test(path)) {
    return MAX_FUNCTION_BYTES;
  }
  return path === "/" ? MAX_OTHER_BYTES : MAX_OBJECT_BYTES;
};

async function sendOn(
  request: GuardedRequest,
  { authorization }: Admission,
  { moto, motoSecret }: FrontProps,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await request.body();
  const headers = {
    ...inwards(request.headers),
    host: request.host,
    authorization,
    "x-emulator-secret": motoSecret,
    "content-length": String(body.length),
  };
  const path = request.query === "" ? request.path : `${request.path}?${request.query}`;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const address = "socketPath" in moto ? moto : { host: "127.0.0.1", port: moto.port };
    const asked = httpRequest({ ...address, method: request.method, path, headers, agent: false }, resolve);
    asked.setTimeout(ANSWER_MS, () => asked.destroy(new Error("moto does not answer")));
    outgoing.once("close", () => asked.destroy());
    asked.on("error", reject);
    asked.end(body);
  }).catch(() => undefined);
  if (answer === undefined) {
    outgoing.writeHead(502, { "content-length": 0 }).end();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, outwards(answer.headers));
  await pipeline(answer, outgoing);
}

/** Of the connection, not of the request (RFC 9110, section 7.6.1), or set by the front itself. */
const OWN =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-length|host|authorization|cookie|forwarded|x-forwarded-.*|x-emulator-.*)$/;

const inwards = (headers: IncomingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name)));

/** moto lets every page read its answers. */
const NOT_SHOWN = /^(connection|keep-alive|transfer-encoding|set-cookie|access-control-.*)$/;

const outwards = (headers: IncomingHttpHeaders): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_SHOWN.test(name)));

/** Both of AWS's forms of an error: the code of JSON services stands in a header as well. */
function refuse({ status, message }: RefusedRequest, outgoing: ServerResponse): void {
  const code = status === 413 ? "RequestEntityTooLargeException" : "AccessDeniedException";
  const body = JSON.stringify({ __type: code, message, Message: message });
  outgoing
    .writeHead(status, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(body),
      "x-amzn-errortype": code,
    })
    .end(body);
}
