import { constructPaths } from "../../review/construct-paths";
import { CLIENT, LOGS, POOL, stack } from "./planned";

describe("constructPaths", () => {
  test("reads the paths that CDKTF writes beside its resources, without Default", () => {
    const paths = constructPaths(stack());

    expect([POOL, CLIENT, LOGS].map((address) => paths.get(address))).toEqual([
      "staging/user_pool",
      "staging/alexa",
      "staging/skill/logs",
    ]);
  });

  test("reads data too, and leaves out what has no path", () => {
    const metadata = { "//": { metadata: { path: "a/b" } } };

    expect([
      ...constructPaths({ data: { aws_region: { here: metadata } }, resource: { x: { y: {}, z: null } } }),
    ]).toEqual([["data.aws_region.here", "a/b"]]);
  });

  test.each([undefined, null, 1, [], { resource: null }, { resource: { a: 1 } }])("has no paths in %p", (json) => {
    expect(constructPaths(json).size).toBe(0);
  });
});
