import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";
import type { AccountLinking, AlexaRegion } from "../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../contract/account-linking";
import { MEMORY_TABLE_OUTPUT } from "../contract/memory";
import type { Environment } from "./environment/environment";
import type { MemoryTable } from "./memory-table";
import type { SkillResources } from "./skill-resources";

export interface LinkOutputsProps extends Pick<SkillResources, "client" | "clients" | "domain" | "userPool"> {
  readonly alexa: Environment["alexa"];
  /** What each of Alexa's regions invokes. */
  readonly functionArns: AccountLinking["function_arns"];
  /** The regions of Alexa whose function is made elsewhere, if there are any. */
  readonly existingFunctions?: readonly AlexaRegion[];
}

/** What the output `function_variables` is. */
export const FUNCTION_VARIABLES = "What the handlers read from their environment, for an existing function";

/** The outputs that everything after Terraform reads, `account_linking` above all, which is returned. */
export function writeLinkOutputs(
  stack: TerraformStack,
  { alexa, client, clients, domain, existingFunctions, functionArns, userPool }: LinkOutputsProps,
): TerraformOutput {
  const accountLinking: AccountLinking = {
    authorization_uri: domain.authorizationUri,
    access_token_uri: domain.accessTokenUri,
    user_info_uri: domain.userInfoUri,
    issuer: userPool.issuer,
    client_id: client.id,
    client_secret: client.secret,
    scopes: alexa.scopes,
    required_scopes: alexa.requiredScopes,
    access_token_scheme: alexa.accessTokenScheme,
    redirect_uris: client.redirectUris,
    skill_ids: alexa.skillIds,
    function_arns: functionArns,
    ...(existingFunctions === undefined ? {} : { existing_functions: existingFunctions }),
    ...(alexa.kind === "custom" ? {} : { skill_kind: alexa.kind }),
  };
  const description = "Everything that the Alexa side of the link needs";
  const output = writeOutput(stack, ACCOUNT_LINKING_OUTPUT, accountLinking, description, true);
  writeOutput(stack, "authorization_uri", domain.authorizationUri, "Where the Alexa app sends users to sign in");
  writeOutput(stack, "access_token_uri", domain.accessTokenUri, "Where Alexa gets and refreshes tokens");
  writeOutput(stack, "client_id", client.id, "The id of Alexa's app client");
  writeOutput(stack, "redirect_uris", client.redirectUris, "The redirect URIs registered on Alexa's app client");
  if (clients.resource !== undefined) {
    writeOutput(stack, "client_ids", clients.ids, "The ids of the app clients beside Alexa's, by name");
    writeOutput(stack, "client_secrets", clients.secrets, "The secrets of those that have one, by name", true);
  }
  writeOutput(stack, "function_arn", functionArns.NA, "The skill's endpoint: the alias that Alexa invokes");
  const { customDomainTarget } = domain;
  if (customDomainTarget !== undefined) {
    writeOutput(
      stack,
      "custom_domain_target",
      customDomainTarget,
      "Where the DNS record of the custom domain leads, for a CNAME or an alias; null without a custom domain",
    );
  }
  return output;
}

/** Where the skill remembers its users, for whoever is asked what is remembered, or to delete it. */
export function writeMemoryOutput(stack: TerraformStack, memory: MemoryTable | undefined): void {
  if (memory !== undefined) {
    writeOutput(
      stack,
      MEMORY_TABLE_OUTPUT,
      memory.arn,
      "The table in which the skill remembers users; null without one",
    );
  }
}

/** An output under its own name, without a hash. */
export function writeOutput(
  stack: TerraformStack,
  id: string,
  value: unknown,
  description: string,
  sensitive?: true,
): TerraformOutput {
  return new TerraformOutput(stack, id, { value, description, sensitive, staticId: true });
}
