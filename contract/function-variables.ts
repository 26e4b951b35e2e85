/** What the constructs write into the function's environment and the handlers of this project read. */
export const LINK_VARIABLES = ["SKILL_IDS", "ISSUER", "CLIENT_ID", "USER_INFO_URI", "SCOPES"] as const;

/** What they write beside these for a skill that remembers its users. */
export const MEMORY_VARIABLES = ["MEMORY_TABLE", "MEMORY_DAYS"] as const;

/** Names that Lambda sets itself and refuses. Source: AWS Lambda, "Defined runtime environment variables". */
export const RESERVED_VARIABLES = [
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
] as const;

/**
 * All names and values of a function's environment together, in bytes. Source: AWS Lambda, "Lambda quotas". Its refusal
 * measures them as JSON, quotation marks, colons and commas included, which are six more for each variable (assumed).
 */
export const MAX_VARIABLES_BYTES = 4096;

/** What a variable takes in JSON beside its name and value. */
export const BYTES_PER_VARIABLE = 6;

/** What stands around the prefix of a domain that is made, in the least of the regions. */
const AROUND_PREFIX = ".auth.us-east-1.amazoncognito.com";

/** What a domain that exists may take less than one that is made; its name counts for nothing then. */
export const EXISTING_DOMAIN_BYTES = AROUND_PREFIX.length;

/**
 * The least that the variables of the link take beside skill ids, scopes and domain prefix: a region's name has nine
 * characters or more, and AWS makes pool ids of the region and ten more, and client ids of 25 or 26 (assumed).
 */
export const LEAST_LINK_BYTES = [
  ...LINK_VARIABLES,
  "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_000000000",
  "0000000000000000000000000",
  `https://${AROUND_PREFIX}/oauth2/userInfo`,
].reduce((bytes, text) => bytes + text.length, LINK_VARIABLES.length * BYTES_PER_VARIABLE);

/** The least that the variables of a memory take: the table's name has eight characters or more. */
export const LEAST_MEMORY_BYTES = [
  ...MEMORY_VARIABLES,
  "arn:aws:dynamodb:us-east-1:000000000000:table/a-memory",
  "1",
].reduce((bytes, text) => bytes + text.length, MEMORY_VARIABLES.length * BYTES_PER_VARIABLE);
