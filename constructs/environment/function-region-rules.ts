import type { AlexaRegion } from "../../contract/account-linking";
import { SMART_HOME_REGIONS } from "../../contract/smart-home";
import type { Environment, LambdaRegion } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import type { FunctionRegionSettings } from "./function-regions";

const regionsOf = ({ functionRegions = {} }: Environment): [LambdaRegion, FunctionRegionSettings][] =>
  Object.entries(functionRegions) as [LambdaRegion, FunctionRegionSettings][];

/** Every region of Alexa that a further or an existing function serves, as often as it stands there. */
const served = (environment: Environment): AlexaRegion[] => [
  ...regionsOf(environment).flatMap(([, { serves }]) => serves),
  ...(Object.keys(environment.function.existing) as AlexaRegion[]),
];

/** ARNs of what a function uses lie in its region. */
const isIn = (region: string, arn: string): boolean => arn.split(":")[3] === region;

/** What goes together in the functions of several regions. A module has no such: its providers are its caller's. */
export const functionRegionRules: readonly EnvironmentRule[] = [
  {
    path: "functionRegions",
    reads: ["region", "functionRegions"],
    holds: (environment) => !Object.hasOwn(environment.functionRegions ?? {}, environment.region),
    received: (environment) => regionsOf(environment).map(([region]) => region),
    allowed: "regions beside the environment's own, in which function is made",
    fix: "remove the environment's region; its function serves whomever no other serves",
  },
  {
    path: "functionRegions",
    reads: ["function.existing", "functionRegions"],
    // A skill's manifest has one endpoint for each region of Alexa.
    holds: (environment) => new Set(served(environment)).size === served(environment).length,
    received: served,
    allowed: "each region of Alexa once, in serves of one region or in function.existing",
    fix: "let one function serve each",
  },
  {
    path: "functionRegions",
    reads: ["functionRegions"],
    holds: (environment) =>
      regionsOf(environment).every(([region, { encryption, layers }]) =>
        [...layers, ...(encryption === undefined ? [] : [encryption.kmsKeyArn])].every((arn) => isIn(region, arn)),
      ),
    received: ({ functionRegions }) => functionRegions,
    allowed: "layers and keys in the region of the function that has them",
    fix: "write the ARNs of that region's own",
  },
  {
    path: "functionRegions",
    reads: ["alexa.kind", "functionRegions"],
    holds: (environment) =>
      environment.alexa.kind === "custom" ||
      regionsOf(environment).every(([region]) => Object.values(SMART_HOME_REGIONS).includes(region)),
    received: (environment) => regionsOf(environment).map(([region]) => region),
    allowed: `${Object.values(SMART_HOME_REGIONS).join(", ")} for smart-home skills: Alexa finds no devices through functions elsewhere`,
    fix: "make the function in the region that Alexa wants for the users it serves",
  },
  {
    path: "functionRegions",
    reads: ["function.provisionedConcurrency", "functionRegions"],
    holds: (environment) =>
      environment.function.provisionedConcurrency === undefined ||
      regionsOf(environment).every(([, { canary }]) => canary === undefined),
    received: ({ functionRegions }) => functionRegions,
    allowed: "no canary where function.provisionedConcurrency is given, which every region's function has",
    fix: "end the canary, or remove function.provisionedConcurrency as long as it lasts",
  },
];
