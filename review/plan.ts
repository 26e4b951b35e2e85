import type { JsonObject } from "../common/json";
import type { Configured } from "./configured";
import type { Scope } from "./digest-configuration";

/** What a plan was made for. */
export type PlanKind =
  /** To make the world like the configuration. */
  | "ordinary"
  /** To take everything away: `terraform plan -destroy`. */
  | "destroy"
  /** To write into the state what the world is like: `terraform plan -refresh-only`. */
  | "refresh-only";

/** What Terraform will do with a resource. */
export type PlannedAction = "no-op" | "create" | "read" | "update" | "replace" | "delete" | "forget";

/**
 * One resource of a plan. Its values are masked: secrets and unknown values are symbols (`masked.ts`), and nothing
 * reads the others.
 */
export interface PlannedChange {
  /** With module and instance key: `aws_lambda_permission.skill_alexa["amzn1.ask.skill.…"]`. */
  readonly address: string;
  /** The address in the configuration, without instance keys: `aws_lambda_permission.skill_alexa`. */
  readonly configuredAddress: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** `registry.terraform.io/hashicorp/aws`; undefined where the plan does not say. */
  readonly provider?: string;
  /** The key of `count` or `for_each`. */
  readonly index?: string | number;
  /** The key of an object that an earlier apply should have destroyed and could not. */
  readonly deposed?: string;
  /** Where it stood before a move. */
  readonly previousAddress?: string;
  readonly action: PlannedAction;
  /** A replacement that leaves the old object in the world, without Terraform: `["create", "forget"]`. */
  readonly forgetsOld: boolean;
  readonly imported: boolean;
  /** Terraform's `action_reason`. */
  readonly reason?: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  /** Attributes because of which the resource is replaced. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  /** Expressions of the configuration by attribute; undefined when the plan does not bring it. */
  readonly expressions?: ReadonlyMap<string, unknown>;
  /** The module that configures it; undefined when the plan does not bring it. */
  readonly scope?: Scope;
  /** Attributes that the configuration makes of a secret, and that are not meant for one. */
  readonly madeOfSecrets?: readonly string[];
  /** Kinds of the programs that the configuration runs with the resource, such as `local-exec`. */
  readonly provisioners?: readonly string[];
}

/** A change of an output. */
export interface PlannedOutput {
  readonly name: string;
  readonly action: "no-op" | "create" | "update" | "delete";
  readonly wasSensitive: boolean;
  readonly isSensitive: boolean;
  /** Of an object, the members that change, with what is no secret of them; `undefined` for what is not known yet. */
  readonly members: ReadonlyMap<string, string | undefined>;
  /** Its texts before and after the apply, at any depth and without what is known for a secret. */
  readonly was: readonly string[];
  readonly willBe: readonly string[];
  /** Whether a part of it is known after the apply only. */
  readonly isUnknown: boolean;
  /** What it is made of that the plan does not show, where its value is open, and known after the apply only. */
  readonly unseen: readonly string[];
  /** Whether it holds a value, or a part of one, that elsewhere in the plan is marked as a secret. */
  readonly holdsSecret: boolean;
}

/** A plan that was read. */
export interface Plan {
  readonly kind: PlanKind;
  /** In the order of their addresses, resources that stay as they are included. */
  readonly changes: readonly PlannedChange[];
  /** What was changed in the world behind Terraform's back: `before` is Terraform's memory, `after` what is there. */
  readonly drift: readonly PlannedChange[];
  readonly outputs: readonly PlannedOutput[];
  readonly configured: Configured;
  /** Whether the AWS provider refuses other accounts (`allowed_account_ids`); undefined when it cannot be seen. */
  readonly guardsAccount?: boolean;
  /** A text without this plan's secrets. */
  readonly hide: (text: string) => string;
  /** Whether a text holds a secret or a part of one, also backwards, in capitals, or with something in between. */
  readonly holdsSecret: (text: string) => boolean;
}
