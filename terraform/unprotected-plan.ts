import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { asObject, isObject, member, valueAt } from "../common/json";
import { readStackJson } from "./stack-json";
import type { StackPlan, StackPlanOptions } from "./stack-plan";
import { initStack } from "./stack-plan";

/** Terraform's word for what `prevent_destroy` keeps it from. It says no more, and not what else the plan does. */
export const isRefusal = (message: string): boolean => message.includes("Instance cannot be destroyed");

export interface UnprotectedPlanOptions extends StackPlanOptions {
  /** A new folder for a copy of the stack. It will hold what the state holds: one that only this user can read. */
  readonly copy: string;
}

/**
 * What a stack's plan would be if nothing in it were protected: for people to read, in a copy that is thrown away. The
 * stack itself stays as it is, and protected.
 */
export async function planUnprotected(
  options: UnprotectedPlanOptions,
): Promise<Pick<StackPlan, "configuration" | "json">> {
  const { copy, folder } = options;
  const configuration = readStackJson(folder);
  mkdirSync(copy, { recursive: true, mode: 0o700 });
  writeFileSync(join(copy, "cdk.tf.json"), JSON.stringify(unprotected(configuration, folder)));
  for (const name of readdirSync(folder).filter((it) => !LEFT_OUT.test(it))) {
    symlinkSync(join(folder, name), join(copy, name));
  }
  // Terraform may write the lock file, and takes a provider that is there already.
  if (readdirSync(folder).includes(LOCK)) {
    copyFileSync(join(folder, LOCK), join(copy, LOCK));
  }
  mkdirSync(join(copy, ".terraform"));
  symlinkSync(join(folder, ".terraform/providers"), join(copy, ".terraform/providers"));

  const terraform = await initStack({ ...options, folder: copy });
  const planFile = join(copy, "unprotected.tfplan");
  await terraform.plan({ out: planFile });
  return { configuration, json: await terraform.show(planFile) };
}

const LOCK = ".terraform.lock.hcl";

/** What the copy has of its own, and plans and states, which are no configuration. */
const LEFT_OUT = /^(cdk\.tf\.json|\.terraform|\.terraform\.lock\.hcl|plan|.*\.tfstate.*)$/;

/** The same stack, without `prevent_destroy`; its state where it was, also for a path that is relative. */
export function unprotected(configuration: unknown, folder: string): unknown {
  const { resource, terraform, ...others } = asObject(configuration) ?? {};
  const local = valueAt(terraform, ["backend", "local"]);
  const path = member(local, "path");
  return {
    ...others,
    ...(isObject(terraform) && {
      terraform:
        isObject(local) && typeof path === "string"
          ? { ...terraform, backend: { local: { ...local, path: resolve(folder, path) } } }
          : terraform,
    }),
    resource: mapped(resource, (named) =>
      mapped(named, (it) => {
        const lifecycle = member(it, "lifecycle");
        return isObject(it) && isObject(lifecycle)
          ? { ...it, lifecycle: { ...lifecycle, prevent_destroy: false } }
          : it;
      }),
    ),
  };
}

/** An object with each of its values changed; anything else stays, for Terraform to refuse. */
const mapped = (value: unknown, change: (inner: unknown) => unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)])) : value;
