import type { LambdaAlias, LambdaAliasRoutingConfig } from "@cdktf/provider-aws/lib/lambda-alias";
import { lambdaAliasRoutingConfigToTerraform } from "@cdktf/provider-aws/lib/lambda-alias";
import { Fn, Op, Token } from "cdktf";
import type { FunctionSettings } from "./environment/function";
import { optionalBlock } from "./module/blocks";
import { either, isGiven } from "./module/condition";
import { problemText } from "./module/properties";

/**
 * Has an alias give the rest of the requests to the former version. The newest stays the one that the alias names: so
 * whoever asks what runs gets the version of the last apply, and ending the canary changes nothing but the shares.
 *
 * @param version the newest, which Terraform may know after the apply only
 */
export function addCanary(alias: LambdaAlias, version: string, canary: FunctionSettings["canary"]): void {
  const isRunning = isGiven(canary);
  if (canary === undefined || isRunning === false) {
    return;
  }
  const { formerVersion, percent } = canary;
  optionalBlock<LambdaAliasRoutingConfig>(
    alias,
    {
      path: "routing_config",
      put: (block) => alias.putRoutingConfig(block),
      toTerraform: lambdaAliasRoutingConfigToTerraform,
    },
    isRunning,
    { additionalVersionWeights: weightsOf(formerVersion, percent) },
  );
  alias.lifecycle = {
    precondition: [
      {
        // AWS: "Function version … is already included in routing configuration", and 404 for one that is to come.
        condition: Token.asString(either(isRunning, Op.lt(formerVersion, Fn.tonumber(version)), true)),
        errorMessage: problemText(
          "function.canary",
          // The whole of it: Terraform makes the text even where there is no canary.
          Token.isUnresolved(formerVersion) ? "var.function.canary" : String(formerVersion),
          "a former version before the one that the function has, or gets by this apply",
          "write the version that ran before; without new code there is nothing to share requests between, so leave canary out",
        ),
      },
    ],
  };
}

/** A part of 1 for the former version. */
function weightsOf(formerVersion: number, percent: number): LambdaAliasRoutingConfig["additionalVersionWeights"] {
  return Token.isUnresolved(formerVersion) || Token.isUnresolved(percent)
    ? Token.asNumberMap(Fn.zipmap([Fn.format("%d", [formerVersion])], [Op.div(Op.sub(100, percent), 100)]))
    : { [String(formerVersion)]: (100 - percent) / 100 };
}
