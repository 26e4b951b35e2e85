import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A resource or data source of the provider's bindings, as an app imports it. */
const IMPORT = /^@cdktf\/provider-aws\/lib\/[\w-]+$/;

const BINDING = /[\\/]@cdktf[\\/]provider-aws[\\/]lib[\\/][\w-]+[\\/]index\.js$/;

/** What an app that asks for HCL gets to read. */
const NO_HCL = "HCL output is not available here: this app synthesizes Terraform's JSON, and leaves the rest unloaded.";

/**
 * Leaves out of the provider's bindings what a synth does without:
 *
 * - each resource's second writer, which is for HCL: a third of the bindings' text, which Node would read at each start;
 * - the resources of which an environment has none: they are loaded where one is made.
 *
 * @type {import("esbuild").Plugin}
 */
export const leanProvider = {
  name: "lean-provider",
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: BINDING, namespace: "file" }, async ({ path }) => ({
      contents: (await readFile(path, "utf8"))
        .replace(/^function \w+ToHclTerraform\([^)]*\) \{\r?\n[\s\S]*?^\}\r?\n/gm, "")
        .replace(/^exports\.\w+ToHclTerraform = .*\r?\n/gm, "")
        .replace(
          /^( +synthesizeHclAttributes\(\) \{)\r?\n[\s\S]*?^ {4}\}$/gm,
          `$1 throw new Error(${JSON.stringify(NO_HCL)}); }`,
        ),
    }));
    onResolve({ filter: IMPORT }, async ({ path, kind, resolveDir, importer }) => {
      if (importer.length > 0 && BINDING.test(importer)) {
        return undefined;
      }
      const { path: file, errors } = await resolve(`${path}/index.js`, { kind, resolveDir, importer });
      return errors.length > 0 ? { errors } : { path: file, namespace: "lean-provider" };
    });
    onLoad({ filter: /./, namespace: "lean-provider" }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const names = new Set([...source.matchAll(/^exports\.(\w+(?<!ToHclTerraform)) = /gm)].map(([, name]) => name));
      return {
        contents: `const load = () => require(${JSON.stringify(path)});
          for (const name of ${JSON.stringify([...names])}) {
            Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
          }`,
        resolveDir: dirname(path),
      };
    });
  },
};
