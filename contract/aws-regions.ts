/**
 * AWS's partitions and their regions: the part of an ARN behind `arn:`, and what may stand in it. A region that AWS opens
 * is added here. Source: the AWS SDKs' own list, `endpoints.json` of botocore 1.43.11, to which
 * `test/contract/aws-limits.test.ts` holds this.
 */
export const AWS_REGIONS = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
  "aws-iso-b": ["us-isob-east-1", "us-isob-west-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-east-1", "us-isof-south-1"],
  "aws-eusc": ["eusc-de-east-1"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Every region, whatever its partition. */
export const ALL_AWS_REGIONS: readonly string[] = Object.values(AWS_REGIONS).flat();

/**
 * A pattern of the beginning of an ARN, up to the account: a partition that exists, and a region that lies in it.
 *
 * @param service as in `ses`; that of IAM has no region
 */
export const arnPattern = (service: string): string =>
  service === "iam"
    ? `arn:(${Object.keys(AWS_REGIONS).join("|")}):iam:`
    : `arn:(${Object.entries(AWS_REGIONS)
        .map(([partition, regions]) => `${partition}:${service}:(${regions.join("|")})`)
        .join("|")})`;
