/** Nothing that an environment may say is refused by AWS's own service models: what they limit, the schema limits. */
import { checkField } from "../../../constructs/environment/check-field";
import { environmentSchema } from "../../../constructs/environment/environment";
import type { Field } from "../../../constructs/environment/field";
import { askEmulator } from "../../../local/aws/aws-access";
import type { Shape } from "../../local/aws/service-models";
import { Model, patternOf, shapeAt } from "../../local/aws/service-models";
import { describeWithMoto } from "../../local/fixtures";
import { sharedEmulator } from "../../local/shared-emulator";
import { pseudoRandom } from "../../pseudo-random";

/** A property of an environment, values of it, and the parameter that it becomes. */
interface Limit {
  readonly property: string;
  readonly values: readonly string[];
  readonly parameter: readonly [service: string, operation: string, path: string];
  /** What is sent for a value. @default the value */
  readonly sent?: (value: string) => string;
}

const LONG_NAME = "a".repeat(20);
const LONG_PROJECT = "p".repeat(36);
const resource = (project: string, ending = ""): string => `${project}-${LONG_NAME}${ending}`;
const TEMPLATE = "VerificationMessageTemplate";
const EMAIL = "EmailConfiguration";
const names = (parameter: Limit["parameter"], ending = ""): Limit => ({
  property: "project",
  values: ["alexa-skill", LONG_PROJECT],
  parameter,
  sent: (project) => resource(project, ending),
});
const tags = (...parameter: Limit["parameter"]): readonly Limit[] => [
  {
    property: "tags.%",
    values: ["Team", "a".repeat(128), "Größe 1_.:/=+-@"],
    parameter: [parameter[0], parameter[1], `${parameter[2]}.%`],
  },
  {
    property: "tags.*",
    values: ["", "a".repeat(256), "Größe 1_.:/=+-@"],
    parameter: [parameter[0], parameter[1], `${parameter[2]}.*`],
  },
];

const LIMITS: readonly Limit[] = [
  names(["cognito-idp", "CreateUserPool", "PoolName"]),
  names(["cognito-idp", "CreateUserPoolClient", "ClientName"], "-alexa"),
  names(["lambda", "CreateFunction", "FunctionName"]),
  names(["iam", "CreateRole", "RoleName"], "_sms"),
  names(["dynamodb", "CreateTable", "TableName"], "-memory"),
  names(["logs", "CreateLogGroup", "logGroupName"]),
  {
    property: "domain.prefix",
    values: ["example-shop", "a", "a".repeat(63)],
    parameter: ["cognito-idp", "CreateUserPoolDomain", "Domain"],
  },
  {
    property: "userPool.existing.id",
    values: ["us-east-1_Abc123xyz", `us-east-1_${"a".repeat(45)}`],
    parameter: ["cognito-idp", "CreateUserPoolClient", "UserPoolId"],
  },
  {
    property: "client.existing.id",
    values: ["1h57kf5cpq17m0eml12EXAMPLE", "a".repeat(128)],
    parameter: ["cognito-idp", "DescribeUserPoolClient", "ClientId"],
  },
  {
    property: "alexa.additionalRedirectUris.*",
    values: ["https://example.com/a?b=ü", `https://example.com/${"a".repeat(1004)}`, "com.example.app://cb"],
    parameter: ["cognito-idp", "CreateUserPoolClient", "CallbackURLs.*"],
  },
  {
    property: "alexa.signOutUris.*",
    values: ["https://example.com/a?b=ü", "http://localhost:3000/"],
    parameter: ["cognito-idp", "CreateUserPoolClient", "LogoutURLs.*"],
  },
  {
    property: "alexa.skillIds.*",
    values: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    parameter: ["lambda", "AddPermission", "EventSourceToken"],
  },
  {
    property: "userPool.verificationEmail.subject",
    values: ["Your code", "Ä".repeat(140), "1"],
    parameter: ["cognito-idp", "CreateUserPool", `${TEMPLATE}.EmailSubject`],
  },
  {
    property: "userPool.verificationEmail.message",
    values: ["{####}", "Hello,\nyour code: {####} 👍", `{####}${"a".repeat(19_994)}`],
    parameter: ["cognito-idp", "CreateUserPool", `${TEMPLATE}.EmailMessage`],
  },
  {
    property: "userPool.passkeys.relyingPartyId",
    values: ["login.example.com", `${"a".repeat(63)}.${"b".repeat(59)}.com`],
    parameter: ["cognito-idp", "SetUserPoolMfaConfig", "WebAuthnConfiguration.RelyingPartyId"],
  },
  {
    property: "userPool.email.sesIdentityArn",
    values: ["arn:aws:ses:us-east-1:123456789012:identity/shop@example.com"],
    parameter: ["cognito-idp", "CreateUserPool", `${EMAIL}.SourceArn`],
  },
  {
    property: "userPool.email.replyTo",
    values: ["help@example.com"],
    parameter: ["cognito-idp", "CreateUserPool", `${EMAIL}.ReplyToEmailAddress`],
  },
  {
    property: "userPool.email.configurationSet",
    values: ["a", "a".repeat(64)],
    parameter: ["cognito-idp", "CreateUserPool", `${EMAIL}.ConfigurationSet`],
  },
  {
    property: "memory.kmsKeyArn",
    values: ["arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"],
    parameter: ["dynamodb", "CreateTable", "SSESpecification.KMSMasterKeyId"],
  },
  {
    property: "permissionsBoundary",
    values: ["arn:aws:iam::123456789012:policy/boundary", "arn:aws:iam::aws:policy/a"],
    parameter: ["iam", "CreateRole", "PermissionsBoundary"],
  },
  {
    property: "function.variables.%",
    values: ["COLOUR", "a".repeat(128), "a1"],
    parameter: ["lambda", "CreateFunction", "Environment.Variables.%"],
  },
  ...tags("cognito-idp", "CreateUserPool", "UserPoolTags"),
  ...tags("lambda", "CreateFunction", "Tags"),
  ...tags("logs", "CreateLogGroup", "tags"),
  { property: "tags.%", values: ["Team", "a".repeat(128)], parameter: ["iam", "CreateRole", "Tags.*.Key"] },
  { property: "tags.*", values: ["", "a".repeat(256)], parameter: ["iam", "CreateRole", "Tags.*.Value"] },
];

