import type { AdoptedByName, AdoptSettings } from "./adopt";
import type { Environment } from "./environment";

/** What goes together in `adopt`. A stack's alone: in the module, import blocks are the caller's. */
export interface AdoptRule {
  readonly path: string;
  readonly reads: readonly string[];
  readonly holds: (environment: Environment, adopt: AdoptSettings) => boolean;
  readonly received: (adopt: AdoptSettings) => unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** What is part of something else: an inline policy of its role, an alias of its function. */
const PART_OF: Readonly<Partial<Record<AdoptedByName, AdoptedByName>>> = { logPolicy: "role", alias: "function" };

const hasOldPool = ({ userPool }: Environment, { userPoolId }: AdoptSettings): boolean =>
  userPoolId !== undefined || userPool.existing !== undefined;

export const adoptRules: readonly AdoptRule[] = [
  {
    path: "adopt.userPoolId",
    reads: ["adopt", "userPool.existing"],
    holds: ({ userPool }, { userPoolId }) => userPoolId === undefined || userPool.existing === undefined,
    received: ({ userPoolId }) => userPoolId,
    allowed: "a pool to take over, or userPool.existing, of which nothing is changed",
    fix: "write one of the two",
  },
  {
    path: "adopt.userPoolId",
    reads: ["adopt", "region"],
    // Amazon Cognito API, UserPoolIdType: the part before the underscore is the pool's region.
    holds: ({ region }, { userPoolId = `${region}_` }) => userPoolId.startsWith(`${region}_`),
    received: ({ userPoolId }) => userPoolId,
    allowed: "a pool of the environment's region, with which its id begins",
    fix: "write the pool's region as region, or the id of another pool",
  },
  {
    path: "adopt.userPoolId",
    reads: ["adopt", "userPool.customAttributes"],
    // A pool's attributes cannot be changed, and are in its schema, which is left as it is: see constructs/adoption.ts.
    holds: ({ userPool }, { userPoolId }) =>
      userPoolId === undefined || Object.keys(userPool.customAttributes).length === 0,
    received: ({ userPoolId }) => userPoolId,
    allowed:
      "a pool to take over without userPool.customAttributes, which would be ignored: it keeps those that it has",
    fix: "remove userPool.customAttributes; add one with: aws cognito-idp add-custom-attributes",
  },
  {
    path: "adopt.clientId",
    reads: ["adopt", "client.existing", "userPool.existing"],
    holds: (environment, adopt) =>
      adopt.clientId === undefined || (environment.client.existing === undefined && hasOldPool(environment, adopt)),
    received: ({ clientId }) => clientId,
    allowed: "a client to take over, of the pool in adopt.userPoolId or userPool.existing, and no client.existing",
    fix: "name the pool that has the client, and remove client.existing",
  },
  {
    path: "adopt.named",
    reads: ["adopt", "domain", "userPool.existing"],
    holds: (environment, adopt) =>
      !adopt.named.includes("domain") || (environment.domain.prefix !== undefined && hasOldPool(environment, adopt)),
    received: ({ named }) => named,
    allowed: "domain where domain.prefix is the one that the pool in adopt.userPoolId or userPool.existing has",
    fix: "write the prefix and name the pool, or leave domain out and write domain.existing",
  },
  {
    path: "adopt.named",
    reads: ["adopt", "domain", "userPool.existing"],
    // Records in the zone are there already, and would be made again; a certificate that is made would take the place of
    // the one that the domain has.
    holds: (environment, adopt) =>
      !adopt.named.includes("customDomain") ||
      (environment.domain.name !== undefined &&
        environment.domain.certificateArn !== undefined &&
        environment.domain.hostedZoneId === undefined &&
        hasOldPool(environment, adopt)),
    received: ({ named }) => named,
    allowed:
      "customDomain where domain.name and domain.certificateArn are those that the pool in adopt.userPoolId or userPool.existing has, without domain.hostedZoneId",
    fix: "write name and certificate, name the pool, and leave the records in the zone to whoever made them; or leave customDomain out and write domain.existing",
  },
  {
    path: "adopt.named",
    reads: ["adopt"],
    holds: (_, { named }) => named.every((it) => PART_OF[it] === undefined || named.includes(PART_OF[it])),
    received: ({ named }) => named,
    allowed: "logPolicy beside role, and alias beside function: what is made anew has neither",
    fix: "add role or function, or remove what is part of it",
  },
  {
    path: "adopt.permittedSkillIds",
    reads: ["adopt", "alexa.skillIds"],
    holds: ({ alexa }, { named, permittedSkillIds }) =>
      permittedSkillIds.length === 0 ||
      (named.includes("alias") && permittedSkillIds.every((id) => alexa.skillIds.includes(id))),
    received: ({ permittedSkillIds }) => permittedSkillIds,
    allowed: "skills of alexa.skillIds, where alias is in adopt.named: a permission is the alias's",
    fix: "leave them out: a permission that is made anew takes nothing from the one that is there",
  },
];
