/** Large plans for the benchmark of the review: the fixture's resources, again and again under other keys. */

/** A change of a plan, free to be edited. */
// biome-ignore lint/suspicious/noExplicitAny: a plan is JSON of any shape
type Json = Record<string, any>;

interface Shape {
  /** Edits a copy of one of the fixture's changes. */
  readonly edit: (change: Json, number: number) => void;
  /** The fixture's resource that is copied, by its type. @default all in turns */
  readonly of?: string;
  /** How many the benchmark makes. @default 100000 */
  readonly most?: number;
}

const updated = ({ change }: Json): void => {
  change.actions = ["update"];
  change.after = { ...change.after, id: "new" };
};
const created = ({ change }: Json): void => {
  change.actions = ["create"];
  change.before = null;
};
const deleted = (it: Json): void => {
  it.change.actions = ["delete"];
  it.change.after = null;
  it.action_reason = "delete_because_no_resource_config";
};
const moved = (it: Json, number: number): void => {
  it.previous_address = it.address.replace(`_${number}`, `_before_${number}`);
};
const replaced = ({ change }: Json): void => {
  change.actions = ["delete", "create"];
  change.replace_paths = [["id"]];
  change.after = { ...change.after, id: "new" };
};
/** By these a rule finds the resource that another one is about: no two are the same. */
const IDS = ["arn", "client_id", "domain", "function_name", "id", "name", "user_pool_id"];
const withOwnIds = (it: Json, number: number): void => {
  for (const side of ["before", "after"]) {
    const values = it.change[side];
    for (const id of IDS.filter((name) => typeof values[name] === "string")) {
      values[id] += number;
    }
    const variables = values.environment?.[0]?.variables;
    if (variables !== undefined) {
      values.environment = [
        {
          variables: {
            ...variables,
            CLIENT_ID: `${variables.CLIENT_ID}${number}`,
            ISSUER: `${variables.ISSUER}${number}`,
            SCOPES: side === "after" ? "openid more" : "openid",
            USER_INFO_URI: `https://in${number}.example.com/oauth2/userInfo`,
          },
        },
      ];
    }
  }
  (it.type === "aws_lambda_function" ? updated : replaced)(it);
};
const MIXED = [updated, created, deleted, moved, replaced];

/** A value that is nested as deep as a plan's may be. */
const deep = (text: string): unknown => Array.from({ length: 25 }).reduce<unknown>((inner) => ({ a: [inner] }), text);
const HUGE = 200_000_000;

export const SHAPES: Readonly<Record<string, Shape>> = {
  creates: { edit: created },
  updates: { edit: updated },
  deletes: { edit: deleted },
  "permissions deleted": {
    of: "aws_lambda_permission",
    edit: (it, number) => {
      it.change.before = { ...it.change.before, statement_id: `s${number}`, event_source_token: `t${number}` };
      deleted(it);
    },
  },
  moved: { edit: moved },
  replaced: { edit: replaced },
  mixed: { edit: (it, number) => MIXED[number % MIXED.length]?.(it, number) },
  "ids of their own": { edit: withOwnIds },
  "deep values": {
    of: "aws_cloudwatch_log_group",
    most: 20_000,
    edit: ({ change }) => {
      change.actions = ["update"];
      change.before = { ...change.before, deep: deep("a") };
      change.after = { ...change.after, deep: deep("b") };
    },
  },
  "huge string": {
    of: "aws_cloudwatch_log_group",
    most: 1,
    edit: ({ change }) => {
      const text = 'x{"a":'.repeat(HUGE / 6);
      change.actions = ["update"];
      change.before = { ...change.before, tags: { a: text } };
      change.after = { ...change.after, tags: { a: `${text}y` } };
    },
  },
};

/** The plan of a shape, as the JSON that Terraform writes. */
export function planText(fixture: Json, shape: string, length: number): string {
  const { edit, of } = SHAPES[shape] ?? SHAPES.updates ?? { edit: updated };
  const all: readonly Json[] = fixture.resource_changes.filter(({ type }: Json) => of === undefined || type === of);
  const changes: string[] = [];
  for (let number = 0; number < length; number += 1) {
    const copy = structuredClone(all[number % all.length]) as Json;
    copy.index = `n_${number}`;
    copy.address = `${copy.address.replace(/\[.*$/, "")}["${copy.index}"]`;
    edit(copy, number);
    changes.push(JSON.stringify(copy));
  }
  const rest = JSON.stringify({
    ...fixture,
    resource_changes: undefined,
    prior_state: undefined,
    planned_values: {},
    applyable: true,
  });
  return `${rest.slice(0, -1)},"resource_changes":[${changes.join(",")}]}`;
}
