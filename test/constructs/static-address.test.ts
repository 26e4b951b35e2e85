import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { withStaticAddress } from "../../constructs/static-address";
import { addressesOf, synthesizeConstruct } from "./synthesize";

const role = (scope: Construct, id: string) => new IamRole(scope, id, { assumeRolePolicy: "{}" });

test.each([
  ["the ids from the stack down, joined", ["skill", "role"], "skill_role"],
  ["the construct's alone for its main resource", ["skill", "Default"], "skill"],
  ["the same at any depth", ["skill", "sms", "Default"], "skill_sms"],
  ["all ids at any depth", ["a", "b", "c", "d"], "a_b_c_d"],
  ["its own directly under the stack", ["role"], "role"],
])("an address spells %s", (_, ids, name) => {
  const json = synthesizeConstruct((stack) => {
    const last = ids.at(-1) ?? "";
    const parent = ids.slice(0, -1).reduce((scope, id) => new Construct(scope, id), stack);
    withStaticAddress(role(parent, last));
  });

  expect(addressesOf(json)).toEqual([`aws_iam_role.${name}`]);
});

test("the stack's own id is no part of the address: every environment has the same ones", () => {
  const app = Testing.app();
  const [one, two] = ["dev", "prod"].map((name) => {
    const skill = new Construct(new TerraformStack(app, name), "skill");
    return withStaticAddress(role(skill, "role")).friendlyUniqueId;
  });

  expect(one).toBe(two);
});

test("the element comes back, for use in place", () => {
  Testing.synthScope((stack) => {
    const element = role(stack, "role");

    expect(withStaticAddress(element)).toBe(element);
  });
});

test("without it, CDKTF adds a hash below the top level", () => {
  const json = synthesizeConstruct((stack) => void role(new Construct(stack, "skill"), "role"));

  expect(addressesOf(json)).toEqual([expect.stringMatching(/^aws_iam_role\.skill_role_[0-9A-F]{8}$/)]);
});
