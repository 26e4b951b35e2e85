import { ALEXA_REGIONS } from "../../contract/alexa-redirect-uri";
import { SMART_HOME_REGIONS } from "../../contract/smart-home";
import { allOf, anyOf, entryUnder, equals } from "../module/condition";
import type { EnvironmentRule } from "./environment-rule";

const REGIONS = [...new Set(Object.values(SMART_HOME_REGIONS))];

/** What goes together with a kind of skill. */
export const alexaRules: readonly EnvironmentRule[] = [
  {
    path: "alexa.kind",
    preconditionOf: "function",
    reads: ["alexa.kind", "region", "function.existing"],
    // Where functions made elsewhere answer everybody, none is made in the environment's region.
    holds: ({ alexa: { kind }, function: { existing }, region }) =>
      anyOf(
        equals(kind, "custom"),
        ...REGIONS.map((it) => equals(region as string, it)),
        allOf(...ALEXA_REGIONS.map((it) => entryUnder(existing, it)[0])),
      ),
    received: ({ alexa: { kind } }) => kind,
    allowed: `custom, or a function in ${REGIONS.slice(0, -1).join(", ")} or ${REGIONS.at(-1)}: Alexa finds no devices through functions elsewhere`,
    fix: "choose one of these regions: us-east-1 for America, eu-west-1 for Europe and India, us-west-2 for Japan and Australia",
  },
];
