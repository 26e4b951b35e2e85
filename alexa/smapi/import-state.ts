import type { JsonObject } from "../../common/json";
import { listAt, textAt } from "../../common/json";
import type { Redaction } from "./redaction";

/** What SMAPI says of an import: `{status, errors, warnings, skill: {skillId, resources: [{name, status, errors, warnings}]}}`. */
export class ImportState {
  constructor(
    private readonly state: JsonObject,
    private readonly redaction: Redaction,
  ) {}

  get succeeded(): boolean {
    return this.state.status === "SUCCEEDED";
  }

  get skillId(): string | undefined {
    return textAt(this.state.skill, "skillId");
  }

  /** The status of each resource, as `manifest: in progress`. */
  get resources(): readonly string[] {
    return this.parts.map(({ name, value }) => `${name}: ${inWords(textAt(value, "status"))}`);
  }

  get warnings(): readonly string[] {
    return this.messages("warnings");
  }

  get errors(): readonly string[] {
    return this.messages("errors");
  }

  /** How it ended, when it did not succeed. */
  get end(): string {
    switch (this.state.status) {
      case "FAILED":
        return "the store refused it.";
      case "ROLLBACK_SUCCEEDED":
        return "the store refused it and put back what it had.";
      case "ROLLBACK_FAILED":
        return "the store refused it and could not put back what it had. Look at the skill in the Alexa developer console.";
      default:
        return `it ended with the status ${inWords(textAt(this.state, "status"))}.`;
    }
  }

  private get parts(): readonly { readonly name: string; readonly value: unknown }[] {
    const { skill } = this.state;
    return listAt(skill, "resources").map((value) => ({
      name: this.redaction.clean(textAt(value, "name") ?? "a resource"),
      value,
    }));
  }

  private messages(key: "errors" | "warnings"): readonly string[] {
    const of = (value: unknown, before: string): string[] =>
      listAt(value, key).map(
        (item) => `${before}${this.redaction.clean(textAt(item, "message") ?? "no message")}${codeOf(item)}`,
      );
    const all = [...of(this.state, ""), ...this.parts.flatMap(({ name, value }) => of(value, `${name}: `))];
    return [...new Set(all)];
  }
}

/** Only what looks like one: it is shown as it is. */
function codeOf(item: unknown): string {
  const code = textAt(item, "code");
  return code !== undefined && /^\w{1,60}$/.test(code) ? ` (${code})` : "";
}

const inWords = (status: string | undefined): string =>
  status !== undefined && /^[A-Z_]{1,40}$/.test(status) ? status.toLowerCase().replaceAll("_", " ") : "unknown";
