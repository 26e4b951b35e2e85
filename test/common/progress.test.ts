import { Progress } from "../../common/progress";

function recorder(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) > 0 };
  let time = 0;
  const now = (): number => {
    time += 1500;
    return time;
  };
  return { written, stream, now };
}

test("writes one plain line a step when it is not a terminal", async () => {
  const { written, stream, now } = recorder(false);
  const progress = new Progress({ stream, now });
  const result = await progress.step("Plan", (detail) => {
    detail("3 to add");
    return 42;
  });
  expect(result).toBe(42);
  expect(written).toEqual(["✓ Plan  3 to add, 1.5 s\n"]);
});

test("marks a step that failed and passes the error on", async () => {
  const { written, stream, now } = recorder(false);
  const failing = new Progress({ stream, now }).step("Apply", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(written).toEqual(["✗ Apply  1.5 s\n"]);
});

test("marks a step whose answer says that it failed, and answers it all the same", async () => {
  const { written, stream, now } = recorder(false);
  const progress = new Progress({ stream, now });
  const hasFailed = (names: readonly string[]) => names.includes("bad");

  expect(await progress.step("Plan", () => ["good", "bad"], hasFailed)).toEqual(["good", "bad"]);
  expect(await progress.step("Plan", () => ["good"], hasFailed)).toEqual(["good"]);
  expect(written).toEqual(["✗ Plan  1.5 s\n", "✓ Plan  1.5 s\n"]);
});

test("redraws one line on a terminal and ends it with a tick", async () => {
  const { written, stream, now } = recorder(true);
  await new Progress({ stream, now, color: false }).step("Plan", () => {});
  expect(written[0]).toBe("\r\u001b[2K⠋ Plan  1.5 s");
  expect(written.at(-1)).toMatch(/^✓ Plan {2}[\d.]+ s\n$/);
});

test("respects NO_COLOR", async () => {
  const before = process.env.NO_COLOR;
  process.env.NO_COLOR = "1";
  try {
    const { written, stream, now } = recorder(true);
    await new Progress({ stream, now }).step("Plan", () => {});
    expect(written.join("")).not.toContain("\u001b[3");
  } finally {
    if (before === undefined) {
      delete process.env.NO_COLOR;
    } else {
      process.env.NO_COLOR = before;
    }
  }
});
