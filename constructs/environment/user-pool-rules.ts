import { STANDARD_ATTRIBUTES } from "../../contract/user-attributes";
import type { Condition } from "../module/condition";
import {
  allOf,
  anyOf,
  choose,
  differs,
  either,
  equals,
  ifSo,
  includes,
  isAtMost,
  isEmpty,
  isGiven,
  isUnset,
  joinLists,
  not,
  without,
} from "../module/condition";
import { everyEntry, keysWith, textsOfEntries } from "../module/entries";
import type { AppClientProps, CodeClientProps } from "./app-clients";
import { CONFIRMATIONS } from "./attribute-name";
import type { CustomAttributeProps, NumberAttributeProps, TextAttributeProps } from "./custom-attributes";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import { hasFirstFactor } from "./first-factors";
import type { MfaMethod, UserPoolSettings } from "./user-pool";

type Clients = Pick<Environment, "client" | "clients">;
type CustomAttributes = Environment["userPool"]["customAttributes"];

/** A list that may be left out. */
const listed = (list: readonly string[] | undefined): readonly string[] =>
  list === undefined ? [] : choose<readonly string[]>(isUnset(list), [], list);

/** The attributes that clients name: those of Alexa's and the others'. */
const namedAttributes = ({ client, clients }: Clients): readonly string[] =>
  [
    listed(client.readAttributes),
    listed(client.writeAttributes),
    textsOfEntries<AppClientProps>(clients, (it) => listed((it as CodeClientProps).readAttributes)),
    textsOfEntries<AppClientProps>(clients, (it) => listed((it as CodeClientProps).writeAttributes)),
  ].reduce(joinLists);

/** Those of them that are custom, and that the pool does not have. */
const missingAttributes = (environment: Clients & Pick<Environment, "userPool">): readonly string[] =>
  without(
    namedAttributes(environment),
    joinLists([...STANDARD_ATTRIBUTES, ...CONFIRMATIONS], keysWith("custom:", environment.userPool.customAttributes)),
  );

const limitsHold = (attributes: CustomAttributes): Condition =>
  everyEntry<CustomAttributeProps>(attributes, (attribute) => {
    const { minLength, maxLength } = attribute as Required<TextAttributeProps>;
    const { minimum, maximum } = attribute as NumberAttributeProps;
    const isText = equals<string>(attribute.type, "String");
    const isNumber = equals<string>(attribute.type, "Number");
    return allOf(
      isText === false || ifSo(isText, isAtMost(minLength, maxLength)),
      isNumber === false || ifSo(isNumber, isAtMost(minimum, maximum)),
    );
  });

/** Whether the pool sends text messages for what is no second factor. */
const sendsForSignIn = ({ firstFactors, signIn }: UserPoolSettings): Condition =>
  anyOf(includes(signIn, "phone"), hasFirstFactor(firstFactors, "SMS_OTP"));

/** Whether nobody is asked for a second factor. */
const isWithoutMfa = ({ mfa, signIn }: UserPoolSettings): Condition =>
  either(isUnset(mfa), includes(signIn, "phone"), equals(mfa, "off"));

/** Whether one of the second factors is that; with phone in `signIn`, sms is one by default. */
const hasMethod = ({ mfaMethods, signIn }: UserPoolSettings, method: MfaMethod): Condition => {
  const byDefault = method === "totp" || (method === "sms" && includes(signIn, "phone"));
  return mfaMethods === undefined ? byDefault : either(isUnset(mfaMethods), byDefault, includes(mfaMethods, method));
};

