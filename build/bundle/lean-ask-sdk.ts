import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const WITHOUT_CLIENTS = `
class ServiceClientFactory {
  constructor() {
    throw new Error("This bundle was built without the clients of Alexa's service APIs; build it with alexaServiceClients: true");
  }
}
exports.services = { ServiceClientFactory };
`;

/**
 * Leaves out of ask-sdk-core what a skill does not use, which bundlers cannot see in CommonJS: the package's index is
 * read as the ES module that its type declarations are, and the clients of Alexa's service APIs, most of the size, are
 * replaced by an error that says so.
 */
export const leanAskSdk: Plugin = {
  name: "lean-ask-sdk",
  setup(build) {
    build.onLoad({ filter: /[\\/]ask-sdk-core[\\/]dist[\\/]index\.js$/ }, async ({ path }) => ({
      contents: await readFile(path.replace(/\.js$/, ".d.ts"), "utf8"),
      loader: "ts",
    }));
    build.onResolve({ filter: /^\.\.?\// }, async ({ importer, path, resolveDir, kind, pluginData }) => {
      if (pluginData === leanAskSdk || !/[\\/]ask-sdk-core[\\/]dist[\\/]index\.js$/.test(importer)) {
        return undefined;
      }
      const resolved = await build.resolve(path, { importer, resolveDir, kind, pluginData: leanAskSdk });
      return { ...resolved, sideEffects: false };
    });
    build.onResolve({ filter: /^ask-sdk-model$/ }, ({ path }) => ({ path, namespace: "lean-ask-sdk" }));
    build.onLoad({ filter: /.*/, namespace: "lean-ask-sdk" }, () => ({ contents: WITHOUT_CLIENTS, loader: "js" }));
  },
};
