// See build/run.cjs.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** @type {import('jest').Config} */
const shared = {
  testEnvironment: "node",
  globalSetup: "<rootDir>/test/run-folder.ts",
  transform: { "^.+\\.[jt]sx?$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  // ES modules only, which Jest cannot load as they are.
  transformIgnorePatterns: ["/node_modules/(?!(oidc-provider|jose|openid-client|oauth4webapi)/)"],
  // Each test file has a context of its own, in which every look at a global is slow unless it is handed in: a third of
  // the time of what works on large plans. Others cannot be: tests replace them (Date, timers, fetch), or a package that
  // a test loads declares one of the same name (Error, Promise, String, Number, Set, Symbol, RegExp).
  sandboxInjectedGlobals: ["Array", "JSON", "Map", "Math", "Object"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/dist"],
};

/** @type {import('jest').Config} */
module.exports = {
  // Jest leaves a core to its own process, which has next to nothing to do: half of a machine with two.
  maxWorkers: "100%",
  // Far more than any test takes, so that one on a busy machine is late and not red. In a project it counts for nothing.
  testTimeout: 20_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/e2e/", "\\.e2e\\.test\\.ts$"],
      setupFiles: ["<rootDir>/test/loopback-only.ts"],
      moduleNameMapper: { "^archiver$|^\\.\\.?/(.+/)?stack-trace$": "<rootDir>/test/lean-cdktf.ts" },
    },
    {
      ...shared,
      displayName: "e2e",
      // What needs the emulator, Terraform or a browser: whole ways in e2e/, and parts beside their unit tests.
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts", "<rootDir>/test/**/*.e2e.test.ts"],
    },
  ],
};
