import { Memory } from "../../../../lambda/library";
import type { Cognito } from "../../support/cognito";
import { answering, hangUp, SUBJECT, silence } from "../../support/cognito";
import { launch } from "../../support/envelopes";
import { Output } from "../../support/output";
import type { Table } from "../../support/table";
import { closeWithTable, memorySettings, openWithTable } from "../../support/table";

interface Data {
  readonly count: number;
}

let cognito: Cognito;
const output = new Output();
let table: Table;
const ada = { subject: SUBJECT };
const request = (remainingMs = 7000) => ({
  requestEnvelope: launch(),
  context: { getRemainingTimeInMillis: () => remainingMs },
});
const make = (options: Partial<ConstructorParameters<typeof Memory<Data>>[0]> = {}) =>
  new Memory<Data>({ settings: memorySettings, version: 1, ...options });
const next = (data: Data | undefined): Data => ({ count: (data?.count ?? 0) + 1 });

beforeEach(async () => {
  ({ cognito, table } = await openWithTable());
  output.capture();
});
afterEach(() => closeWithTable(cognito));

describe("a memory without a table", () => {
  test("asks nobody, and says that it is off", async () => {
    const memory = make({ settings: undefined });

    expect(memory.isOn).toBe(false);
    expect(await memory.read(request(), ada)).toEqual({ kind: "off" });
    expect(await memory.update(request(), ada, next)).toEqual({ kind: "off" });
    expect(await memory.forget(request(), ada)).toEqual({ kind: "off" });
    expect(cognito.requests).toEqual([]);
  });
});

describe("reading", () => {
  test("knows nothing of somebody new", async () => {
    expect(await make().read(request(), ada)).toEqual({ kind: "nothing" });
  });

  test("finds what was written, and asks once a request", async () => {
    table.put(SUBJECT, { count: 3 });
    const [memory, input] = [make(), request()];

    expect(await memory.read(input, ada)).toEqual({ kind: "found", data: { count: 3 } });
    expect(await memory.read(input, ada)).toEqual({ kind: "found", data: { count: 3 } });
    expect(table.calls).toEqual(["GetItem"]);
  });

  test("takes what has expired for nothing: DynamoDB deletes it days later", async () => {
    table.put(SUBJECT, { count: 3 }, { expiresIn: 0 });

    expect(await make().read(request(), ada)).toEqual({ kind: "nothing" });
  });

  test("brings an older form into the present one", async () => {
    table.put(SUBJECT, { times: 3 }, { version: 1 });
    const migrate = (data: unknown, version: number) => ({ count: (data as { times: number }).times * 10 + version });

    expect(await make({ version: 2, migrate }).read(request(), ada)).toEqual({ kind: "found", data: { count: 31 } });
  });

  test("a migration that fails is logged without the data, and costs no answer", async () => {
    table.put(SUBJECT, { name: "secret" }, { version: 1 });
    const migrate = (): never => {
      throw new TypeError("secret");
    };

    expect(await make({ version: 2, migrate }).read(request(), ada)).toEqual({
      kind: "unavailable",
      reason: "migration",
    });
    expect(output.lines).toMatchObject([{ level: "warn", reason: "memory-migration", error: { name: "TypeError" } }]);
    expect(output.text).not.toContain("secret");
  });
});

