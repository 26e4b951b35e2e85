import { makeTemporaryFolder, removeFolder } from "../common/temporary-folder";

/** A folder for what Terraform and its providers leave in the system's temporary folder when they are killed. */
export interface PluginFolder {
  /** What Terraform's environment must hold for it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/**
 * Makes a folder for the sockets by which Terraform talks to its providers: go-plugin makes them in the temporary
 * folder, and only a provider that ends by itself removes its own. The caller removes it once Terraform has ended.
 *
 * Where the path would be too long for a socket, Terraform uses the system's temporary folder as it always does.
 *
 * https://github.com/hashicorp/go-plugin/blob/v1.6.0/server.go (serverListener_unix)
 */
export function makePluginFolder(): PluginFolder {
  const folder = makeTemporaryFolder("tf");
  if (Buffer.byteLength(folder) + LONGEST_SOCKET_NAME > MAX_SOCKET_PATH) {
    removeFolder(folder);
    return { environment: {}, remove: () => {} };
  }
  // Windows reads the two others.
  return { environment: { TMPDIR: folder, TMP: folder, TEMP: folder }, remove: () => removeFolder(folder) };
}

/** `/plugin` and up to ten digits: Go's os.CreateTemp appends a random uint32. */
const LONGEST_SOCKET_NAME = "/plugin4294967295".length;

/** Bytes that macOS takes, where `sun_path` has 104 with the zero at its end; Linux takes four more. */
const MAX_SOCKET_PATH = 103;
