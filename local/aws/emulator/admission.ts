import type { IncomingHttpHeaders } from "node:http";
import type { GuardedRequest } from "../../guard/guarded-server";
import { RefusedRequest } from "../../guard/refused-request";
import { sameText } from "../../secret-text";

/** What the front of the emulator lets pass, of which service it is. */
export interface Admission {
  readonly service: EmulatedService | "emulator";
  /** What moto gets, and chooses the service of a request by. */
  readonly authorization: string;
}

/**
 * The services that this project and its bootstrap use (two of them for custom domains), and those with which a skill keeps data (a table, a key), by their
 * names in a signature.
 */
export const SERVICES = [
  "acm",
  "cognito-idp",
  "dynamodb",
  "iam",
  "kms",
  "lambda",
  "logs",
  "route53",
  "s3",
  "secretsmanager",
  "ssm",
  "sts",
  "wafv2",
] as const;

export type EmulatedService = (typeof SERVICES)[number];

/** Functions and layers, but for what would run one: moto does that in a container. */
const FUNCTIONS =
  /^\/\d{4}-\d\d-\d\d\/(?:layers(?:\/.*)?|functions(?:\/(?!.*\/(?:invocations|invoke-async|response-streaming-invocations)\/?$).*)?|tags\/.+)$/;

/** Public zones, their records and tags, and how a change of them comes on. */
const ZONES =
  /^\/2013-04-01\/(?:hostedzone(?:\/[A-Z0-9]+(?:\/(?:rrset|dnssec)\/?)?)?|hostedzonesbyname|change\/[A-Z0-9]+|tags\/hostedzone\/[A-Z0-9]+)$/;

/** Where each service has what is used of it. A path is decoded. */
const ROUTES: Readonly<Record<Admission["service"], RegExp>> = {
  acm: /^\/$/,
  "cognito-idp": /^\/(?:[\w-]+\/\.well-known\/jwks\.json)?$/,
  dynamodb: /^\/$/,
  iam: /^\/$/,
  kms: /^\/$/,
  lambda: FUNCTIONS,
  logs: /^\/$/,
  route53: ZONES,
  // A bucket and a key, and nothing that moto takes for one of its own addresses or for another service.
  s3: /^\/(?!moto-api|latest\/|emulator\/|favicon\.ico|v20180820\/)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/s,
  secretsmanager: /^\/$/,
  ssm: /^\/$/,
  sts: /^\/$/,
  wafv2: /^\/$/,
  emulator: /^\/emulator\/(?:status|mail|authenticator|federated-sign-in|lambda-code\/[^/]+)$/,
};

/** What a bucket would tell a function of, which moto runs in a container. */
const REFUSED_QUERIES: readonly string[] = ["notification"];

const CREDENTIAL = "(\\w{16,128})/(\\d{8}/[a-z0-9-]+)/([a-z0-9-]+)/aws4_request";
const HEADER = new RegExp(
  `^AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]+$`,
);
const QUERY = new RegExp(`^${CREDENTIAL}$`);

/**
 * Lets a request to the emulator pass that carries this run's access key id and is for something that is used here.
 *
 * @throws RefusedRequest
 */
export function admit({ headers, path, query }: GuardedRequest, accessKeyId: string): Admission {
  const parameters = new URLSearchParams(query);
  const { given, dateAndRegion, service } = credentialOf(headers, parameters);
  if (!sameText(given, accessKeyId)) {
    throw new RefusedRequest(
      403,
      "The request does not carry the access key id of this emulator. Use the variables that were printed when it started.",
    );
  }
  const known = [...SERVICES, "emulator" as const].find((it) => it === service);
  if (known === undefined) {
    throw new RefusedRequest(
      403,
      `This emulator does not answer for ${service}, only for ${SERVICES.join(", ")}. ` +
        "What else a stack of yours needs is added in local/aws/emulator/admission.ts.",
    );
  }
  if (!ROUTES[known].test(decoded(path)) || REFUSED_QUERIES.some((name) => parameters.has(name))) {
    throw new RefusedRequest(403, `This emulator does not answer there for ${service}.`);
  }
  const scope = `${accessKeyId}/${dateAndRegion}/${known}/aws4_request`;
  return { service: known, authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

/** In the header, or, as in the address of a file that somebody was given, in the query. */
function credentialOf(headers: IncomingHttpHeaders, parameters: URLSearchParams) {
  const [, given = "", dateAndRegion = "", service = ""] =
    (headers.authorization === undefined
      ? QUERY.exec(parameters.get("X-Amz-Credential") ?? "")
      : HEADER.exec(headers.authorization)) ?? [];
  return { given, dateAndRegion, service };
}

/** @throws RefusedRequest for what can be read in two ways */
function decoded(path: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    throw new RefusedRequest(400, "The path cannot be decoded.");
  }
  if (path.startsWith("//") || /\/\.{1,2}(?:\/|$)|[\\\0]/.test(plain)) {
    throw new RefusedRequest(400, "The path can be read in two ways.");
  }
  return plain;
}
