import type { AwsCredentials } from "../../library/aws-signature";
import { callHeaders } from "../../library/aws-signature";
import { Deadline } from "../../library/deadline";
import { HttpsFailure, httpsPost } from "../../library/https-client";

/** Cognito did not do what it was asked; the message is not kept, it may quote an address. */
export class UserPoolError extends Error {
  override readonly name = "UserPoolError";

  /** @param reason Cognito's name of the error, as in `InvalidParameterException` */
  constructor(readonly reason: string) {
    super(`Amazon Cognito answered ${reason}`);
  }
}

/** A user as ListUsers shows them. */
export interface PoolUser {
  readonly username: string;
  readonly enabled: boolean;
  /** Source: Amazon Cognito API, UserStatusType. */
  readonly status: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An identity at a provider, by an attribute that the provider gives. */
export interface ProviderIdentity {
  readonly provider: string;
  /** `Cognito_Subject` for the provider's own id of a user. */
  readonly attribute: string;
  readonly value: string;
}

/** A page has up to 60 users: Amazon Cognito API, ListUsers. With two the address is no longer one user's. */
const ENOUGH = 10;

/** Milliseconds. Cognito gives the trigger 5 seconds, and its own time-out is 4: two calls fit. */
const CALL_MS = 1500;

/** The two calls of Cognito's API that the trigger's role allows, for the pool that called it. */
export class UserPoolApi {
  constructor(
    private readonly userPoolId: string,
    private readonly region: string,
    private readonly credentials: AwsCredentials,
  ) {}

  /** The users with that address, whether they verified it or not. */
  async usersWithEmail(email: string): Promise<readonly PoolUser[]> {
    const { Users = [] } = (await this.call("ListUsers", {
      // The address has none of the filter's own characters.
      Filter: `email = "${email}"`,
      Limit: ENOUGH,
    })) as { readonly Users?: readonly ListedUser[] };
    return Users.map(({ Attributes = [], Enabled, UserStatus, Username }) => ({
      username: Username,
      enabled: Enabled,
      status: UserStatus,
      attributes: Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value ?? ""])),
    }));
  }

  /** @throws UserPoolError */
  async link(username: string, { attribute, provider, value }: ProviderIdentity): Promise<void> {
    await this.call("AdminLinkProviderForUser", {
      DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: username },
      SourceUser: { ProviderName: provider, ProviderAttributeName: attribute, ProviderAttributeValue: value },
    });
  }

  private async call(action: string, parameters: object): Promise<unknown> {
    const host = `cognito-idp.${this.region}.amazonaws.com`;
    const body = JSON.stringify({ UserPoolId: this.userPoolId, ...parameters });
    const target = `AWSCognitoIdentityProviderService.${action}`;
    const call = { host, region: this.region, service: "cognito-idp", target, jsonVersion: "1.1", body } as const;
    const headers = callHeaders(call, this.credentials, new Date());
    const { status, text } = await post(host, headers, body);
    if (status !== 200) {
      throw new UserPoolError(/"__type": *"(?:[^"#]*#)?(\w+)"/.exec(text)?.[1] ?? `status ${status}`);
    }
    return text === "" ? {} : JSON.parse(text);
  }
}

interface ListedUser {
  readonly Username: string;
  readonly Enabled: boolean;
  readonly UserStatus: string;
  readonly Attributes?: readonly { readonly Name: string; readonly Value?: string }[];
}

/** A link that is asked for twice is there once, so that an attempt may be repeated. */
async function post(host: string, headers: Readonly<Record<string, string>>, body: string) {
  try {
    const answer = await httpsPost(`https://${host}/`, { headers, body, deadline: Deadline.in(CALL_MS) });
    return { status: answer.status, text: answer.body.toString("utf8") };
  } catch (failure) {
    throw failure instanceof HttpsFailure ? new UserPoolError("no answer") : failure;
  }
}
