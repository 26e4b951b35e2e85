import type { Mail } from "./state";

/** How many of the latest messages are shown. */
const MAX_MAILS = 50;

/** The e-mails that the user pools in the emulator sent. */
export class Mailbox {
  /** @param emulatorUrl `http://127.0.0.1:{port}` */
  constructor(private readonly emulatorUrl: string) {}

  /** The latest messages, the oldest first. */
  async read(): Promise<readonly Mail[]> {
    const response = await fetch(`${this.emulatorUrl}/emulator/mail`, { signal: AbortSignal.timeout(5000) });
    return response.ok ? ((await response.json()) as readonly Mail[]).slice(-MAX_MAILS) : [];
  }
}
