import { URI } from "otpauth";

/** The authenticator app on a person's phone: it takes an account's key once, and shows a code of it ever after. */
export class AuthenticatorApp {
  private account?: ReturnType<typeof URI.parse>;

  /**
   * @param keyUri what a QR code or a link holds, as in `otpauth://totp/…?secret=…`
   * @throws URIError when it is none
   */
  add(keyUri: string): void {
    this.account = URI.parse(keyUri);
  }

  /** The code now (RFC 6238), or nothing without an account. */
  code(): string {
    return this.account?.generate() ?? "";
  }
}
