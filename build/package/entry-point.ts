/** What can be imported from the npm package. */
export interface EntryPoint {
  /** As in package.json's `exports`. */
  readonly subpath: string;
  /** The folder of the package that holds its `index` files, so that resolvers which know no `exports` find them too. */
  readonly folder: string;
  /** The source file, relative to the project's folder. */
  readonly source: string;
  /**
   * Whether bundlers get its sources one by one, as ES modules, and take only those that are used. @default false
   */
  readonly isTreeShakeable?: boolean;
}

export const ENTRY_POINTS: readonly EntryPoint[] = [
  { subpath: ".", folder: "constructs", source: "constructs/index.ts" },
  // These ask for a newer AWS provider than the rest.
  { subpath: "./log-delivery", folder: "log-delivery", source: "constructs/log-delivery.ts" },
  { subpath: "./managed-login", folder: "managed-login", source: "constructs/managed-login.ts" },
  { subpath: "./skill", folder: "skill", source: "lambda/library/index.ts", isTreeShakeable: true },
  { subpath: "./bundle", folder: "bundle", source: "build/bundle/skill-zip.ts" },
  { subpath: "./contract", folder: "contract", source: "contract/account-linking.ts" },
];

/** The folder, in an entry point's, of what bundlers get. */
export const MODULES = "modules";

/** The package's command: its name, its source and its file in the package. */
export const BIN = { name: "alexa-link", source: "cli/alexa-link.ts", file: "bin/alexa-link.js" } as const;
