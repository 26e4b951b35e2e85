import type { CognitoUserPool, CognitoUserPoolSchema } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { cognitoUserPoolSchemaToTerraform } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { ref, TerraformStack, Token } from "cdktf";
import type { CustomAttributeProps, NumberAttributeProps, TextAttributeProps } from "./environment/custom-attributes";
import { customAttributesSchema } from "./environment/custom-attributes";
import { choose, equals } from "./module/condition";
import { variable } from "./module/variable";

type CustomAttributes = Readonly<Record<string, CustomAttributeProps>>;

/** The schema of a pool: standard attributes that are required, and custom ones. A block once made can never be edited. */
export function addSchema(pool: CognitoUserPool, required: readonly string[], custom: CustomAttributes): void {
  if (!Token.isUnresolved(required) && !Token.isUnresolved(custom)) {
    pool.putSchema([...required.map(standardAttribute), ...Object.entries(custom).map(customAttribute)]);
    return;
  }
  const stack = TerraformStack.of(pool);
  const read = (path: string): string => Token.asString(ref(`schema.${path}`, stack));
  const entry = variable(stack, customAttributesSchema.value, "schema.value") as CustomAttributeProps;
  pool.addOverride("dynamic.schema", [
    { for_each: required, content: cognitoUserPoolSchemaToTerraform(standardAttribute(read("value"))) },
    { for_each: custom, content: anyCustomAttribute(read("key"), entry) },
  ]);
}

/** Cognito's own limits for standard attributes, written out: without them every plan would replace the pool. */
const standardAttribute = (name: string): CognitoUserPoolSchema => ({
  name,
  attributeDataType: "String",
  required: true,
  mutable: true,
  stringAttributeConstraints: {
    minLength: choose<string>(equals(name, "birthdate"), "10", "0"),
    maxLength: choose<string>(equals(name, "birthdate"), "10", "2048"),
  },
});

const customAttribute = ([name, attribute]: readonly [string, CustomAttributeProps]): CognitoUserPoolSchema => ({
  name,
  attributeDataType: attribute.type,
  required: false,
  mutable: attribute.mutable,
  ...(attribute.type === "String"
    ? {
        stringAttributeConstraints: {
          minLength: String(attribute.minLength),
          maxLength: String(attribute.maxLength),
        },
      }
    : {}),
  ...(attribute.type === "Number"
    ? { numberAttributeConstraints: { minValue: String(attribute.minimum), maxValue: String(attribute.maximum) } }
    : {}),
});

/** One of which only Terraform knows the type. */
function anyCustomAttribute(name: string, attribute: CustomAttributeProps): object {
  const { maxLength, minLength } = attribute as TextAttributeProps;
  const { maximum, minimum } = attribute as NumberAttributeProps;
  const where = (type: CustomAttributeProps["type"]): unknown => choose(equals<string>(attribute.type, type), [1], []);
  return {
    name,
    attribute_data_type: attribute.type,
    required: false,
    mutable: attribute.mutable,
    dynamic: {
      string_attribute_constraints: {
        for_each: where("String"),
        content: { min_length: minLength, max_length: maxLength },
      },
      number_attribute_constraints: {
        for_each: where("Number"),
        content: { min_value: minimum, max_value: maximum },
      },
    },
  };
}
