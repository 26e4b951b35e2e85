import { ExpiringCache } from "../../../lambda/library/expiring-cache";

test("keeps an entry until its time is up, to the millisecond", () => {
  const now = jest.spyOn(Date, "now").mockReturnValue(1000);
  const cache = new ExpiringCache<string>(10);
  cache.set("key", "value", 2000);

  now.mockReturnValue(1999);
  expect(cache.get("key")).toBe("value");
  now.mockReturnValue(2000);
  expect(cache.get("key")).toBeUndefined();
  // Gone, not hidden.
  now.mockReturnValue(1000);
  expect(cache.get("key")).toBeUndefined();
  now.mockRestore();
});

test("the entry written first makes room", () => {
  const cache = new ExpiringCache<number>(2);
  cache.set("a", 1, Number.POSITIVE_INFINITY);
  cache.set("b", 2, Number.POSITIVE_INFINITY);
  cache.set("a", 3, Number.POSITIVE_INFINITY);
  cache.set("c", 4, Number.POSITIVE_INFINITY);

  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([3, undefined, 4]);
});

test("rewriting a key of a full cache pushes nothing out", () => {
  const cache = new ExpiringCache<number>(2);
  cache.set("a", 1, Number.POSITIVE_INFINITY);
  cache.set("b", 2, Number.POSITIVE_INFINITY);
  cache.set("b", 3, Number.POSITIVE_INFINITY);

  expect([cache.get("a"), cache.get("b")]).toEqual([1, 3]);
});
