import type { JsonObject } from "../../common/json";
import { isObject, member } from "../../common/json";
import type { GuardedRequest } from "../guard/guarded-server";
import { SimulatorRefusal } from "./refusal";

/** The JSON object in a request's body, read field by field. */
export class RequestBody {
  private constructor(private readonly fields: JsonObject) {}

  /**
   * @throws SimulatorRefusal when the body is no JSON object
   * @throws RefusedRequest when it is too large
   */
  static async of(request: Pick<GuardedRequest, "body">): Promise<RequestBody> {
    const text = (await request.body()).toString("utf8");
    let value: unknown;
    try {
      value = JSON.parse(text === "" ? "{}" : text);
    } catch {
      throw new SimulatorRefusal(400, "The body is not JSON.");
    }
    if (!isObject(value)) {
      throw new SimulatorRefusal(400, "The body must be a JSON object.");
    }
    return new RequestBody(value);
  }

  /** Text of 1 to `max` characters, without space around it. */
  text(name: string, max: number): string {
    const value = this.field(name);
    const text = typeof value === "string" ? value.trim() : "";
    if (text === "" || text.length > max) {
      throw new SimulatorRefusal(400, `"${name}" must be text of 1 to ${max} characters.`);
    }
    return text;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.field(name);
    const found = allowed.find((it) => it === value);
    if (found === undefined) {
      throw new SimulatorRefusal(400, `"${name}" must be one of: ${allowed.join(", ")}.`);
    }
    return found;
  }

  flag(name: string): boolean {
    const value = this.field(name);
    if (typeof value !== "boolean") {
      throw new SimulatorRefusal(400, `"${name}" must be true or false.`);
    }
    return value;
  }

  object(name: string): JsonObject {
    const value = this.field(name);
    if (!isObject(value)) {
      throw new SimulatorRefusal(400, `"${name}" must be a JSON object.`);
    }
    return value;
  }

  private field(name: string): unknown {
    return member(this.fields, name);
  }
}
