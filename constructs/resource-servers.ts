import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import type { ITerraformDependable } from "cdktf";
import { Fn, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { ResourceServerProps } from "./environment/resource-servers";
import { resourceServersSchema } from "./environment/resource-servers";
import { addEachBlock, blockEntry, eachOf, putForEach } from "./module/for-each";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface ResourceServersProps {
  readonly userPool: UserPool;
  readonly resourceServers: Readonly<Record<string, ResourceServerProps>>;
}

/** APIs with scopes of their own: one resource with `for_each`, keyed by their identifiers. */
export class ResourceServers extends Construct {
  /** All of them; none where no server is given. */
  readonly resource: CognitoResourceServer | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ResourceServersProps,
  ) {
    super(scope, id);
    const { resourceServers } = props;
    const isAny = Token.isUnresolved(resourceServers) || Object.keys(resourceServers).length > 0;
    this.resource = isAny ? this.make() : undefined;
  }

  /** What a client waits for: Cognito refuses one with scopes that no server has yet. */
  get dependencies(): readonly ITerraformDependable[] {
    return this.resource === undefined ? [] : [this.resource];
  }

  private make(): CognitoResourceServer {
    const { resourceServers, userPool } = this.props;
    const each = eachOf<ResourceServerProps>(TerraformStack.of(this), resourceServersSchema);
    const resource = withStaticAddress(
      new CognitoResourceServer(this, "Default", {
        identifier: each.key,
        name: Token.asString(Fn.coalesce([each.value.name, Fn.replace(each.key, "/[^A-Za-z0-9_ +=,.@-]/", "-")])),
        userPoolId: userPool.id,
      }),
    );
    putForEach(resource, resourceServersSchema, resourceServers);
    const scope = blockEntry(resource, "scope");
    addEachBlock(resource, "scope", each.value.scopes, {
      scope_name: scope.key,
      scope_description: scope.value,
    });
    return resource;
  }
}
