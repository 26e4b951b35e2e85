import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { GroupProps } from "./environment/groups";
import { groupsSchema } from "./environment/groups";
import { eachOf, putForEach } from "./module/for-each";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface UserGroupsProps {
  readonly userPool: UserPool;
  readonly groups: Readonly<Record<string, GroupProps>>;
}

/** Groups of users: one resource with `for_each`, keyed by their names. */
export class UserGroups extends Construct {
  /** All of them; none where no group is given. */
  readonly resource: CognitoUserGroup | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserGroupsProps,
  ) {
    super(scope, id);
    const { groups } = props;
    this.resource = Token.isUnresolved(groups) || Object.keys(groups).length > 0 ? this.make() : undefined;
  }

  private make(): CognitoUserGroup {
    const { groups, userPool } = this.props;
    const { key, value: group } = eachOf<GroupProps>(TerraformStack.of(this), groupsSchema);
    const resource = withStaticAddress(
      new CognitoUserGroup(this, "Default", {
        name: key,
        userPoolId: userPool.id,
        description: group.description,
        precedence: group.precedence,
        roleArn: group.roleArn,
      }),
    );
    putForEach(resource, groupsSchema, groups);
    return resource;
  }
}
