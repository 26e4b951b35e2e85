import type { Json, ReviewCase } from "./review-case";
import { at, DOMAIN, PERMISSION, POOL, REMOVED, reference } from "./review-case";
import { CLIENT_CASES } from "./review-cases-client";
import { FUNCTION_CASES } from "./review-cases-function";
import { OTHER_CASES, TEMPLATES } from "./review-cases-others";
import { POOL_CASES } from "./review-cases-pool";

/** By these the copies are told apart; most of them AWS takes only once. */
const NAMES: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "name",
  aws_cognito_identity_provider: "provider_name",
  aws_cognito_resource_server: "identifier",
  aws_cognito_user_group: "name",
  aws_cognito_user_pool: "name",
  aws_cognito_user_pool_client: "name",
  aws_cognito_user_pool_domain: "domain",
  aws_dynamodb_table: "name",
  aws_iam_role: "name",
  aws_iam_role_policy: "name",
  aws_lambda_alias: "name",
  aws_lambda_function: "function_name",
  aws_lambda_permission: "statement_id",
  aws_s3_bucket: "bucket",
};

/** A case, and where its copy stands. */
export interface PlacedCase extends ReviewCase {
  readonly type: string;
  readonly name: string;
  readonly address: string;
}

/** Every case with a copy of its own, so that one plan holds them all. */
export const CASES: readonly PlacedCase[] = [...POOL_CASES, ...CLIENT_CASES, ...FUNCTION_CASES, ...OTHER_CASES].map(
  (one, index, cases) => {
    const [type = ""] = one.of.split(".");
    const namesakes = cases.slice(0, index).filter(({ rule, of }) => rule === one.rule && of === one.of).length;
    const name = one.copy ?? (namesakes === 0 ? one.rule : `${one.rule}-${namesakes + 1}`);
    return { ...one, type, name, address: `${type}.${name}` };
  },
);

/** `extra.tf.json` with the copies as they are before any change. They belong to a pool beside the stack's. */
export function copies(stack: Json): Json {
  const extra: Json = { resource: {} };
  add(extra, "aws_cognito_user_pool.shelf", { ...original(stack, POOL), name: "shelf" });
  for (const one of CASES) {
    const copy = { ...original(stack, one.of), ...ownValues(one) };
    if (one.of === DOMAIN) {
      // A pool has one prefix domain.
      copy.user_pool_id = reference(`aws_cognito_user_pool.of-${one.name}.id`);
      add(extra, `aws_cognito_user_pool.of-${one.name}`, { ...original(stack, POOL), name: `of-${one.name}` });
    }
    one.base?.(copy);
    add(extra, one.address, copy);
  }
  return extra;
}

/** The copies with the change, or with the neighbour, of each case. */
export function edited(copies: Json, which: "change" | "neighbour"): Json {
  const extra = structuredClone(copies);
  for (const { address, [which]: edit } of CASES) {
    if (edit === REMOVED) {
      remove(extra, address);
    } else {
      edit?.(at(extra, address));
    }
  }
  return extra;
}

export function add(file: Json, address: string, values: Json): void {
  const [type = "", name = ""] = address.split(".");
  file.resource[type] = { ...file.resource[type], [name]: values };
}

/** Terraform takes no type without a resource. */
export function remove(file: Json, address: string): void {
  const [type = "", name = ""] = address.split(".");
  delete file.resource[type][name];
  if (Object.keys(file.resource[type]).length === 0) {
    delete file.resource[type];
  }
}

function original(stack: Json, of: string): Json {
  const values = of.includes(".") ? at(stack, of) : TEMPLATES[of];
  const { "//": _path, for_each: _keys, ...copy } = structuredClone(values) ?? {};
  return copy;
}

function ownValues({ of, type, name }: PlacedCase): Json {
  const key = NAMES[type];
  const isOfPool = type.startsWith("aws_cognito_") && type !== "aws_cognito_user_pool";
  return {
    ...(key === undefined ? {} : { [key]: name }),
    ...(isOfPool ? { user_pool_id: reference("aws_cognito_user_pool.shelf.id") } : {}),
    ...(of === PERMISSION ? { event_source_token: `amzn1.ask.skill.${name}` } : {}),
  };
}
