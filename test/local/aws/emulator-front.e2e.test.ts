/** What the emulator answers to those who do not belong to its run: nothing. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateUserPoolCommand, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { removeFolder } from "../../../common/temporary-folder";
import { askEmulator, authorization, cognitoClient } from "../../../local/aws/aws-access";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import { describeWithMoto, newFolder, root } from "../fixtures";
import { rawExchange } from "../raw-exchange";

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

describeWithMoto("the front of the emulator", () => {
  let folder: string;
  let emulator: Emulator;

  beforeAll(async () => {
    folder = newFolder();
    emulator = await startEmulator({ root, folder });
    const client = cognitoClient(emulator.access);
    await client.send(new CreateUserPoolCommand({ PoolName: "pool" }));
    client.destroy();
  }, 60_000);

  afterAll(async () => {
    await emulator?.stop();
    removeFolder(folder);
  });

  interface Asked {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly socketPath?: string;
  }

  function ask(path: string, { method = "GET", headers, body, socketPath }: Asked = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const where = socketPath === undefined ? { host: "127.0.0.1", port: emulator.port } : { socketPath };
      const request = httpRequest({ ...where, path, method, headers, agent: false }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  const own = (service: string): Readonly<Record<string, string>> => ({
    authorization: authorization(emulator.access, service),
  });
  const listPools = {
    method: "POST",
    body: '{"MaxResults":10}',
    target: {
      "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
      "content-type": "application/x-amz-json-1.1",
    },
  };
  const list = (headers: Readonly<Record<string, string>>) =>
    ask("/", { ...listPools, headers: { ...listPools.target, ...headers } });

  const refused = ({ status, headers, body }: Answered): void => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(body).not.toMatch(/us-east-1_|UserPools/);
  };

  test("lets this run's own programs in", async () => {
    const answer = await list(own("cognito-idp"));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("us-east-1_");
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  test.each([
    ["an origin", { origin: "https://page.example" }],
    ["its own origin", { origin: "http://127.0.0.1:1" }],
    ["the origin of a file", { origin: "null" }],
    ["what a browser says of a request", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
    ["what a browser says of an address that was typed in", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    ["only a part of that", { "sec-fetch-dest": "image" }],
    ["a referrer", { referer: "https://page.example/" }],
  ])("refuses a request that knows the key and carries %s", async (_, headers) => {
    refused(await list({ ...own("cognito-idp"), ...headers }));
  });

  test("answers no preflight", async () => {
    const headers = { origin: "https://page.example", "access-control-request-method": "POST" };
    refused(await ask("/", { method: "OPTIONS", headers }));
    refused(await ask("*", { method: "OPTIONS", headers: own("cognito-idp") }));
  });

  test.each(["page.example", "127.0.0.1.nip.io", "localhost.page.example", "127.0.0.1:1", "[::1]"])(
    "does not go by the name %j, which a page elsewhere might make point here",
    async (host) => {
      expect(await list({ ...own("cognito-idp"), host })).toMatchObject({ status: 421 });
      expect(await ask("/emulator/mail", { headers: { ...own("emulator"), host } })).toMatchObject({ status: 421 });
    },
  );

  const credential = (text: string) =>
    `AWS4-HMAC-SHA256 Credential=${text}/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`;

  test.each([
    ["no key", {}],
    ["the key of every tutorial", { authorization: credential("test/20260101") }],
    ["another run's key", { authorization: credential("LOCAL0123456789ABCDEF0123456789ABCDEF/20260101") }],
    ["a key in a form that can be read in two ways", { authorization: `AWS4-HMAC-SHA256 Credential=x, ${"y"}` }],
    ["a password", { authorization: "Basic dGVzdDp0ZXN0" }],
  ])("refuses %s", async (_, headers) => {
    refused(await list(headers as Record<string, string>));
  });

  test("has another key at each start, which nobody can guess", async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = emulator.environment;
    expect(AWS_ACCESS_KEY_ID).toMatch(/^LOCAL[0-9A-F]{32}$/);
    expect(AWS_SECRET_ACCESS_KEY).toMatch(/^[0-9a-f]{40}$/);
    expect(AWS_ACCESS_KEY_ID).toBe(emulator.access.credentials.accessKeyId);
  });

  test("takes the key in a query, as in the address of a function's code, for nothing but what it is for", async () => {
    const scope = `${emulator.access.credentials.accessKeyId}/20260101/us-east-1/emulator/aws4_request`;
    const query = `X-Amz-Credential=${encodeURIComponent(scope)}`;
    expect(await ask(`/emulator/mail?${query}`)).toMatchObject({ status: 200 });
    refused(await ask(`/batch_us-east-1/x?${query}`));
    refused(await ask(`/?${query}`, { ...listPools, headers: listPools.target }));
  });

  test.each(["batch", "ecs", "codebuild", "ec2", "moto_api", "sqs", "lambda_simple", "instance_metadata", "S3"])(
    "does not answer for %s",
    async (service) => {
      refused(await ask("/", { method: "POST", headers: own(service), body: "{}" }));
    },
  );

  test.each([
    "/moto-api/",
    "/moto-api/data.json",
    "/moto-api/reset",
    "/moto-api/recorder/start-recording",
    "//moto-api/reset",
    "/%6doto-api/reset",
    "/x/../moto-api/reset",
    "/latest/meta-data/iam/security-credentials/",
    "/favicon.ico",
    "/v20180820/x",
    "/emulator/status",
    "/bucket?notification",
    "/%E0%A4%A",
  ])("has nothing at %s", async (path) => {
    for (const method of ["GET", "POST", "PUT"]) {
      refused(await ask(path, { method, headers: own("s3") }));
    }
  });

  test.each([
    "/2013-04-01/healthcheck",
    "/2013-04-01/hostedzone/Z1/associatevpc",
    "/2013-04-01/hostedzone/Z1/../../../moto-api/reset",
    "/2013-04-01/trafficpolicyinstances/",
    "/2013-04-01/delegationset",
    "/",
  ])("has zones, records and their changes alone, and nothing at %s", async (path) => {
    refused(await ask(path, { method: "POST", headers: own("route53") }));
  });

  test("takes no target that names a host", async () => {
    refused(await ask(`http://127.0.0.1:${emulator.port}/moto-api/reset`, { method: "POST", headers: own("s3") }));
  });

  test.each([
    "/2015-03-31/functions/skill/invocations",
    "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Askill/invocations/",
    "/2014-11-13/functions/skill/invoke-async/",
    "/2021-11-15/functions/skill/response-streaming-invocations",
    "/2015-03-31/event-source-mappings/",
    "/2018-10-31/layers",
  ])("runs no function: %s", async (path) => {
    refused(await ask(path, { method: "POST", headers: own("lambda"), body: "{}" }));
  });

  test("still holds everything after all of that", async () => {
    const client = cognitoClient(emulator.access);
    const { UserPools } = await client.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    client.destroy();
    expect(UserPools).toHaveLength(1);
  });

  test("is the only way to moto, which listens where no other user of the machine gets, and wants a secret", async () => {
    const { stdout } = await promisify(execFile)("sh", ["-c", 'ls "$1"; stat -c %a "$1"', "sh", folder]);
    const name = /moto-\w+\.sock/.exec(stdout)?.[0] ?? "";
    expect(stdout).toMatch(/^700$/m);
    const socketPath = join(folder, name);
    for (const secret of [undefined, "", "x"]) {
      const headers = { ...own("emulator"), ...(secret === undefined ? {} : { "x-emulator-secret": secret }) };
      refused(await ask("/emulator/mail", { socketPath, headers }));
      refused(await ask("/moto-api/data.json", { socketPath, headers }));
    }
    // Nor does what a program sends reach moto in place of it.
    refused(await ask("/emulator/mail", { headers: { "x-emulator-secret": "x" } }));
  });

  /** What comes back for bytes that need not be HTTP. */
  const raw = (bytes: string): Promise<string> => rawExchange(emulator.port, bytes);
  const head = (more: string) =>
    `POST / HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\nConnection: close\r\nAuthorization: ${own("cognito-idp").authorization}\r\n${more}\r\n\r\n`;

  test.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 6"],
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked"],
    ["chunks under another name", "Transfer-Encoding: xchunked"],
    ["a header that goes on in the next line", "X-A: b\r\n c: d\r\nTransfer-Encoding : chunked"],
    ["two hosts", "Host: page.example"],
  ])("takes no request that can be read as two: %s", async (_, more) => {
    expect(await raw(`${head(more)}GET /moto-api/reset HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d /);
  });

  test("reads no body of somebody whom it does not know, however long", async () => {
    const answer = await raw(
      `POST / HTTP/1.1\r\nHost: 127.0.0.1:${emulator.port}\r\nContent-Length: 999999999999\r\n\r\nx`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  test("reads no endless body of its own programs", async () => {
    const chunk = `${(600_000).toString(16)}\r\n${"x".repeat(600_000)}\r\n`;
    expect(await raw(`${head("Transfer-Encoding: chunked")}${chunk}${chunk}`)).toMatch(/^HTTP\/1.1 413 /);
  });

  test("serves a function's code to who has its address, as AWS does", async () => {
    const { status } = await askEmulator(emulator.access, "emulator", { path: "/emulator/lambda-code/nothing" });
    expect(status).toBe(404);
  });

  test("shows the mail to curl as docs/security.md has it", async () => {
    const page = readFileSync(join(root, "docs", "security.md"), "utf8");
    const command = /^curl --aws-sigv4 .*$/m.exec(page)?.[0] ?? "";
    const env = { ...process.env, ...emulator.environment };
    const { stdout } = await promisify(execFile)("sh", ["-c", command], { env });
    expect(JSON.parse(stdout)).toEqual([]);
  });

  test("refuses every line of a hostile page", async () => {
    const script = `
      curl -s -m 5 -i -X OPTIONS $1/ -H 'Origin: https://page.example' -H 'Access-Control-Request-Method: POST'
      curl -s -m 5 -i $1/ -H "Authorization: ${credential("x/20240101")}" -H 'Origin: https://page.example' -d '{}'
      curl -s -m 5 -i $1/emulator/mail -H 'Host: page.example'
      curl -s -m 5 -i -X POST $1/moto-api/reset -H 'Origin: https://page.example' -H 'Content-Type: text/plain'`;
    const { stdout } = await promisify(execFile)("sh", ["-c", script, "sh", emulator.url]);
    expect(stdout.match(/HTTP\/1.1 \d+/g)).toEqual(Array(4).fill(expect.stringMatching(/ (403|421)$/)));
    expect(stdout).not.toMatch(/access-control/i);
  });
});
