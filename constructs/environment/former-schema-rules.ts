import { Fn, Token } from "cdktf";
import { allOf, anyOf, isEmpty, isUnset, without } from "../module/condition";
import { textsOfEntries } from "../module/entries";
import type { CustomAttributeProps, NumberAttributeProps, TextAttributeProps } from "./custom-attributes";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";

type Attributes = Environment["userPool"]["customAttributes"];

/** Custom attributes as texts, which are the same where Cognito has the same attribute. */
const described = (attributes: Attributes): readonly string[] =>
  textsOfEntries<CustomAttributeProps>(attributes, (attribute, name) => {
    const { maxLength, minLength } = attribute as TextAttributeProps;
    const { maximum, minimum } = attribute as NumberAttributeProps;
    return [textOf([name, attribute.type, minLength, maxLength, minimum, maximum, attribute.mutable])];
  });

const textOf = (members: readonly unknown[]): string =>
  members.some((member) => Token.isUnresolved(member)) ? Fn.jsonencode(members) : JSON.stringify(members);

/** The former attributes that are no longer, or are now something else. */
const lost = ({ customAttributes, formerSchema }: Environment["userPool"]): readonly string[] =>
  without(described(formerSchema.customAttributes), described(customAttributes));

/** What a pool has for good, where it is written down. Source: Amazon Cognito, "Working with user attributes". */
export const formerSchemaRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.formerSchema.customAttributes",
    reads: ["userPool.customAttributes", "userPool.formerSchema"],
    holds: ({ userPool }) => isEmpty(lost(userPool)),
    received: ({ userPool }) => lost(userPool),
    allowed:
      "custom attributes that stand in userPool.customAttributes as they were: a pool's attributes can be added, and neither changed nor removed",
    fix: "write it there as it was; what should be different gets another name",
  },
  {
    path: "userPool.formerSchema.requiredAttributes",
    reads: ["userPool.formerSchema", "userPool.requiredAttributes"],
    holds: ({
      userPool: {
        formerSchema: { requiredAttributes: former },
        requiredAttributes: now,
      },
    }) =>
      former === undefined ||
      anyOf(isUnset(former), allOf(isEmpty(without(former, now)), isEmpty(without(now, former)))),
    received: ({ userPool }) => userPool.requiredAttributes,
    allowed: "the same as userPool.requiredAttributes: what sign-up asks for is chosen when the pool is made",
    fix: "write the former list there; ask for more in your own app, and keep it in a custom attribute",
  },
];
