import type { Diagnosis } from "../../alexa/diagnosis/link-diagnosis";
import { fixIn } from "../../alexa/diagnosis/link-failures";
import { Problem } from "../../common/problem";
import type { AccountLinking, AlexaRegion } from "../../contract/account-linking";
import { ALEXA_REGIONS, redirectUriOf } from "../../contract/alexa-redirect-uri";
import type { AlexaUser, LinkResult } from "../alexa/alexa-user";
import type { DirectiveAnswer } from "../alexa/directive";
import type { InteractionModels } from "../alexa/interaction-model";
import { firstQuestion, suggestions } from "../alexa/suggestions";
import type { Turn } from "../alexa/turn";
import type { LocalHosts } from "../local-hosts";
import type { ShownExchange } from "../shown-exchange";
import { Devices } from "./devices";
import type { EventLog } from "./event-log";
import { Exclusive } from "./exclusive";
import type { FailureSwitches } from "./failure-switches";
import type { FailureName } from "./failures";
import { FAILURE_NAMES } from "./failures";
import type { LiveAccountLinking } from "./live-account-linking";
import type { Mailbox } from "./mailbox";
import { failedPage } from "./sign-in-failure";
import type { SkillNames } from "./skill-names";
import type { LinkState, Mail, SimulatorEvent, SimulatorState, Snapshot } from "./state";
import { Transcript } from "./transcript";
import type { VendorId } from "./vendor-id";

export interface SessionProps {
  /** The environment that is deployed. */
  readonly environment: string;
  readonly accountLinking: AccountLinking;
  readonly vendorId: VendorId;
  readonly skillId: string;
  readonly models: InteractionModels;
  readonly names: SkillNames;
  readonly alexa: AlexaUser;
  readonly hosts: Pick<LocalHosts, "toLocal">;
  readonly switches: FailureSwitches;
  readonly live: LiveAccountLinking;
  readonly mailbox: Pick<Mailbox, "read">;
  readonly log: EventLog;
  /** Whether users can sign in at an identity provider. @default false */
  readonly atProvider?: boolean;
}

/** What one person does in the simulator, and everything that the page shows of it. */
export class Session {
  readonly regions = ALEXA_REGIONS;
  readonly failureNames = FAILURE_NAMES;
  private readonly transcript = new Transcript();
  private readonly devices = new Devices();
  private readonly exclusive = new Exclusive();
  private mail: readonly Mail[] = [];
  /** Whether the sign-in page was opened, and nobody has come back from it yet. */
  private started = false;
  private disabled = false;
  /** Whether the form was written through SMAPI; until then the simulator has filled it in. */
  private pushed = false;
  private revision = 0;
  private notify = (_: SimulatorState): void => {};

  constructor(private readonly props: SessionProps) {}

  /** @param listener gets the state after each change, in place of the listener before */
  onChange(listener: (state: SimulatorState) => void): void {
    this.notify = listener;
  }

  /** @param listener gets each event, in place of the listener before */
  onEvent(listener: (event: SimulatorEvent) => void): void {
    this.props.log.onEvent(listener);
  }

  get locales(): readonly string[] {
    return Object.keys(this.props.models);
  }

  get state(): SimulatorState {
    const { alexa, environment, accountLinking, vendorId, skillId, models, names, switches, log } = this.props;
    const { locale, region } = alexa;
    const model = models[locale];
    const linked = this.linkState === "linked";
    const kind = accountLinking.skill_kind ?? "custom";
    const question = model && firstQuestion(model, locale);
    const invocationName = model?.languageModel.invocationName ?? "";
    return {
      revision: this.revision,
      skill: {
        name: names[locale] ?? invocationName,
        invocationName,
        environment,
        kind,
        skillId,
        vendorId: vendorId.value,
        vendorIdSource: vendorId.source,
        signInHost: new URL(accountLinking.authorization_uri).host,
        settingsSource: this.pushed ? "as pushed" : "filled in by the simulator",
      },
      locale,
      locales: this.locales,
      region,
      regions: ALEXA_REGIONS.map((it) => ({ region: it, redirectUri: redirectUriOf(it, vendorId.value) })),
      link: this.linkState,
      conversation: this.transcript.entries,
      suggestions: model === undefined ? [] : suggestions(model, locale, linked),
      mail: this.mail,
      devices: this.devices.all,
      directives: this.devices.directives,
      failures: switches.states({ linked, question, hasDevices: kind !== "custom", atProvider: this.props.atProvider }),
      firstEvent: log.firstId,
    };
  }

  async snapshot(): Promise<Snapshot> {
    this.mail = await this.props.mailbox.read();
    return { state: this.state, events: this.props.log.events };
  }

  say(text: string): Promise<void> {
    return this.change(async () => {
      this.transcript.add({ kind: "said", text });
      this.changed();
      await this.enable();
      this.addTurn(await this.props.alexa.say(text));
    });
  }

  /**
   * @param request a request of Alexa, or what belongs into one; `AlexaUser.send` says which. Or a directive of a
   *   smart-home skill, as `AlexaUser.direct` has it
   * @returns what came of a directive
   */
  send(request: Readonly<Record<string, unknown>>): Promise<DirectiveAnswer | undefined> {
    return this.change(async () => {
      if (Object.hasOwn(request, "directive")) {
        const at = new Date();
        const sent = await this.props.alexa.direct(request);
        const { outcome, tone } = this.devices.add(sent, at);
        this.addNotice(tone === "bad" ? "bad" : "plain", `${sent.directive}: ${outcome}`);
        return sent;
      }
      await this.enable();
      this.addTurn(await this.props.alexa.send(request));
      return undefined;
    });
  }

