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
  {
    subpath: "./smart-home",
    folder: "smart-home",
    source: "lambda/library/smart-home/index.ts",
    isTreeShakeable: true,
  },
  // The function of userPool.joinAccounts, for whoever bundles it.
  { subpath: "./join-accounts", folder: "join-accounts", source: "lambda/triggers/join-accounts/entry.ts" },
  { subpath: "./bundle", folder: "bundle", source: "build/bundle/skill-zip.ts" },
  { subpath: "./contract", folder: "contract", source: "contract/account-linking.ts" },
];

/**
 * What bundlers get, in one folder of the package: a skill of two kinds has one of each module. Its tree is that of the
 * sources' folder.
 */
export const MODULES = { folder: "skill/modules", sources: "lambda/library" } as const;

/** Where the module of a source is in the package: `skill/modules/index.mjs`. */
export const modulePath = (source: string): string =>
  source.replace(MODULES.sources, MODULES.folder).replace(/\.ts$/, ".mjs");

/** The package's command: its name, its source and its file in the package. */
export const BIN = { name: "alexa-link", source: "cli/alexa-link.ts", file: "bin/alexa-link.js" } as const;
