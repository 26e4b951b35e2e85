import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Fn, ref, TerraformIterator, TerraformLocal, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { FunctionSettings } from "./environment/function";
import type { Condition } from "./module/condition";
import { allOf, choose, countOf, differs, either, hasEntries, isGiven, not } from "./module/condition";
import { withStaticAddress } from "./static-address";

export interface FunctionRightsProps {
  readonly role: IamRole;
  readonly settings: FunctionSettings;
  /** Where the handlers remember users. */
  readonly memory: FunctionMemory | undefined;
  /** Whether there is a function at all. */
  readonly exists: Condition;
}

/** The table in which a function's handlers remember users. */
export interface FunctionMemory {
  /** Whether there is one, where only Terraform knows. */
  readonly exists: Condition;
  readonly tableArn: string;
  /** The key that encrypts it, where it is not DynamoDB's own. */
  readonly kmsKeyArn: string | undefined;
  /** The table's, which may not be the function's. */
  readonly region: string;
  /** What the handlers read from their environment. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * What a function's role may do beside writing its log: what the function's settings need, and what its handlers need.
 *
 * @returns what has to be there before the function: Lambda tries some of these rights when a setting is given
 */
export function addFunctionRights(
  scope: Construct,
  { role, settings, memory, exists }: FunctionRightsProps,
): (IamRolePolicy | IamRolePolicyAttachment)[] {
  const { deadLetters, encryption, policies, statements, tracing, vpc } = settings;
  const inline = (id: string, name: string, condition: Condition, policy: () => string): IamRolePolicy[] => {
    const isThere = allOf(exists, condition);
    return isThere === false
      ? []
      : [
          withStaticAddress(
            new IamRolePolicy(scope, id, { ...countOf(isThere), name, role: role.name, policy: policy() }),
          ),
        ];
  };
  const allow = (id: string, name: string, condition: Condition, action: string[], resource: string): IamRolePolicy[] =>
    inline(id, name, condition, () =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
      }),
    );
  return [
    // AWSLambdaVPCAccessExecutionRole has these; network interfaces have no ARN before they are made.
    ...allow("use_network", "use-network", isGiven(vpc), NETWORK_ACTIONS, "*"),
    // Of the two, one is the target's; the other means nothing there.
    ...allow(
      "send_dead_letters",
      "send-dead-letters",
      isGiven(deadLetters),
      ["sqs:SendMessage", "sns:Publish"],
      deadLetters?.targetArn ?? "",
    ),
    // X-Ray's actions take no resource.
    ...allow(
      "trace",
      "trace",
      not(differs(tracing, "Active")),
      ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      "*",
    ),
    ...allow(
      "decrypt_variables",
      "decrypt-variables",
      isGiven(encryption),
      ["kms:Decrypt"],
      encryption?.kmsKeyArn ?? "",
    ),
    ...allow(
      "use_memory",
      "use-memory",
      memory?.exists ?? false,
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"],
      memory?.tableArn ?? "",
    ),
    // Amazon DynamoDB, "DynamoDB encryption at rest: How it works": it decrypts the table's key in the name of whoever asks.
    ...inline(
      "decrypt_memory",
      "decrypt-memory",
      either(memory?.exists ?? false, isGiven(memory?.kmsKeyArn), false),
      () =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["kms:Decrypt"],
              Resource: memory?.kmsKeyArn,
              Condition: { StringEquals: { "kms:ViaService": `dynamodb.${memory?.region}.amazonaws.com` } },
            },
          ],
        }),
    ),
    ...inline("statements", "statements", hasEntries(statements), () => policyOf(scope, statements)),
    ...attachments(scope, role, exists, policies),
  ];
}

/** Source: AWS Lambda, "Giving Lambda functions access to resources in an Amazon VPC", required IAM permissions. */
const NETWORK_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/** Statements in the order of their ids, so that another order in the configuration changes nothing. */
function policyOf(scope: Construct, statements: FunctionSettings["statements"]): string {
  if (Token.isUnresolved(statements)) {
    const local = withStaticAddress(new TerraformLocal(scope, "own_statements", statements));
    const list = `[for sid, it in ${local.fqn} : { Sid = sid, Effect = "Allow", Action = it.actions, Resource = it.resources }]`;
    const document = ref(`{ Version = "2012-10-17", Statement = ${list} }`, TerraformStack.of(scope));
    return Token.asString(Fn.jsonencode(document));
  }
  const list = Object.entries(statements)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([sid, { actions, resources }]) => ({ Sid: sid, Effect: "Allow", Action: actions, Resource: resources }));
  const document = { Version: "2012-10-17", Statement: list };
  const hasList = list.some(({ Action, Resource }) => Token.isUnresolved(Action) || Token.isUnresolved(Resource));
  return hasList ? Token.asString(Fn.jsonencode(document)) : JSON.stringify(document);
}

/** One attachment a policy, keyed by its name, which is known before the policy's ARN is. */
function attachments(
  scope: Construct,
  role: IamRole,
  exists: Condition,
  policies: FunctionSettings["policies"],
): IamRolePolicyAttachment[] {
  if (allOf(exists, hasEntries(policies)) === false) {
    return [];
  }
  const each = TerraformIterator.fromMap(choose<Record<string, string>>(exists, { ...policies }, {}));
  return [
    withStaticAddress(
      new IamRolePolicyAttachment(scope, "policies", { forEach: each, role: role.name, policyArn: each.value }),
    ),
  ];
}
