import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

/** Debian's names first. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** A Chromium of this machine: `CHROMIUM_PATH`, or the first of the usual names on PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return env.CHROMIUM_PATH ?? candidates.find((file) => existsSync(file));
}

/**
 * Starts it without a window, and without the requests that a browser makes on its own account.
 *
 * @param rebound host names that lead to this machine
 */
export function launchChromium(executablePath: string, rebound: readonly string[] = []): Promise<Browser> {
  const rules = [
    ...rebound.map((name) => `MAP ${name} 127.0.0.1`),
    ...["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"],
  ];
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Should a page name another host, the name leads nowhere.
      `--host-resolver-rules=${rules.join(", ")}`,
    ],
  });
}