/** A number of an environment, and how many of the parameter's units one of its own is. */
const NUMBERS: readonly (readonly [property: string, unit: number, ...parameter: Limit["parameter"]])[] = [
  [
    "userPool.passwordPolicy.minimumLength",
    1,
    "cognito-idp",
    "CreateUserPool",
    "Policies.PasswordPolicy.MinimumLength",
  ],
  [
    "userPool.passwordPolicy.historySize",
    1,
    "cognito-idp",
    "CreateUserPool",
    "Policies.PasswordPolicy.PasswordHistorySize",
  ],
  [
    "userPool.passwordPolicy.temporaryPasswordDays",
    1,
    "cognito-idp",
    "CreateUserPool",
    "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
  ],
  ["tokens.accessTokenMinutes", 60, "cognito-idp", "CreateUserPoolClient", "AccessTokenValidity"],
  ["tokens.idTokenMinutes", 60, "cognito-idp", "CreateUserPoolClient", "IdTokenValidity"],
  ["tokens.refreshTokenDays", 86_400, "cognito-idp", "CreateUserPoolClient", "RefreshTokenValidity"],
  ["function.memoryMib", 1, "lambda", "CreateFunction", "MemorySize"],
  ["function.timeoutSeconds", 1, "lambda", "CreateFunction", "Timeout"],
];

function fieldAt(path: string): Field {
  return path.split(".").reduce<Field>((field, name) => {
    switch (field.kind) {
      case "group":
        return (field.fields as Readonly<Record<string, Field>>)[name] as Field;
      case "list":
        return field.item;
      case "map":
        return name === "%" ? field.key : field.value;
      default:
        throw new Error(`${path}: there is nothing in a ${field.kind}`);
    }
  }, environmentSchema);
}

function isAllowed(field: Field, value: unknown): boolean {
  const problems: Parameters<typeof checkField>[3] = [];
  checkField(field, value, "", problems);
  return problems.length === 0;
}

/** Which of a model's limits a text breaks. */
function broken({ min = 0, max = Number.POSITIVE_INFINITY, pattern }: Shape, text: string): string[] {
  const length = [...text].length;
  const matches = pattern === undefined ? undefined : patternOf(pattern);
  return [
    ...(length < min ? [`min ${min}`] : []),
    ...(length > max ? [`max ${max}`] : []),
    ...(matches?.test(text) === false ? [`pattern ${pattern}`] : []),
  ];
}

const SIGNS = [
  ..."aZ09-_.:/@+=,!#$%&'*?^`{|}~<>()[]\\\"; \t\r\n\u000b\u000c\u00a0\u00ad\u200d\u2028\u0301\u0000\u007fäß中😀",
];

/** Values near the given ones, by one sign more, less or another. */
function near(values: readonly string[], count: number): string[] {
  const random = pseudoRandom(14);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const text = [...(values[below(values.length)] ?? "")];
    for (let changes = below(3); changes >= 0; changes -= 1) {
      const sign = SIGNS[below(SIGNS.length)] ?? "";
      text.splice(below(text.length + 1), below(2), ...(random() < 0.8 ? [sign] : []));
    }
    return text.join("");
  });
}

describeWithMoto("AWS's service models allow what the schema allows", () => {
  let models: ReadonlyMap<string, Model>;

  beforeAll(async () => {
    const { body } = await askEmulator(await sharedEmulator(), "emulator", { path: "/emulator/status" });
    const { folder } = JSON.parse(body.toString("utf8")).serviceModels;
    models = new Map(
      ["cognito-idp", "dynamodb", "lambda", "iam", "logs"].map((name) => [name, new Model(folder, name)]),
    );
  }, 60_000);

  const parameterOf = ([service, operation, path]: Limit["parameter"]): Shape =>
    shapeAt(models.get(service) as Model, operation, path);

  test.each(LIMITS.map((limit) => [limit.property, limit.parameter.join(" "), limit] as const))(
    "%s as %s",
    (property, _, { values, parameter, sent = (value) => value }) => {
      const field = fieldAt(property);
      const shape = parameterOf(parameter);
      expect(values.filter((value) => !isAllowed(field, value))).toEqual([]);
      const allowed = [...values, ...near(values, 400)].filter((value) => isAllowed(field, value));
      expect(allowed.map((value) => [value, broken(shape, sent(value))]).filter(([, it]) => it?.length !== 0)).toEqual(
        [],
      );
    },
  );

  test.each(NUMBERS)("%s, of %i of its units, as %s %s %s", (property, unit, ...parameter) => {
    const field = fieldAt(property);
    const shape = parameterOf(parameter);
    if (field.kind !== "number") {
      throw new Error(`${property} is no number`);
    }
    expect(field.min * unit).toBeGreaterThanOrEqual(shape.min ?? Number.NEGATIVE_INFINITY);
    expect(field.max * unit).toBeLessThanOrEqual(shape.max ?? Number.POSITIVE_INFINITY);
  });
});
