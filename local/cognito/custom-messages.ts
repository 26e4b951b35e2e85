import type {
  CodeDeliveryDetailsType,
  CognitoIdentityProviderClient,
  UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { textAt } from "../../common/json";
import { Problem } from "../../common/problem";
import type { AwsAccess } from "../aws/aws-access";
import { askEmulator } from "../aws/aws-access";
import type { PoolTriggers } from "../aws/pool-triggers";
import { callFor, TriggerFailed } from "../aws/pool-triggers";
import { AccountRefused } from "./account-refused";
import type { User } from "./user-pools";

/** Why a message is sent. */
export type MessageMoment = "Authentication" | "ForgotPassword" | "ResendCode" | "SignUp";

/** Stands in a message for the code. */
const CODE = "{####}";

/**
 * The trigger that writes the mails and text messages with codes. The emulator has put its own into the mailbox; what the
 * trigger writes takes its place, and where it fails, there is no message.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export class CustomMessages {
  constructor(
    private readonly access: AwsAccess,
    private readonly api: CognitoIdentityProviderClient,
    private readonly triggers: Pick<PoolTriggers, "invoke"> | undefined,
    private readonly findUser: (poolId: string, username: string) => Promise<User | undefined>,
  ) {}

  /**
   * Lets the trigger write the message that somebody was just sent.
   *
   * @param sent to which of the person's addresses; nothing is done where nothing was sent
   * @throws AccountRefused when the trigger fails, or writes what Cognito does not take
   */
  async write(
    client: UserPoolClientType,
    username: string,
    moment: MessageMoment,
    sent: Pick<CodeDeliveryDetailsType, "AttributeName"> | undefined,
  ): Promise<void> {
    const poolId = client.UserPoolId ?? "";
    const attribute = sent?.AttributeName;
    const user = this.triggers && attribute ? await this.findUser(poolId, username) : undefined;
    const to = user?.attributes[attribute ?? ""];
    if (this.triggers === undefined || user === undefined || to === undefined) {
      return;
    }
    try {
      const answer = await this.triggers.invoke(
        callFor(client, user.username, {
          trigger: "CustomMessage",
          source: `CustomMessage_${moment}`,
          request: { userAttributes: user.attributes, codeParameter: CODE, usernameParameter: null },
          response: { smsMessage: null, emailMessage: null, emailSubject: null },
        }),
      );
      const [emailMessage, emailSubject] = [textAt(answer, "emailMessage"), textAt(answer, "emailSubject")];
      if ((emailMessage ?? emailSubject) !== undefined) {
        await this.checkOwnMail(poolId);
      }
      const byMail = attribute === "email";
      const message = byMail ? emailMessage : textAt(answer, "smsMessage");
      await this.rewrite({ to, message, subject: byMail ? emailSubject : undefined });
    } catch (error) {
      await this.rewrite({ to, unsent: true });
      throw error instanceof TriggerFailed ? new AccountRefused(error.message, "UserLambdaValidationException") : error;
    }
  }

  private async checkOwnMail(UserPoolId: string): Promise<void> {
    const { UserPool } = await this.api.send(new DescribeUserPoolCommand({ UserPoolId }));
    if (UserPool?.EmailConfiguration?.EmailSendingAccount !== "DEVELOPER") {
      throw new AccountRefused(
        "CustomMessage may write e-mails only where the user pool sends them by Amazon SES (EmailSendingAccount DEVELOPER).",
        "InvalidLambdaResponseException",
      );
    }
  }

  private async rewrite(change: object): Promise<void> {
    const { status } = await askEmulator(this.access, "emulator", {
      method: "POST",
      path: "/emulator/mail",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
    });
    if (status !== 200) {
      throw new Problem(`The emulator did not take another text for a message: status ${status}.`);
    }
  }
}
