import { isSame, listAt, textAt } from "../common/json";
import { ACCOUNT_LINKING_OUTPUT } from "../contract/account-linking";
import { argumentAt, argumentsAtAws, argumentsOfStack } from "./arguments";
import type { AtAws, FunctionAtAws, Wanted } from "./at-aws";
import { propertiesOf } from "./properties";
import { unknownOfPasskeys, unknownSettings } from "./unknown-settings";

/** A property that says something else than AWS has. */
export interface Difference {
  /** As `userPool.name`. */
  readonly property: string;
  readonly atAws: unknown;
  /** What the environment makes of it today. @default it says nothing */
  readonly inCode?: unknown;
  /** Whether Terraform replaces the resource because of it; otherwise it changes it in place. */
  readonly replaces: boolean;
}

/** What it takes to take over what AWS has. */
export interface Adoption {
  /** Properties to write, `adopt.…` among them. Empty where the environment says it all. */
  readonly toWrite: readonly Difference[];
  /** Settings of the pool that any change by Terraform takes away without a word. */
  readonly unknown: readonly string[];
  /** Why something cannot be taken over. */
  readonly obstacles: readonly string[];
}

/** A difference in one of these replaces the resource, in provider 5.100. The rest is changed in place. */
const REPLACES = new Set([
  "userPool.name",
  "userPool.signIn",
  "domain.prefix",
  "domain.name",
  "function.name",
  "function.roleName",
]);

/** The function's description in a stack of this project: it then has the log policy, too. */
const OWN_DESCRIPTION = "Answers Alexa";

/**
 * Compares what AWS has with what a stack says.
 *
 * @param stack its `cdk.tf.json`
 */
export function adoptionOf(stack: unknown, atAws: AtAws, wanted: Wanted): Adoption {
  const inCode = propertiesOf(argumentsOfStack(stack));
  const settings = [...propertiesOf(argumentsAtAws(atAws))].flatMap(([property, value]): Difference[] => {
    const said = inCode.get(property);
    return isSame(value, said) || isUnsaid(value, said)
      ? []
      : [{ property, atAws: value, ...(said !== undefined && { inCode: said }), replaces: REPLACES.has(property) }];
  });
  const named = namedOf(atAws);
  const permitted = permittedSkills(stack, atAws.function);
  const imports = importsOf(stack);
  const adopted: readonly (readonly [string, unknown, boolean])[] = [
    ["adopt.userPoolId", wanted.userPoolId, imports.has("aws_cognito_user_pool.user_pool")],
    ["adopt.clientId", wanted.clientId, imports.has("aws_cognito_user_pool_client.alexa")],
    ["adopt.named", named, named.every((it) => imports.has(ADDRESS[it] ?? ""))],
    [
      "adopt.permittedSkillIds",
      permitted.length === 0 ? undefined : permitted,
      permitted.every((id) => imports.has(`aws_lambda_permission.skill_alexa["${id}"]`)),
    ],
  ];
  return {
    toWrite: [
      ...settings,
      ...adopted.flatMap(([property, value, isThere]): Difference[] =>
        value === undefined || isThere ? [] : [{ property, atAws: value, replaces: false }],
      ),
    ],
    unknown: [...unknownSettings(atAws.userPool), ...unknownOfPasskeys(atAws.passkeys)],
    obstacles: obstaclesOf(atAws, wanted),
  };
}

/** Where the code leaves an argument out, an empty list at AWS is the same, and so is what AWS has by itself. */
const isUnsaid = (value: unknown, said: unknown): boolean =>
  said === undefined && ((Array.isArray(value) && value.length === 0) || BY_ITSELF.some((it) => isSame(value, it)));

/** The plan, the first factors, and whether passkeys ask who holds them. */
const BY_ITSELF: readonly unknown[] = ["ESSENTIALS", ["PASSWORD"], "preferred"];

/** Where `adopt.named` leads. */
const ADDRESS: Readonly<Record<string, string>> = {
  domain: "aws_cognito_user_pool_domain.domain",
  customDomain: "aws_cognito_user_pool_domain.domain_custom",
  function: "aws_lambda_function.skill",
  logGroup: "aws_cloudwatch_log_group.skill_logs",
  role: "aws_iam_role.skill_role",
  logPolicy: "aws_iam_role_policy.skill_write_logs",
  alias: "aws_lambda_alias.skill_live",
};

function namedOf({ userPool, function: it }: AtAws): readonly string[] {
  const isOwn = it?.configuration.Description === OWN_DESCRIPTION;
  return [
    ...(userPool.Domain === undefined ? [] : ["domain"]),
    ...(userPool.CustomDomain === undefined ? [] : ["customDomain"]),
    ...(it === undefined ? [] : ["function", "logGroup", "role"]),
    ...(isOwn ? ["logPolicy"] : []),
    ...(it?.hasAlias ? ["alias"] : []),
  ];
}

/** A statement id is made of the skill id, with hyphens for dots. */
function permittedSkills(stack: unknown, it: FunctionAtAws | undefined): readonly string[] {
  return skillIdsOf(stack).filter((id) => it?.hasAlias && it.statements.includes(id.replaceAll(".", "-")));
}

const skillIdsOf = (stack: unknown): readonly string[] =>
  listAt(argumentAt(stack, "output", ACCOUNT_LINKING_OUTPUT, "value"), "skill_ids").filter(
    (id): id is string => typeof id === "string",
  );

/** The ids of a stack's import blocks, by address. */
export function importsOf(stack: unknown): ReadonlyMap<string, string> {
  return new Map(
    listAt(stack, "import").flatMap((it) => {
      const [to, id] = [textAt(it, "to"), textAt(it, "id")];
      return to === undefined || id === undefined ? [] : [[to, id] as const];
    }),
  );
}

function obstaclesOf({ client, clients }: AtAws, { clientId }: Wanted): readonly string[] {
  return [
    ...(client?.hasSecret === false
      ? [
          `The app client ${clientId} has no secret, and cannot be given one. Alexa sends a secret to the token endpoint: ` +
            "leave this client to what uses it, and a client with a secret is made for Alexa.",
        ]
      : []),
    ...(clientId === undefined && clients.length > 0
      ? [
          "No app client is named, so that a new one is made for Alexa. To take one over, add --client with its id: " +
            `${clients.map(({ id, name }) => `${id} (${name})`).join(", ")}.`,
        ]
      : []),
  ];
}
