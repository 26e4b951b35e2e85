import type { AccountLinkingSettings } from "../alexa/account-linking-settings";
import type { SignInFaults } from "../cognito/faults";
import type { DeployedClient } from "./deployed-client";
import type { Circumstances, FailureRow, Setup } from "./failure-row";
import type { FailureName, Situation } from "./failures";
import { FAILURE_NAMES, FAILURES, tryIt } from "./failures";
import type { FailureState } from "./state";

export interface FailureSwitchesProps {
  readonly client: Pick<DeployedClient, "read" | "write">;
  /** Alexa's account-linking form. */
  readonly form: { read(): AccountLinkingSettings; write(form: AccountLinkingSettings): void };
  /** How the sign-in server misbehaves. */
  readonly faults: { read(): SignInFaults; write(faults: SignInFaults): void };
}

/**
 * Switches failures on and off. Whatever is on is put into the setup as it was before the first one came on, so that
 * they go off in any order and leave nothing behind.
 */
export class FailureSwitches {
  private readonly on = new Map<FailureName, Circumstances>();
  private sound?: Setup;

  constructor(private readonly props: FailureSwitchesProps) {}

  /** @param situation how it stands with the link, which decides what is to be done to meet a failure */
  states(situation: Situation): readonly FailureState[] {
    const isMet = (name: FailureName): boolean =>
      situation.atProvider === true || (FAILURES[name] as FailureRow).atProvider !== true;
    return FAILURE_NAMES.filter(isMet).map((name) => {
      const { title, description } = FAILURES[name];
      return { name, title, description, tryIt: tryIt(FAILURES[name], situation), on: this.on.has(name) };
    });
  }

  async switchOn(name: FailureName, circumstances: Circumstances): Promise<void> {
    // Read anew each time that nothing is on: Terraform may have changed the client since.
    this.sound = this.on.size === 0 ? await this.read() : this.sound;
    this.on.set(name, circumstances);
    try {
      await this.putAll();
    } catch (error) {
      this.on.delete(name);
      throw error;
    }
  }

  async switchOff(name: FailureName): Promise<void> {
    if (this.on.delete(name)) {
      await this.putAll();
    }
  }

  async switchAllOff(): Promise<void> {
    if (this.on.size > 0) {
      this.on.clear();
      await this.putAll();
    }
  }

  /** The form was written anew, through SMAPI: what had been wrong with it is fixed, whatever else is wrong stays. */
  formWritten(form: AccountLinkingSettings): void {
    if (this.sound !== undefined) {
      const { sound } = this;
      for (const [name, circumstances] of this.on) {
        const broken = (FAILURES[name] as FailureRow).put(sound, circumstances);
        if (broken.form !== sound.form) {
          this.on.delete(name);
        }
      }
      this.sound = { ...sound, form };
    }
    this.props.form.write(form);
  }

  /** Whether the form was broken on purpose. */
  get formIsBroken(): boolean {
    const { sound } = this;
    return (
      sound !== undefined &&
      [...this.on].some(([name, it]) => (FAILURES[name] as FailureRow).put(sound, it).form !== sound.form)
    );
  }

  private async read(): Promise<Setup> {
    const { client, form, faults } = this.props;
    return { client: await client.read(), form: form.read(), faults: faults.read() };
  }

  private async putAll(): Promise<void> {
    if (this.sound === undefined) {
      return;
    }
    const { client, form, faults } = [...this.on].reduce<Setup>(
      (setup, [name, circumstances]) => (FAILURES[name] as FailureRow).put(setup, circumstances),
      this.sound,
    );
    this.props.form.write(form);
    this.props.faults.write(faults);
    await this.props.client.write(client);
  }
}
