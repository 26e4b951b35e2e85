/** The limits that docs/security.md promises, held against the servers' own. */

import { MAX_LOGGED_CHARACTERS } from "../../lambda/library/log";
import { MAX_JSON_BYTES, MAX_ZIP_BYTES } from "../../local/amazon/http-request";
import { SERVICES } from "../../local/aws/emulator/admission";
import { MAX_FUNCTION_BYTES, MAX_OBJECT_BYTES, MAX_OTHER_BYTES } from "../../local/aws/emulator/front";
import { MAX_SAML_BODY_BYTES, MAX_BODY_BYTES as MAX_SIGN_IN_BYTES } from "../../local/cognito/http-request";
import { SERVER_LIMITS } from "../../local/guard/limits";
import { MAX_BODY_BYTES as MAX_PROVIDER_BYTES } from "../../local/providers/stand-ins";
import { MAX_PAGES } from "../../local/simulator/event-stream";
import { MAX_BODY_BYTES as MAX_SIMULATOR_BYTES } from "../../local/simulator/server";
import { readPage } from "./pages";

const { prose } = readPage("docs/security.md");
const words = prose.replace(/\s+/g, " ");
const kilobytes = (bytes: number): string => `${bytes / 1024} KB`;
const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;
const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** By what is limited, the row as it has to read. */
const ROWS: Readonly<Record<string, string>> = {
  "request line and headers": `${kilobytes(SERVER_LIMITS.maxHeaderBytes)}, ${SERVER_LIMITS.maxHeaders} headers`,
  body: [
    `sign-in pages ${kilobytes(MAX_SIGN_IN_BYTES)} (a SAML response ${kilobytes(MAX_SAML_BODY_BYTES)}), simulator ${kilobytes(MAX_SIMULATOR_BYTES)}`,
    `SMAPI ${megabytes(MAX_JSON_BYTES)} (a skill package ${megabytes(MAX_ZIP_BYTES)})`,
    `identity providers ${kilobytes(MAX_PROVIDER_BYTES)}, redirect URIs none; the emulator ${megabytes(MAX_OTHER_BYTES)}`,
    `${megabytes(MAX_OBJECT_BYTES)} for an object in S3`,
    `${Math.floor(MAX_FUNCTION_BYTES / 1_000_000)} MB for a function`,
  ].join(", "),
  "until when the headers, and the whole request, must be there": seconds(SERVER_LIMITS.requestTimeoutMs),
  "a connection on which nothing happens": `${seconds(SERVER_LIMITS.idleTimeoutMs)}, between two requests ${seconds(SERVER_LIMITS.keepAliveTimeoutMs)};`,
  "connections at once": `${SERVER_LIMITS.maxConnections}; more are closed unread. ${MAX_PAGES} of the simulator's`,
};

test.each(Object.entries(ROWS))("%s: the row is what the servers do", (what, limit) => {
  expect(words).toContain(`| ${what} | ${limit}`);
});

test("the headers must be there by the time of the whole request", () => {
  expect(SERVER_LIMITS.headersTimeoutMs).toBe(SERVER_LIMITS.requestTimeoutMs);
});

test("the services are those that the emulator answers for", () => {
  const [, list = ""] = /It answers for (.*?), invokes no function/.exec(words) ?? [];
  expect([...list.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual([...SERVICES]);
});

test("the function's texts are cut where its log cuts them", () => {
  expect(words).toContain(`Texts are cut at ${MAX_LOGGED_CHARACTERS} characters.`);
});
