import type { TerraformProvider, TerraformStack } from "cdktf";
import type { AlexaRegion } from "../contract/account-linking";
import { ALEXA_REGIONS } from "../contract/alexa-redirect-uri";
import type { Environment, LambdaRegion } from "./environment/environment";
import type { FunctionRegionSettings } from "./environment/function-regions";
import type { Condition } from "./module/condition";
import { choose, entryUnder } from "./module/condition";
import type { SkillFunctionProps } from "./skill-function";
import { SkillFunction } from "./skill-function";

export interface SkillFunctionsProps extends Omit<SkillFunctionProps, "exists" | "provider" | "roleName" | "settings"> {
  readonly settings: Environment["function"];
  /** Further regions with a function. */
  readonly regions: Environment["functionRegions"];
  /**
   * Makes the provider of a further region.
   *
   * @throws Error where there can be none
   */
  readonly providerOf: (region: LambdaRegion) => TerraformProvider;
  /** Whether the first function is made, where only Terraform knows. */
  readonly exists?: Condition;
}

/**
 * AWS regions in few letters: a role's name has 64 characters, and those of an environment's first function may take 57.
 */
const SHORT: Readonly<Record<LambdaRegion, string>> = {
  "us-east-1": "use1",
  "us-west-2": "usw2",
  "eu-west-1": "euw1",
  "ap-northeast-1": "apne1",
};

/**
 * The functions that answer Alexa, one for all of its regions or several. IAM knows no regions, but keys, queues and log
 * groups do: each function has a role of its own, which may reach what lies beside it.
 */
export class SkillFunctions {
  /** The one in the environment's region, unless others serve everybody. */
  readonly first: SkillFunction | undefined;
  /** By AWS region. */
  readonly further: ReadonlyMap<LambdaRegion, SkillFunction>;
  /** What each of Alexa's regions invokes. */
  readonly arns: Readonly<Record<AlexaRegion, string>>;

  constructor(stack: TerraformStack, props: SkillFunctionsProps) {
    const { exists, providerOf, regions, settings, ...shared } = props;
    const further = Object.entries(regions ?? {}) as [LambdaRegion, FunctionRegionSettings][];
    const servers = new Map(further.flatMap(([region, { serves }]) => serves.map((it) => [it, region] as const)));
    const isServed = (it: AlexaRegion): boolean => servers.has(it) || entryUnder(settings.existing, it)[0] === true;

    this.first = ALEXA_REGIONS.every(isServed)
      ? undefined
      : new SkillFunction(stack, "skill", { ...shared, settings, exists });
    const made = new Map<LambdaRegion, SkillFunction>();
    for (const [region, { serves: _, ...regional }] of further.sort(([one], [other]) => (one < other ? -1 : 1))) {
      const [sibling = this.first] = made.values();
      made.set(
        region,
        new SkillFunction(stack, `skill_${region.replaceAll("-", "_")}`, {
          ...shared,
          bundle: (this.first ?? sibling)?.code ?? shared.bundle,
          // No environment's name has an underscore, so this cannot be another environment's role.
          roleName: `${shared.name}_${SHORT[region]}`,
          provider: providerOf(region),
          settings: {
            ...settings,
            roleName: undefined,
            encryption: undefined,
            vpc: undefined,
            deadLetters: undefined,
            canary: undefined,
            ...regional,
          },
        }),
      );
    }
    this.further = made;
    const arnOf = (it: AlexaRegion): string => {
      const [isExisting, arn] = entryUnder(settings.existing, it);
      const region = servers.get(it);
      const own = region === undefined ? this.first : made.get(region);
      return choose(isExisting, arn, own?.live.arn ?? "");
    };
    this.arns = { NA: arnOf("NA"), EU: arnOf("EU"), FE: arnOf("FE") };
  }
}
