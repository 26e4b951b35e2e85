import type { AlexaRegion } from "../../contract/account-linking";
import { ALEXA_REGIONS } from "../../contract/alexa-redirect-uri";
import type { LambdaRegion } from "./environment";
import type { Field, GroupField, MapField } from "./field";
import { choice } from "./field";
import type { CanaryProps } from "./function-canary";
import { canarySchema } from "./function-canary";
import type { DeadLettersProps, FunctionEncryptionProps } from "./function-rights";
import { deadLettersSchema, functionEncryptionSchema, layersSchema } from "./function-rights";
import type { FunctionVpcProps } from "./function-vpc";
import { functionVpcSchema } from "./function-vpc";
import type { WithDefaults } from "./with-defaults";

/**
 * A function in a further AWS region. It has the code, variables and settings of `function`, but for what lies in a region:
 * that is given here, or the function has none of it.
 */
export interface FunctionRegionProps {
  /**
   * The regions of Alexa whose users it answers: `NA`, `EU`, `FE`. With none it is there and answers nobody, before it goes:
   * until the skill's manifest names another, Alexa asks it.
   */
  readonly serves: readonly AlexaRegion[];
  /**
   * A key for the variables, in this region.
   * @default - Lambda's own key
   */
  readonly encryption?: FunctionEncryptionProps;
  /**
   * The ARNs of layers of this region.
   * @default []
   */
  readonly layers?: readonly string[];
  /**
   * A network in this region.
   * @default - no VPC
   */
  readonly vpc?: FunctionVpcProps;
  /**
   * Where Lambda sends what could not be handled.
   * @default - nowhere
   */
  readonly deadLetters?: DeadLettersProps;
  /**
   * A canary of this function, whose versions are counted by themselves.
   * @default - the newest version answers everybody
   */
  readonly canary?: CanaryProps;
}

/** With every default filled in. */
export type FunctionRegionSettings = WithDefaults<FunctionRegionProps, "canary" | "deadLetters" | "encryption" | "vpc">;

/** The regions whose functions Alexa can invoke. Source: Alexa Skills Kit, "Host a custom skill as a Lambda function". */
export const LAMBDA_REGIONS: readonly LambdaRegion[] = ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"];

const region: GroupField<FunctionRegionProps> = {
  kind: "group",
  fields: {
    serves: {
      kind: "list",
      known: true,
      min: 0,
      max: ALEXA_REGIONS.length,
      item: choice(ALEXA_REGIONS, "write Alexa's names: NA, EU (with India), FE"),
    },
    encryption: functionEncryptionSchema,
    layers: layersSchema,
    vpc: functionVpcSchema,
    deadLetters: deadLettersSchema,
    canary: canarySchema,
  },
};

/**
 * What may stand in `functionRegions`.
 * @internal
 */
export const functionRegionsSchema: Field = {
  kind: "map",
  known: true,
  max: LAMBDA_REGIONS.length - 1,
  derived: "one function, in region",
  key: {
    kind: "text",
    pattern: new RegExp(`^(${LAMBDA_REGIONS.join("|")})$`),
    allowed: `an AWS region whose functions Alexa can invoke: ${LAMBDA_REGIONS.join(", ")}`,
    fix: "choose the one nearest to the users that it serves",
  },
  value: region,
};

/**
 * What may stand in `function.existing`.
 * @internal
 */
export const existingFunctionsSchema: MapField = {
  kind: "map",
  max: ALEXA_REGIONS.length,
  default: {},
  key: {
    kind: "text",
    pattern: new RegExp(`^(${ALEXA_REGIONS.join("|")})$`),
    allowed: "a region of Alexa: NA, EU (with India) or FE",
    fix: "write Alexa's names; a function may stand under each of them",
  },
  value: {
    kind: "text",
    pattern: new RegExp(
      `^arn:aws:lambda:(${LAMBDA_REGIONS.join("|")}):[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$`,
    ),
    allowed: `the ARN of a Lambda function in ${LAMBDA_REGIONS.slice(0, -1).join(", ")} or ${LAMBDA_REGIONS.at(-1)}, or of one of its aliases or published versions`,
    fix: "write an attribute of the resource that makes it; Alexa cannot invoke functions elsewhere",
  },
};
