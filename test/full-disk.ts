import { spawnSync } from "node:child_process";

/** A shell whose mounts are its own: every user may make one where the system lets them, and they end with it. */
export const ALONE = ["unshare", "--map-root-user", "--mount", "sh", "-ec"] as const;

/** Whether a disk of a size of its own can be had here, to fill it. */
export const canMount = spawnSync(ALONE[0], [...ALONE.slice(1), "mount -t tmpfs tmpfs /mnt"]).status === 0;
