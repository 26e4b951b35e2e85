import { count } from "../../common/plain-text";
import { Problem } from "../../common/problem";
import { ShownInput } from "../shown-input";

/** `error`: Amazon refuses it. `warning`: it may go through, or matters for publishing only. */
export type FlawSeverity = "error" | "warning";

/** Something that is wrong in a skill package. */
export interface PackageFlaw {
  /** The file, and where in it, as in `skill.json#/manifest/publishingInformation/locales/en-US/summary`. */
  readonly path: string;
  /** What was received, what is allowed, how to fix it. Never a secret. */
  readonly message: string;
  readonly severity: FlawSeverity;
}

/** A skill package that cannot be used. */
export class InvalidSkillPackageError extends Problem {
  /** The errors, without warnings. */
  readonly flaws: readonly PackageFlaw[];

  /** @param what begins the message, as in "The skill package" */
  constructor(what: string, flaws: readonly PackageFlaw[]) {
    const errors = flaws.filter(({ severity }) => severity === "error");
    const lines = errors.map(({ path, message }) => `\n  ${path}: ${message}`);
    super(`${what} has ${count(errors.length, "error")}:${lines.join("")}`);
    this.flaws = errors;
  }
}

/** Collects the flaws of a skill package, and sees to it that no secret of it gets into them. */
export class PackageFlaws extends ShownInput {
  private readonly found: PackageFlaw[] = [];

  /** @param inputs every JSON value of the package */
  constructor(inputs: readonly unknown[] = []) {
    super(inputs);
  }

  get flaws(): readonly PackageFlaw[] {
    return this.found;
  }

  error(path: string, message: string): void {
    this.add("error", path, message);
  }

  warning(path: string, message: string): void {
    this.add("warning", path, message);
  }

  add(severity: FlawSeverity, path: string, message: string): void {
    this.found.push({ path: this.hide(path), message: this.hide(message), severity });
  }
}
