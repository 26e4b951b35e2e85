/** A block that is there under a condition, in a stack that knows it and in the module that does not. */
import type { CognitoUserPoolAccountRecoverySettingRecoveryMechanism } from "@cdktf/provider-aws/lib/cognito-user-pool";
import {
  CognitoUserPool,
  cognitoUserPoolAccountRecoverySettingRecoveryMechanismToTerraform,
  cognitoUserPoolAdminCreateUserConfigInviteMessageTemplateToTerraform,
  cognitoUserPoolAdminCreateUserConfigToTerraform,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import { ref } from "cdktf";
import { addBlocks, optionalBlock } from "../../../constructs/module/blocks";
import type { Condition } from "../../../constructs/module/condition";
import { listToken } from "../example-environment";
import { synthesizeConstruct } from "../synthesize";

type Known = boolean | "later";

/** A block with one inside of it, each under a condition. */
function pool(outer: Known, inner: Known): Readonly<Record<string, unknown>> {
  const json = synthesizeConstruct((stack) => {
    const condition = (known: Known, name: string): Condition =>
      known === "later" ? ref(`var.${name}`, stack as never) : known;
    const resource = new CognitoUserPool(stack, "pool", { name: "pool" });
    optionalBlock(
      resource,
      {
        path: "admin_create_user_config",
        put: (block) => resource.putAdminCreateUserConfig(block),
        toTerraform: cognitoUserPoolAdminCreateUserConfigToTerraform,
      },
      condition(outer, "outer"),
      { allowAdminCreateUserOnly: true },
    );
    optionalBlock(
      resource,
      {
        path: "admin_create_user_config.invite_message_template",
        put: (inviteMessageTemplate) =>
          resource.putAdminCreateUserConfig({ allowAdminCreateUserOnly: true, inviteMessageTemplate }),
        toTerraform: cognitoUserPoolAdminCreateUserConfigInviteMessageTemplateToTerraform,
      },
      condition(inner, "inner"),
      { smsMessage: "{username} {####}" },
    );
  });
  const { name: _, "//": __, ...blocks } = json.resource.aws_cognito_user_pool?.pool ?? {};
  return JSON.parse(JSON.stringify(blocks));
}

const OUTER = { allow_admin_create_user_only: true };
const INNER = { sms_message: "{username} {####}" };
const dynamic = (name: string, content: object) => ({ for_each: `\${var.${name} ? [1] : []}`, content });

describe("a block inside of a block, each under a condition", () => {
  test.each<[outer: Known, inner: Known, json: object]>([
    [true, true, { admin_create_user_config: { ...OUTER, invite_message_template: INNER } }],
    [true, false, { admin_create_user_config: OUTER }],
    [false, true, {}],
    [false, "later", {}],
    [
      true,
      "later",
      { admin_create_user_config: { ...OUTER, dynamic: { invite_message_template: dynamic("inner", INNER) } } },
    ],
    ["later", false, { dynamic: { admin_create_user_config: dynamic("outer", OUTER) } }],
    [
      "later",
      true,
      { dynamic: { admin_create_user_config: dynamic("outer", { ...OUTER, invite_message_template: INNER }) } },
    ],
    [
      "later",
      "later",
      {
        dynamic: {
          admin_create_user_config: dynamic("outer", {
            ...OUTER,
            dynamic: { invite_message_template: dynamic("inner", INNER) },
          }),
        },
      },
    ],
  ])("%j around %j", (outer, inner, json) => {
    expect(pool(outer, inner)).toEqual(json);
  });
});

describe("one block for each entry of a list", () => {
  const recoveries = (list: readonly string[]) => {
    const json = synthesizeConstruct((stack) => {
      const resource = new CognitoUserPool(stack, "pool", { name: "pool" });
      addBlocks<CognitoUserPoolAccountRecoverySettingRecoveryMechanism>(
        resource,
        {
          path: "account_recovery_setting.recovery_mechanism",
          put: (recoveryMechanism) => resource.putAccountRecoverySetting({ recoveryMechanism }),
          toTerraform: cognitoUserPoolAccountRecoverySettingRecoveryMechanismToTerraform,
        },
        list,
        (name, priority) => ({ name, priority }),
      );
    });
    return json.resource.aws_cognito_user_pool?.pool?.account_recovery_setting;
  };

  test("in the list's order", () => {
    expect(recoveries(["a", "b"])).toEqual({
      recovery_mechanism: [
        { name: "a", priority: 1 },
        { name: "b", priority: 2 },
      ],
    });
  });

  test("that only Terraform knows", () => {
    expect(recoveries(listToken())).toEqual({
      dynamic: {
        recovery_mechanism: {
          for_each: `\${var.probe}`,
          content: { name: `\${recovery_mechanism.value}`, priority: `\${recovery_mechanism.key + 1}` },
        },
      },
    });
  });
});
