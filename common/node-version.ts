import { Unavailable } from "./problem";

/**
 * Makes sure of what package.json's `engines` asks for, about which npm only warns.
 *
 * @throws Unavailable when this Node is older
 */
export function assertNodeVersion(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    throw new Unavailable(`This is Node ${version}; 20.9 or newer is needed (https://nodejs.org).`);
  }
}