describe("updating", () => {
  test("makes something of nothing, and something else of that", async () => {
    expect(await make().update(request(), ada, next)).toEqual({ kind: "updated" });
    expect(await make().update(request(), ada, next)).toEqual({ kind: "updated" });
    expect(await make().read(request(), ada)).toEqual({ kind: "found", data: { count: 2 } });
    const days = (Number(table.items.get(SUBJECT)?.expires_at?.N) - Date.now() / 1000) / 86_400;
    expect(days).toBeCloseTo(30, 2);
  });

  test("loses no change of another request in between", async () => {
    table.put(SUBJECT, { count: 1 });
    table.meanwhile = () => table.put(SUBJECT, { count: 10 }, { revision: "other" });

    expect(await make().update(request(), ada, next)).toEqual({ kind: "updated" });
    expect(await make().read(request(), ada)).toEqual({ kind: "found", data: { count: 11 } });
  });

  test("begins anew where another request has deleted it in between", async () => {
    table.put(SUBJECT, { count: 1 });
    table.meanwhile = () => table.items.clear();

    expect(await make().update(request(), ada, next)).toEqual({ kind: "updated" });
    expect(await make().read(request(), ada)).toEqual({ kind: "found", data: { count: 1 } });
  });

  test("gives up where others write all the time", async () => {
    let revision = 0;
    const interfere = (): void => {
      revision += 1;
      table.put(SUBJECT, { count: 0 }, { revision: `other-${revision}` });
      table.meanwhile = interfere;
    };
    interfere();

    expect(await make().update(request(), ada, next)).toEqual({ kind: "unavailable", reason: "conflict" });
  });

  test("a write whose answer was lost counts once", async () => {
    let isFirst = true;
    cognito.table = (incoming, response) => {
      if (isFirst && String(incoming.headers["x-amz-target"]).endsWith("PutItem")) {
        isFirst = false;
        // It arrives, and its answer does not.
        response.end = () => response.destroy() as never;
      }
      table.listener(incoming, response);
    };

    expect(await make().update(request(), ada, next)).toEqual({ kind: "updated" });
    expect(table.calls).toEqual(["GetItem", "PutItem", "PutItem"]);
    expect(await make().read(request(), ada)).toEqual({ kind: "found", data: { count: 1 } });
  });

  test("keeps no more than 16 KiB", async () => {
    const memory = new Memory<string>({ settings: memorySettings, version: 1 });
    const [most, tooMuch] = ["ä".repeat(8191), "ä".repeat(8192)];

    expect(await memory.update(request(), ada, () => most)).toEqual({ kind: "updated" });
    expect(await memory.update(request(), ada, () => tooMuch)).toEqual({
      kind: "unavailable",
      reason: "data-too-large",
    });
    expect(await memory.read(request(), ada)).toEqual({ kind: "found", data: most });
  });

  test("does not overwrite what a later version of the skill wrote", async () => {
    table.put(SUBJECT, { times: 3 }, { version: 2 });

    expect(await make().update(request(), ada, next)).toEqual({ kind: "unavailable", reason: "newer-version" });
    expect(table.calls).toEqual(["GetItem"]);
  });

  test("raises what the change itself raises", async () => {
    const update = make().update(request(), ada, () => {
      throw new RangeError("the handler's own");
    });

    await expect(update).rejects.toThrow(RangeError);
  });
});

describe("forgetting", () => {
  test("deletes, also what a later version wrote, and what cannot be read", async () => {
    table.put(SUBJECT, { times: 3 }, { version: 2 });
    table.put("somebody else", { count: 1 });

    expect(await make().forget(request(), ada)).toEqual({ kind: "forgotten" });
    expect([...table.items.keys()]).toEqual(["somebody else"]);
  });

  test("what is written in the same request afterwards is there", async () => {
    table.put(SUBJECT, { count: 3 });
    const [memory, input] = [make(), request()];
    await memory.read(input, ada);
    await memory.forget(input, ada);

    expect(await memory.update(input, ada, next)).toEqual({ kind: "updated" });
    expect(await make().read(request(), ada)).toEqual({ kind: "found", data: { count: 1 } });
  });
});

describe("a table that fails", () => {
  const error = (type: string) => answering(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}` });

  test.each([
    ["that is not there", error("ResourceNotFoundException"), "no-table"],
    ["that lets the role in no more", error("AccessDeniedException"), "denied"],
    ["whose key is disabled", error("KMSAccessDeniedException"), "denied"],
    ["that is throttled", error("ProvisionedThroughputExceededException"), "throttled"],
    ["that takes no more requests", error("ThrottlingException"), "throttled"],
    ["that fails by itself", answering(500, { __type: "InternalServerError" }), "status"],
    ["that answers with a page", answering(503, "<html>"), "status"],
    ["that answers with no JSON", answering(200, "<html>"), "malformed"],
    ["in which somebody wrote by hand", answering(200, { Item: { data: { S: "{}" } } }), "malformed"],
    ["with far too much in it", answering(200, { Item: { data: { S: "a".repeat(70_000) } } }), "too-large"],
    ["that hangs up", hangUp, "unreachable"],
  ])("%s is told, and nothing is raised", async (_, listener, reason) => {
    cognito.table = listener;

    expect(await make().read(request(), ada)).toEqual({ kind: "unavailable", reason });
    expect(output.lines).toMatchObject([{ level: "warn", message: "memory unavailable", reason: `memory-${reason}` }]);
    expect(output.text).not.toContain(SUBJECT);
  });

  test("by silence ends within a second, and is not asked again in the same request", async () => {
    cognito.table = silence;
    const [memory, input] = [make(), request()];
    const began = performance.now();

    expect(await memory.read(input, ada)).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(await memory.update(input, ada, next)).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(performance.now() - began).toBeLessThan(1900);
    expect(cognito.requests).toHaveLength(2);
  });

  test("is not asked at all when the invocation is about to end", async () => {
    expect(await make().read(request(400), ada)).toEqual({ kind: "unavailable", reason: "timeout" });
    expect(cognito.requests).toEqual([]);
  });

  test("without credentials nobody is asked", async () => {
    delete process.env.AWS_ACCESS_KEY_ID;

    expect(await make().read(request(), ada)).toEqual({ kind: "unavailable", reason: "denied" });
    expect(cognito.requests).toEqual([]);
  });
});