/** What goes together in the attributes, second factors and messages of a pool. */
export const userPoolRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.signIn",
    reads: ["userPool.signIn", "userPool.requiredAttributes"],
    // Amazon Cognito API, CreateUserPool: username_attributes are e-mail address and phone number alone; and "Customizing
    // sign-in attributes": a preferred name is set after the account is confirmed.
    holds: ({ userPool: { requiredAttributes, signIn } }) =>
      anyOf(
        not(includes(signIn, "preferred_username")),
        allOf(includes(signIn, "username"), not(includes(requiredAttributes, "preferred_username"))),
      ),
    received: ({ userPool }) => userPool.signIn,
    allowed: "preferred_username beside username, and not in requiredAttributes",
    fix: "add username, or remove preferred_username: it is another name of a user who has one",
  },
  {
    path: "userPool.customAttributes",
    reads: ["client", "clients", "userPool.customAttributes", "userPool.existing"],
    // Otherwise AWS refuses the client: InvalidParameterException. An existing pool may have attributes of its own.
    holds: (environment) => anyOf(isGiven(environment.userPool.existing), isEmpty(missingAttributes(environment))),
    received: (environment) => missingAttributes(environment),
    allowed: "every custom attribute that client and clients read or write",
    fix: "add the attribute, or remove it from readAttributes and writeAttributes",
    preconditionOf: "link",
  },
  {
    path: "userPool.customAttributes.{name}",
    reads: ["userPool.customAttributes"],
    holds: ({ userPool }) => limitsHold(userPool.customAttributes),
    received: ({ userPool: { customAttributes } }) =>
      Object.fromEntries(
        Object.entries(customAttributes).filter(([name, attribute]) => limitsHold({ [name]: attribute }) === false),
      ),
    allowed: "a least length or value that is no more than the greatest",
    fix: "exchange them: the limits of an attribute can never be changed",
  },
  {
    path: "userPool.mfaMethods",
    reads: [
      "userPool.mfaMethods",
      "userPool.mfa",
      "userPool.signIn",
      "userPool.firstFactors",
      "userPool.email",
      "userPool.plan",
    ],
    holds: ({ userPool }) =>
      allOf(
        // The AWS provider makes SMS a second factor of whatever pool has an sms_configuration.
        anyOf(not(sendsForSignIn(userPool)), isWithoutMfa(userPool), hasMethod(userPool, "sms")),
        // Amazon Cognito, "SMS and email message MFA".
        anyOf(
          not(hasMethod(userPool, "email")),
          allOf(isGiven(userPool.email.sesIdentityArn), differs(userPool.plan, "LITE")),
        ),
      ),
    received: ({ userPool }) => userPool.mfaMethods,
    allowed:
      "a list with sms, where mfa is on and users sign in by phone or firstFactors has SMS_OTP; with email only where email.sesIdentityArn is given and plan is not LITE",
    fix: "add sms, which the AWS provider turns on with phone sign-in and SMS_OTP; for email, name an identity of Amazon SES and another plan",
  },
  {
    path: "userPool.customSenders.kmsKeyArn",
    reads: ["userPool.customSenders"],
    // Amazon Cognito API, LambdaConfigType, KMSKeyID: required with a custom sender.
    holds: ({ userPool: { customSenders: senders } }) =>
      equalsCondition(
        isGiven(senders.kmsKeyArn),
        anyOf(isGiven(senders.emailFunctionArn), isGiven(senders.smsFunctionArn)),
      ),
    received: ({ userPool }) => userPool.customSenders.kmsKeyArn,
    allowed: "a key, together with emailFunctionArn or smsFunctionArn",
    fix: "write the key that encrypts the codes, and a function that decrypts and sends them",
  },
  {
    path: "userPool.devices.skipSecondFactor",
    reads: ["userPool.devices"],
    holds: ({ userPool: { devices } }) =>
      anyOf(differs<string>(devices.remember, "never"), not(devices.skipSecondFactor)),
    received: ({ userPool }) => userPool.devices.skipSecondFactor,
    allowed: "false, where no device is remembered",
    fix: "choose which devices are remembered, or remove it",
  },
];

/** Whether both hold, or neither. */
const equalsCondition = (one: Condition, other: Condition): Condition =>
  anyOf(allOf(one, other), allOf(not(one), not(other)));
