import { kindOf } from "../../common/json";
import { Secrets } from "../../common/secrets";

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
export class InvalidSkillPackageError extends Error {
  override readonly name = "InvalidSkillPackageError";
  /** The errors, without warnings. */
  readonly flaws: readonly PackageFlaw[];

  /** @param what begins the message, as in "The skill package" */
  constructor(what: string, flaws: readonly PackageFlaw[]) {
    const errors = flaws.filter(({ severity }) => severity === "error");
    const lines = errors.map(({ path, message }) => `\n  ${path}: ${message}`);
    super(`${what} has ${errors.length === 1 ? "1 error" : `${errors.length} errors`}:${lines.join("")}`);
    this.flaws = errors;
  }
}

/** Longer values are cut where they are shown. */
const MAX_SHOWN_LENGTH = 80;

/** Collects the flaws of a skill package, and sees to it that no secret of it gets into them. */
export class PackageFlaws {
  private readonly found: PackageFlaw[] = [];
  private readonly secrets: Secrets;

  /** @param inputs every JSON value of the package */
  constructor(inputs: readonly unknown[] = []) {
    this.secrets = new Secrets().addFrom(inputs);
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
    this.found.push({ path: this.secrets.hide(path), message: this.secrets.hide(message), severity });
  }

  /** A value as it may be shown: never its secrets, never the inside of a list or an object. */
  show(value: unknown): string {
    if (typeof value === "string") {
      const text = this.secrets.hide(value);
      return JSON.stringify(text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text);
    }
    return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
  }
}
