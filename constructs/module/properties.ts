import type { DomainProps } from "../environment/domain";
import { domainSchema } from "../environment/domain";
import { environmentSchema } from "../environment/environment";
import type { Field, GroupField, MapField, TextField } from "../environment/field";
import { providerName } from "../environment/identity-provider-name";
import { bucketName } from "../environment/state";

/**
 * What the Terraform module takes: the properties of an environment, apart from those that belong to the caller of a
 * module, and a few of its own.
 */

/** A property that the module alone has, or has in another form than an environment. */
export interface ModuleProperty {
  readonly field: Field;
  /** In TypeScript's names, as the comments in environment/. */
  readonly description: string;
  /** Whether Terraform shows the value nowhere. */
  readonly sensitive?: true;
  /** For a group: what its properties are. */
  readonly properties?: Readonly<Record<string, string>>;
}

const NO_CERTIFICATE = "no certificate; name needs one";

/** Properties of an environment that the module does not take, each with the reason. */
export const leftToCaller: Readonly<Record<string, string>> = {
  project: "the variable name is the whole name",
  region: "is the provider's; one where Alexa invokes no functions is refused by a precondition",
  functionRegions:
    "has providers of further regions, which are the caller's: modules/skill-function makes a function in one",
  accountId: "is the provider's allowed_account_ids",
  state: "is the caller's backend",
  adopt: "is an import block of the caller's",
};

/** A name or path of a file or an object; what is right in it, only the file system or S3 knows. */
const locator = (allowed: string, fix: string, derived: string): TextField => ({
  kind: "text",
  pattern: /\S/,
  maxLength: 1024, // AWS Lambda API, S3Key and S3ObjectVersion; no file system takes more either
  allowed,
  fix,
  derived,
});

const code: GroupField<Readonly<Record<"zip" | "s3Bucket" | "s3Key" | "s3ObjectVersion" | "sourceCodeHash", string>>> =
  {
    kind: "group",
    default: {},
    fields: {
      zip: locator("the path of a zip", "write the path, from where Terraform runs", "the zip in this module"),
      s3Bucket: { ...bucketName, fix: "write the name of a bucket in the function's region", derived: "no bucket" },
      s3Key: locator("the key of an object in s3Bucket", "write the object's key", "no object"),
      s3ObjectVersion: locator("a version of the object", "write the version's id", "the newest version"),
      sourceCodeHash: {
        kind: "text",
        pattern: /^[A-Za-z0-9+/]{43}=$/,
        allowed: "a SHA-256 in Base64",
        fix: "write what this prints: openssl dgst -sha256 -binary skill.zip | base64",
        derived: "that of the zip; of an object in S3, none",
      },
    },
  };

const identityProviderSecrets: MapField = {
  kind: "map",
  max: 50,
  default: {},
  key: providerName,
  value: {
    kind: "text",
    pattern: /\S/,
    maxLength: 131_072, // Amazon Cognito API, StringType
    allowed: "the client's secret at the provider, for Apple the private key",
    fix: "pass it from where your secrets are",
  },
};

const { tags } = environmentSchema.fields;

/** A module has no provider of its own: who passes one of us-east-1 to `modules/certificate` has the certificate. */
const domain: GroupField<DomainProps> = {
  ...domainSchema,
  fields: {
    ...domainSchema.fields,
    certificateArn: { ...domainSchema.fields.certificateArn, derived: NO_CERTIFICATE },
  },
};

/** Properties that differ from an environment's, or are in no environment. */
export const moduleProperties: Readonly<Record<string, ModuleProperty>> = {
  name: {
    field: {
      kind: "text",
      pattern: /^[a-z]([a-z0-9-]{0,55}[a-z0-9])?$/,
      allowed: "1 to 57 lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen",
      fix: "shorten or rename it, as alexa-skill-dev",
    },
    description:
      "The name of every resource, unique in the AWS account. In an environment of the TypeScript project: `{project}-{name}`. Changing it replaces the pool (AWS provider 5.x) and deletes every user.",
  },
  tags: {
    // An environment keeps Project and Environment for its own two tags; the module sets none.
    field:
      tags.kind === "map"
        ? {
            ...tags,
            max: 50,
            key: {
              ...tags.key,
              except: /^aws:/i,
              allowed: 'a key of 1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with "aws:"',
              fix: "rename the tag",
            },
          }
        : tags,
    description: "Tags of every resource that takes them, beside the provider's `default_tags`.",
  },
  domain: {
    field: domain,
    description: "Where the sign-in page lives.",
    properties: {
      certificateArn:
        "The ARN of a certificate in ACM that covers `name`, in us-east-1 whatever the provider's region, and issued: the output `arn` of [modules/certificate](modules/certificate), or that of a certificate of yours.",
      hostedZoneId:
        "The id of the public zone in Route 53 in which `name` lies, known when Terraform plans. The records that lead to `name` are made there.",
      managedLoginBrandingId:
        "The id of the branding that Alexa's client has for managed login: the output `branding_id` of [modules/managed-login](modules/managed-login), or that of a branding of yours. The sign-in pages are then those of managed login (version 2); without a branding of the client they would be an error page, so its id stands for the choice.",
    },
  },
  code: {
    field: code,
    description: "The function's code, when it is not this module's own: a zip, or an object in S3.",
    properties: {
      zip: "A zip on the machine that runs Terraform, with an ES module `index.mjs` or a CommonJS `index.js` that exports `handler`.",
      s3Bucket: "The bucket of such a zip in S3. Needs `s3Key`, and no `zip`.",
      s3Key: "The object's key.",
      s3ObjectVersion: "The object's version, in a bucket that keeps versions.",
      sourceCodeHash: "Tells Terraform that the object in S3 has changed, where its key and version stay the same.",
    },
  },
  identityProviderSecrets: {
    field: identityProviderSecrets,
    sensitive: true,
    description:
      "The secrets of `identityProviders` that have neither `secretId` nor `parameterName`, by the providers' names. They end up in the state, as every other secret does.",
  },
};

/** Every variable of the module with its field, under TypeScript's names. */
export const moduleFields: Readonly<Record<string, Field>> = {
  name: environmentSchema.fields.name,
  ...Object.fromEntries(
    Object.entries(environmentSchema.fields).filter(([name]) => !Object.hasOwn(leftToCaller, name)),
  ),
  ...Object.fromEntries(Object.entries(moduleProperties).map(([name, { field }]) => [name, field])),
};

/** Terraform's way to write a name: `userPool.passwordPolicy` becomes `user_pool.password_policy`. */
export const terraformName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * A problem as `cdktf synth` words it, for Terraform's messages.
 *
 * Terraform reads the message of a condition that holds, too: what may lie in an object that was left out is tried.
 *
 * @param received an expression of Terraform's
 */
export const problemText = (where: string, received: string, allowed: string, fix: string): string => {
  const value = /^var\.\w+(\.\w+)+$/.test(received) ? `try(${received}, null)` : received;
  return `${where}\n  received  \${replace(jsonencode(${value}), "/^(.{120}).+$/", "$1…")}\n  allowed   ${allowed}\n  fix       ${fix}\n`;
};
