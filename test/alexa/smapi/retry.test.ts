import fc from "fast-check";
import { backOffMs, retryAfterSeconds, sleepInTime } from "../../../alexa/smapi/retry";

const NOW = Date.parse("2026-11-01T12:00:00Z");

test.each([
  ["0", 0],
  [" 120 ", 120],
  ["Sun, 01 Nov 2026 12:01:00 GMT", 60],
  ["Sunday, 01-Nov-26 12:01:00 GMT", 60],
  ["Sun, 01 Nov 2026 11:00:00 GMT", 0],
])("Retry-After: %s is %d s", (header, seconds) => {
  expect(retryAfterSeconds(header, NOW)).toBe(seconds);
});

test.each([undefined, "", "-5", "1.5", "1e3", "soon", "Sun Nov  1 12:01:00 2026"])(
  "Retry-After: %s says nothing",
  (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined();
  },
);

test("pauses grow to a limit, with at least half of each left to chance", () => {
  expect([1, 2, 3, 4, 5, 20].map((attempt) => backOffMs(attempt, 1))).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const longest = backOffMs(attempt, 1);
      expect(backOffMs(attempt, random)).toBeGreaterThanOrEqual(longest / 2);
      expect(backOffMs(attempt, random)).toBeLessThanOrEqual(longest);
    }),
  );
});

test("a pause does not begin once the signal has come", async () => {
  await expect(sleepInTime(60_000, AbortSignal.abort())).rejects.toMatchObject({ kind: "interrupted" });
});
