import type { TerraformResource } from "cdktf";
import { Lazy, TerraformElement } from "cdktf";
import type { IConstruct } from "constructs";
import type { AdoptedByName } from "./environment/adopt";
import type { Environment } from "./environment/environment";
import type { SkillResources } from "./skill-resources";

/**
 * What Terraform leaves alone in a resource that it took over. Only arguments that provider 5.100 knows may stand here:
 * Terraform refuses others.
 */
interface Kept {
  /**
   * What can never be changed, and what an import does not read: a difference would replace the resource, or fail at the
   * apply.
   */
  readonly always?: readonly string[];
  /** What stays as it is at AWS as long as no property of the environment says it. */
  readonly unlessSet: readonly string[];
}

const KEPT: Readonly<Record<string, Kept>> = {
  aws_cognito_user_pool: {
    always: ["schema", "username_configuration"],
    unlessSet: [
      "admin_create_user_config[0].invite_message_template",
      "device_configuration",
      "email_configuration",
      "email_mfa_configuration",
      "lambda_config",
      "sign_in_policy",
      "sms_authentication_message",
      "sms_configuration",
      "software_token_mfa_configuration",
      "user_pool_add_ons",
      "user_pool_tier",
      "web_authn_configuration",
    ],
  },
  aws_cognito_user_pool_client: {
    unlessSet: [
      "analytics_configuration",
      "auth_session_validity",
      "default_redirect_uri",
      "enable_propagate_additional_user_context_data",
      "read_attributes",
      "write_attributes",
    ],
  },
  aws_cognito_user_pool_domain: { unlessSet: ["certificate_arn", "managed_login_version"] },
  aws_lambda_function: {
    unlessSet: [
      "code_signing_config_arn",
      "dead_letter_config",
      "ephemeral_storage",
      "file_system_config",
      "kms_key_arn",
      "layers",
      "logging_config",
      "reserved_concurrent_executions",
      "snap_start",
      "tracing_config",
      "vpc_config",
    ],
  },
  aws_cloudwatch_log_group: { unlessSet: ["kms_key_id", "log_group_class"] },
  aws_iam_role: { unlessSet: ["description", "max_session_duration", "path", "permissions_boundary"] },
};

/**
 * Lets Terraform take into its state what `adopt` names. The blocks stay in the configuration: Terraform passes over
 * those of resources that it has.
 *
 * https://developer.hashicorp.com/terraform/language/block/import
 */
export function adoptResources(
  { client, domain, functions: { first: skill }, userPool }: SkillResources,
  { adopt, userPool: { existing } }: Pick<Environment, "adopt" | "userPool">,
): void {
  if (adopt === undefined) {
    return;
  }
  const { clientId, named, permittedSkillIds, userPoolId } = adopt;
  const functionName = skill?.resource.functionNameInput ?? "";
  const roleName = skill?.role.nameInput ?? "";
  if (userPoolId !== undefined) {
    take(userPool.resource, userPoolId);
  }
  if (clientId !== undefined) {
    take(client.resource, `${userPoolId ?? existing?.id}/${clientId}`);
  }
  const byName: Readonly<Record<AdoptedByName, readonly [IConstruct | undefined, id: string]>> = {
    domain: [domain.resource, domain.resource?.domainInput ?? ""],
    customDomain: [domain.custom?.resource, domain.custom?.resource.domainInput ?? ""],
    function: [skill?.resource, functionName],
    logGroup: [skill?.logGroup, skill?.logGroup.nameInput ?? ""],
    role: [skill?.role, roleName],
    logPolicy: [skill?.logPolicy, `${roleName}:${skill?.logPolicy.nameInput}`],
    alias: [skill?.live, `${functionName}/${skill?.live.nameInput}`],
  };
  for (const name of named) {
    take(...(byName[name] as readonly [TerraformResource | undefined, string]));
  }
  for (const skillId of permittedSkillIds) {
    const permissions = skill?.permissions;
    if (skill !== undefined && permissions !== undefined) {
      new ImportBlock(permissions, `import ${skillId}`, {
        to: `${permissions.terraformResourceType}.${permissions.friendlyUniqueId}["${skillId}"]`,
        id: `${functionName}:${skill.live.nameInput}/${skillId.replaceAll(".", "-")}`,
      });
    }
  }
}

/** @param id as the provider takes it for an import of that type */
function take(resource: TerraformResource | undefined, id: string): void {
  if (resource === undefined) {
    return;
  }
  resource.importFrom(id);
  const { always = [], unlessSet } = KEPT[resource.terraformResourceType] ?? { unlessSet: [] };
  const produce = (): string[] => {
    const set = argumentsOf(resource);
    return [...always, ...unlessSet.filter((path) => valueAt(set, path) === undefined)].sort();
  };
  if (always.length + unlessSet.length > 0) {
    // What stands in the resource is known when everything is: somebody may put a block into it later.
    resource.lifecycle = { ...resource.lifecycle, ignoreChanges: Lazy.listValue({ produce }) };
  }
}

function argumentsOf(resource: TerraformResource): Readonly<Record<string, unknown>> {
  const { resource: types } = resource.toTerraform() as { readonly resource: ResourcesByType };
  return types[resource.terraformResourceType]?.[resource.friendlyUniqueId] ?? {};
}

/** What stands under an argument's path, in which blocks have an index. */
const valueAt = (values: unknown, path: string): unknown =>
  path.split("[0].").reduce((inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name], values);

type ResourcesByType = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

interface ImportBlockProps {
  readonly to: string;
  readonly id: string;
}

/** An import of one instance of a resource with `for_each`, which CDKTF's `importFrom` cannot name. */
class ImportBlock extends TerraformElement {
  constructor(
    scope: IConstruct,
    id: string,
    private readonly props: ImportBlockProps,
  ) {
    super(scope as TerraformResource, id);
  }

  override toTerraform(): object {
    return { import: [{ ...this.props }] };
  }
}
