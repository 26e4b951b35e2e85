import type { AwsAccess } from "../aws/aws-access";
import { askEmulator } from "../aws/aws-access";
import type { Mail } from "./state";

/** How many of the latest messages are shown. */
const MAX_MAILS = 50;

/** The e-mails that the user pools in the emulator sent. */
export class Mailbox {
  /** @param access to the emulator */
  constructor(private readonly access: AwsAccess) {}

  /** The latest messages, the oldest first. */
  async read(): Promise<readonly Mail[]> {
    const { status, body } = await askEmulator(this.access, "emulator", { path: "/emulator/mail" });
    return status === 200 ? (JSON.parse(body.toString("utf8")) as readonly Mail[]).slice(-MAX_MAILS) : [];
  }
}
