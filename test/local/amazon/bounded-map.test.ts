import { BoundedMap } from "../../../local/amazon/bounded-map";

describe("a bounded map", () => {
  test("forgets the oldest entry when it is full", () => {
    const map = new BoundedMap<number>(2);

    for (const [index, key] of ["one", "two", "three"].entries()) {
      map.set(key, index);
    }

    expect([map.get("one"), map.get("two"), map.get("three")]).toEqual([undefined, 1, 2]);
  });
});
