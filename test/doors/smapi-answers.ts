/**
 * Whatever SMAPI, Login with Amazon, or a proxy in between answers: a push and an export end, with a result or with an
 * error for people, in a bounded number of requests, and no secret is said.
 */
import fc from "fast-check";
import { SmapiError } from "../../alexa/smapi/smapi";
import { BODY, CREDENTIALS, client, SKILL, shown, VENDOR } from "../alexa/smapi/fixture";
import type { Received, Step } from "../alexa/smapi/scripted-server";
import { ScriptedServer } from "../alexa/smapi/scripted-server";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";
import type { HostileAnswer } from "./hostile-answer";
import { ECHO, hostileAnswers, sendHostile } from "./hostile-answer";

const SIGNATURE = "X-Amz-Signature=planted7f3b9c1d";
const TOKEN = "Atza|planted-token";

/** Stands in bodies and headers for the server's own address, which is another one each time. */
const HERE = "HERE";

const CALLS = ["read", "write", "export", "import", "create"] as const;

interface Case {
  readonly call: (typeof CALLS)[number];
  readonly tokens: readonly HostileAnswer[];
  readonly answers: readonly HostileAnswer[];
}

const IMPORT = {
  status: "SUCCEEDED",
  skill: {
    skillId: SKILL,
    eTag: "e",
    location: `${HERE}/zip?${SIGNATURE}`,
    resources: [{ name: "Manifest", status: "FAILED" }],
  },
  errors: [{ message: "no", code: "X" }],
  warnings: [{ message: "hm" }],
};
const BODIES: readonly unknown[] = [
  { accountLinkingResponse: shown() },
  { uploadUrl: `${HERE}/zip?${SIGNATURE}` },
  IMPORT,
  { ...IMPORT, status: "IN_PROGRESS" },
  { message: "no", violations: [{ message: "no" }] },
  { message: ECHO, violations: [{ message: ECHO }], errors: [{ message: ECHO }], warnings: [{ message: ECHO }] },
];
const GRANT = { access_token: TOKEN, expires_in: 3600, token_type: "bearer" };

const words = fc.constantFrom<unknown>(
  ...[ECHO, "SUCCEEDED", "FAILED", "ROLLBACK_IN_PROGRESS", `${HERE}/zip?${SIGNATURE}`, "http://evil.example/x"],
  ...["file:///etc/passwd", "//", "..", "\u001b[2J::error::x", "::add-mask::x", 0, -1, 1e21, "3600", "1e3", "\u202e"],
);

const HEADERS = {
  location: fc.constantFrom(
    ...[
      "/v1/skills/imports/1",
      "/v1/skills/exports/e",
      "/..",
      "/%2e%2e",
      "",
      "http://evil.example/a?b#c",
      "/a/b c",
      ECHO,
    ],
  ),
  etag: fc.constantFrom('"1"', "W/x", "", "a".repeat(5000), "ü", ECHO),
  "retry-after": fc.constantFrom(
    ...["0", "1", "61", "-1", "999999999999999999999", "Wed, 21 Oct 2099 07:28:00 GMT", "x GMT", "1, 2"],
  ),
};

const cases: fc.Arbitrary<Case> = fc.record({
  call: fc.constantFrom(...CALLS),
  tokens: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(hostileAnswers([GRANT, { error: "invalid_grant", error_description: ECHO }], words, HEADERS), {
      maxLength: 2,
    }),
  ),
  answers: fc.array(hostileAnswers(BODIES, words, HEADERS), { minLength: 1, maxLength: 6 }),
});

/** Everything that was received, as a careless server or proxy repeats it. */
const everything = ({ method, path, headers: sent, body }: Received): string =>
  `${decodeURIComponent(body.replace(/\+/g, " ").replace(/%(?![\da-f]{2})/gi, "%25"))} ${method} ${path} ${JSON.stringify(sent)}`;

/** More than any of the calls needs, each repeated as often as it may be. */
const MAX_REQUESTS = 400;

async function open(): Promise<OpenDoor<Case>> {
  const server = await ScriptedServer.start();
  const filled = (part: string, request: Received): string =>
    part.replaceAll(HERE, server.url).replaceAll(ECHO, () => safely(() => everything(request)));
  const stepOf =
    (answer: HostileAnswer): Step =>
    (request, response) =>
      sendHostile(answer, response, (part) => filled(part, request));

  const enter = async ({ call, tokens, answers }: Case): Promise<void> => {
    server.received.length = 0;
    server.tokenScript = tokens.map(stepOf);
    server.script = answers.map(stepOf);
    let now = 0;
    const told: string[] = [];
    const { smapi, packages, retries } = client(server.url, {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    });
    const onProgress = (it: string): void => {
      told.push(it);
    };
    const zip = new Uint8Array(10);
    const calls: Readonly<Record<Case["call"], () => Promise<unknown>>> = {
      read: () => smapi.readAccountLinking(SKILL),
      write: () => smapi.writeAccountLinking(SKILL, BODY, '"1"'),
      export: () => packages.exportPackage(SKILL),
      import: () => packages.importPackage(SKILL, zip, { onProgress }),
      create: () => packages.createSkill(VENDOR, zip, { onProgress }),
    };
    const said = await calls[call]().then(
      (result) => {
        holdDone(call, answers, result);
        return "";
      },
      (error: unknown) => {
        const { name, message } = error as Error;
        hold(error instanceof SmapiError, `${name}: ${message}`);
        hold(message !== "" && !/undefined|\[object Object\]/.test(message), `the error's words are ${message}`);
        return `${message}${JSON.stringify(error)}`;
      },
    );
    hold(server.received.length <= MAX_REQUESTS, `${server.received.length} requests were sent`);
    const leaked = server.received.filter(({ path, headers: sent }) => path.startsWith("/zip") && sent.authorization);
    hold(leaked.length === 0, "the token was sent to the storage");
    const secrets = [CREDENTIALS.clientSecret, CREDENTIALS.refreshToken, TOKEN, "Atza|token-", SIGNATURE];
    holdSecret([said, ...told, ...retries].join("\n"), [...secrets, BODY.accountLinkingRequest.clientSecret ?? ""]);
  };
  return { enter, close: () => server.stop() };
}

/** Nothing is called done that was answered with no success: a write needs one 2xx, an import the store's own word. */
function holdDone(call: Case["call"], answers: readonly HostileAnswer[], result: unknown): void {
  const bodies = answers.filter(({ cut }) => cut === undefined).map(({ body }) => body);
  const succeeded = bodies.some((body) => (body as { readonly status?: unknown } | null)?.status === "SUCCEEDED");
  const isTaken = answers.some(({ cut, status: code }) => cut === undefined && code >= 200 && code <= 299);
  const isLost = answers.some(({ cut }) => cut !== undefined);
  if (call === "write") {
    hold(isTaken || isLost, "the settings are called written");
  } else if (call === "read") {
    hold(isTaken || answers.some(({ status: code }) => code === 303), "settings were read of no answer");
  } else {
    hold(succeeded && isTaken, `the store is said to have done it: ${JSON.stringify(result)}`);
  }
}

function safely(work: () => string): string {
  try {
    return work();
  } catch {
    return "";
  }
}

export const door: Door<Case> = { cases, casesInTests: 150, open };
