/** One fresh process that checks one token: prints the CPU milliseconds of the first check, keys fetched before. */
import { createRequire } from "node:module";
import { AccessTokenVerifier } from "../lambda/library/account/access-token";
import { readSettings } from "../lambda/library/settings";

async function probe(): Promise<void> {
  const [network = "", token = ""] = process.argv.slice(2);
  createRequire(network)(network).confineNetwork(JSON.parse(process.env.REDIRECTS ?? "{}"));
  const verifier = new AccessTokenVerifier(readSettings());
  await verifier.prepare();
  const before = process.cpuUsage();
  const { kind } = await verifier.verify(token);
  const { user, system } = process.cpuUsage(before);
  if (kind !== "valid") {
    throw new Error(`the token was found ${kind}`);
  }
  process.stdout.write(String((user + system) / 1000), () => process.exit(0));
}

void probe();