  /** Answers where the browser has to go to sign in; undefined when Alexa cannot send it anywhere. */
  startLink(): Promise<string | undefined> {
    return this.change(async () => {
      const { alexa, hosts } = this.props;
      if (alexa.state === "linked") {
        throw new Problem("The account is linked already. Disable the skill first.");
      }
      await this.enable();
      try {
        const url = hosts.toLocal(alexa.beginLink().url);
        this.started = true;
        return url;
      } catch (error) {
        if (error instanceof Problem) {
          this.addLinkResult(alexa.failLink(undefined));
          return undefined;
        }
        throw error;
      }
    });
  }

  /**
   * The sign-in page has sent the browser back to Alexa.
   *
   * @param redirectedTo where to, in its production form
   */
  finishLink(redirectedTo: string): Promise<void> {
    return this.change(async () => {
      this.addLinkResult(await this.props.alexa.finishLink(redirectedTo));
    });
  }

  refresh(): Promise<void> {
    return this.change(async () => {
      const result = await this.props.alexa.refresh();
      switch (result.kind) {
        case "not linked":
          throw new Problem("The account is not linked, so there is no token to refresh.");
        case "refreshed":
          this.addNotice("good", `Alexa has a new access token. It lives ${result.expiresInSeconds} seconds.`);
          return;
        case "failed":
          this.addFailure(result.diagnosis);
      }
    });
  }

  unlink(): Promise<void> {
    return this.change(async () => {
      await this.disable();
      this.addNotice("plain", "The skill is disabled, and the account is no longer linked.");
    });
  }

  setLocale(locale: string): Promise<void> {
    return this.change(async () => {
      this.props.alexa.locale = locale;
    });
  }

  setRegion(region: AlexaRegion): Promise<void> {
    return this.change(async () => {
      this.props.alexa.region = region;
    });
  }

  setFailure(name: FailureName, on: boolean): Promise<void> {
    return this.change(async () => {
      const { switches, accountLinking, vendorId, alexa } = this.props;
      await (on
        ? switches.switchOn(name, { accountLinking, vendorId: vendorId.value, region: alexa.region })
        : switches.switchOff(name));
    });
  }

  /** Everything as it was at the start, but for the accounts in the user pool. */
  reset(): Promise<void> {
    return this.change(async () => {
      await this.props.switches.switchAllOff();
      if (this.props.alexa.state !== "not linked") {
        await this.disable();
      }
      this.started = false;
      this.transcript.clear();
      this.devices.clear();
      this.props.log.clear();
    });
  }

  /** The form was written through SMAPI. */
  noteSettings(): void {
    this.pushed = true;
    void this.change(async () => {
      this.addNotice("plain", "The account-linking settings were pushed. Alexa goes by them from now on.");
    }).catch(() => {}); // the emulator is on its way down
  }

  /** Takes down an exchange of the link, and notices when it ended the sign-in. */
  noteExchange(exchange: ShownExchange): void {
    this.props.log.addExchange(exchange);
    const page = failedPage(exchange, this.props.alexa.settings.authorizationUri);
    // Whoever asked has their answer already; the next who asks for the state has to see what came of it.
    void this.change(async () => {
      if (page !== undefined && this.started) {
        this.addLinkResult(this.props.alexa.failLink(page.url, page.text));
      }
      this.mail = await this.props.mailbox.read();
    }).catch(() => {}); // the emulator is on its way down
  }

  private get linkState(): LinkState {
    const { state } = this.props.alexa;
    if (state === "linked") {
      return "linked";
    }
    const otherwise = state === "link broken" ? "broken" : "unlinked";
    return this.started ? "started" : otherwise;
  }

  private async enable(): Promise<void> {
    if (this.disabled) {
      this.disabled = false;
      await this.props.alexa.enable();
    }
  }

  private async disable(): Promise<void> {
    await this.props.alexa.unlink();
    this.devices.forget();
    this.disabled = true;
    this.started = false;
  }

  private addTurn({ response, sessionOpen, note, diagnosis }: Turn): void {
    const { speech, card } = response;
    this.transcript.add({ kind: "answer", speech, card, locale: this.props.alexa.locale, listening: sessionOpen });
    if (note !== undefined) {
      this.addNotice("plain", note);
    }
    if (diagnosis !== undefined) {
      this.addFailure(diagnosis);
    }
  }

  private addLinkResult(result: LinkResult): void {
    this.started = false;
    if (result.kind === "linked") {
      this.addNotice("good", `Your ${this.state.skill.name} account is linked.`);
    } else {
      this.addFailure(result.diagnosis);
    }
  }

  private addFailure({ code, userSees, cause, fix, detail }: Diagnosis): void {
    const named = fixIn(fix, this.props.environment, "local");
    this.transcript.add({ kind: "failure", code, userSees, cause, fix: named, detail });
  }

  private addNotice(tone: "good" | "plain" | "bad", text: string): void {
    this.transcript.add({ kind: "notice", tone, text });
  }

  /** Does one thing after the other, each with what is deployed at that moment known to whoever has to explain. */
  private change<T>(work: () => Promise<T>): Promise<T> {
    return this.exclusive.run(async () => {
      await this.props.live.read();
      try {
        return await work();
      } finally {
        this.changed();
      }
    });
  }

  private changed(): void {
    this.revision += 1;
    this.notify(this.state);
  }
}
