import type { ITerraformDependable } from "cdktf";

/** What something else may have to wait for, though it reads nothing of it. */
export interface Awaited {
  readonly dependencies: readonly ITerraformDependable[];
}

/** The `depends_on` of what waits for these; none where there is nothing to wait for. */
export function waitingFor(...awaited: readonly (Awaited | undefined)[]): {
  readonly dependsOn?: ITerraformDependable[];
} {
  const dependsOn = awaited.flatMap((one) => one?.dependencies ?? []);
  return dependsOn.length === 0 ? {} : { dependsOn };
}
