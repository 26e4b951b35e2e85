/** What the skill must know about its user pool and its skills; Terraform writes it into the function's environment. */
export interface Settings {
  /** Ids of the skills that may call; empty accepts any skill that Lambda's own permissions let through. */
  readonly skillIds: readonly string[];
  /** The user pool's issuer, `https://cognito-idp.{region}.amazonaws.com/{poolId}`: never the sign-in domain. */
  readonly issuer: string;
  /** The app client that Alexa signs in with. */
  readonly clientId: string;
  /** The sign-in domain's user-info endpoint, `https://{domain}/oauth2/userInfo`. */
  readonly userInfoUri: string;
  /** Scopes that an access token must carry, every one of them. */
  readonly scopes: readonly string[];
}

interface Form {
  readonly allowed: string;
  readonly fits: (value: string) => boolean;
}

const SKILL_ID = /^amzn1\.(ask\.skill|echo-sdk-ams\.app)\.[\w-]+$/;
const ISSUER = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/[\w-]+_[0-9A-Za-z]+$/;
/** Amazon Cognito API reference, `ClientIdType`. */
const CLIENT_ID = /^[\w+]{1,128}$/;
const USER_INFO_URI = /^https:\/\/[a-z0-9.-]+\/oauth2\/userInfo$/;
/** RFC 6749, appendix A.4. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

const FORMS = {
  SKILL_IDS: {
    allowed: "skill ids joined by commas, or an empty value",
    fits: (value) => list(value, ",").every((id) => SKILL_ID.test(id)),
  },
  ISSUER: {
    allowed: "https://cognito-idp.{region}.amazonaws.com/{poolId}, without a slash at the end",
    fits: (value) => ISSUER.test(value),
  },
  CLIENT_ID: {
    allowed: "a Cognito app client id",
    fits: (value) => CLIENT_ID.test(value),
  },
  USER_INFO_URI: {
    allowed: "https://{domain}/oauth2/userInfo",
    fits: (value) => USER_INFO_URI.test(value),
  },
  SCOPES: {
    // Cognito's user-info endpoint answers only to tokens that carry openid.
    allowed: "scopes joined by spaces, among them openid",
    fits: (value) => list(value, " ").includes("openid") && list(value, " ").every((scope) => SCOPE.test(scope)),
  },
} as const satisfies Record<string, Form>;

type Name = keyof typeof FORMS;

/**
 * Reads the settings from environment variables.
 *
 * @param environment where to look
 * @default - the environment of this process
 * @throws Error naming every variable that is missing or malformed
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const problems = (Object.entries(FORMS) as [Name, Form][]).flatMap(([name, form]) => {
    const value = environment[name];
    if (value === undefined) {
      return `${name} is missing; expected ${form.allowed}`;
    }
    return form.fits(value) ? [] : `${name} is ${JSON.stringify(value)}; expected ${form.allowed}`;
  });
  if (problems.length > 0) {
    throw new Error(`The function's environment variables need fixing:\n- ${problems.join("\n- ")}`);
  }
  const textOf = (name: Name): string => environment[name] ?? "";
  return {
    skillIds: list(textOf("SKILL_IDS"), ","),
    issuer: textOf("ISSUER"),
    clientId: textOf("CLIENT_ID"),
    userInfoUri: textOf("USER_INFO_URI"),
    scopes: list(textOf("SCOPES"), " "),
  };
}

function list(value: string, separator: string): string[] {
  return value
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
