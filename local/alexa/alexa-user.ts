import type { DeployedAccountLinking } from "../../alexa/diagnosis/link-evidence";
import { Problem } from "../../common/problem";
import type { AlexaRegion } from "../../contract/account-linking";
import type { Invocation } from "../aws/lambda-runtime/lambda-runtime";
import type { LocalHosts } from "../local-hosts";
import type { ShownExchange } from "../shown-exchange";
import type { LinkFailed, LinkState, RefreshResult } from "./account-link";
import { AccountLink } from "./account-link";
import type { AccountLinkingSettings } from "./account-linking-settings";
import { alexaSpeech } from "./alexa-speech";
import type { DirectiveAnswer } from "./directive";
import { directiveEnvelope, directiveName, withoutToken } from "./directive";
import type { InteractionModels } from "./interaction-model";
import { isSilent } from "./interaction-model";
import { LocalHttp } from "./local-http";
import type { Requester } from "./request-envelope";
import { newUserId } from "./request-envelope";
import { SkillConversation } from "./skill-conversation";
import { spokenRequest } from "./spoken-request";
import { TokenClient } from "./token-client";
import type { Turn } from "./turn";
import type { Utterance } from "./utterance";
import { resolveUtterance } from "./utterance";

export interface AlexaUserProps {
  /** What stands in the console's Account Linking form. */
  readonly settings: AccountLinkingSettings;
  /** Invokes the skill's function. */
  readonly skill: (envelope: object) => Promise<Invocation>;
  readonly skillId: string;
  /** The developer account's real vendor id, which Alexa knows by itself. */
  readonly vendorId: string;
  /** Where the user's account lives: picks the redirect URI. */
  readonly region: AlexaRegion;
  /** The user's language, as in `en-US`; one of the models'. */
  readonly locale: string;
  readonly models: InteractionModels;
  /** Which servers of this machine stand for which hosts of the Internet. */
  readonly hosts: LocalHosts;
  /** Called with each request to the access token URI. Secrets are masked. @default - nothing is called */
  readonly onExchange?: (exchange: ShownExchange) => void;
  /** What is deployed, for diagnoses. @default they tell only what a failure shows by itself */
  readonly deployed?: () => DeployedAccountLinking;
  /** Whether `client_id` also stands in the body under `HTTP_BASIC`. @default false */
  readonly repeatClientId?: boolean;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
}

/** How an attempt to link ended. */
export type LinkResult =
  | {
      readonly kind: "linked";
      readonly expiresInSeconds: number;
      /** The scopes that Alexa asked for. */
      readonly scopes: readonly string[];
      /** The `SkillAccountLinked` event, which follows at once. */
      readonly event: Turn;
    }
  | LinkFailed;

/** One Alexa user who has one skill: links the account, talks to the skill, and disables it. */
export class AlexaUser {
  /** Where the user's account lives. A change counts from the next attempt to link. */
  region: AlexaRegion;
  private currentLocale: string;
  private userId = newUserId();
  private disabled = false;
  private readonly link: AccountLink;
  private readonly conversation: SkillConversation;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly now: () => number;

  /** @throws Problem when there is no interaction model for the locale */
  constructor(private readonly props: AlexaUserProps) {
    const { settings, vendorId, deployed, now = Date.now, repeatClientId } = props;
    const tokens = new TokenClient({ http: new LocalHttp(props), repeatClientId });
    this.now = now;
    this.region = props.region;
    this.currentLocale = this.known(props.locale);
    this.link = new AccountLink({ settings, vendorId, tokens, deployed, now });
    this.conversation = new SkillConversation(props.skill);
  }

  get state(): LinkState {
    return this.link.state;
  }

  get locale(): string {
    return this.currentLocale;
  }

  /**
   * Another language is another device's: a conversation in the one before ends.
   *
   * @throws Problem when there is no interaction model for it
   */
  set locale(locale: string) {
    this.currentLocale = this.known(locale);
    this.conversation.forget();
  }

  get settings(): AccountLinkingSettings {
    return this.link.settings;
  }

  /** Changes the console's form. An account that is linked stays linked, until its next refresh at least. */
  setSettings(change: Partial<AccountLinkingSettings>): void {
    this.link.settings = { ...this.link.settings, ...change };
  }

  /**
   * Where the Alexa app opens the sign-in page: a production URL, for {@link LocalHosts.toLocal}.
   *
   * @throws Problem when Alexa cannot send anybody to the form's authorization URI
   */
  beginLink(): { readonly url: string } {
    return { url: this.link.begin(this.region) };
  }

  /**
   * The sign-in page has sent the browser back to Alexa.
   *
   * @param redirectedTo where to, in its production form
   */
  async finishLink(redirectedTo: string): Promise<LinkResult> {
    const { scopes } = this.link.settings;
    const result = await this.link.finish(redirectedTo);
    if ("kind" in result) {
      return result;
    }
    const { accessToken, expiresInSeconds } = result;
    const event = await this.inTurn(() =>
      this.conversation.event(this.requester(accessToken), {
        type: "AlexaSkillEvent.SkillAccountLinked",
        body: { accessToken },
      }),
    );
    return { kind: "linked", expiresInSeconds, scopes, event };
  }

  /**
   * The sign-in page did not send the browser back.
   *
   * @param pageUrl the page that it ended on, in its production form; undefined when none came at all
   * @param text what that page says, if anybody knows
   */
  failLink(pageUrl: string | undefined, text?: string): LinkResult {
    return this.link.fail(pageUrl, text);
  }

  /** Gets a new access token, as Alexa does by itself before the old one runs out. */
  refresh(): Promise<RefreshResult> {
    return this.link.refresh();
  }

  /** The user says something to the device. */
  say(utterance: string): Promise<Turn> {
    return this.inTurn(async () => {
      const model = this.props.models[this.currentLocale];
      if (model === undefined) {
        throw new Problem(`There is no interaction model for ${this.currentLocale}.`);
      }
      if (isSilent(model)) {
        return { ...keptByAlexa(alexaSpeech(this.currentLocale).notUnderstood, NOTHING_TO_SAY), utterance };
      }
      const meaning = resolveUtterance(model, this.currentLocale, utterance);
      const turn = await this.answer(meaning, model.languageModel.invocationName);
      return { ...turn, utterance };
    });
  }

  /**
   * Sends a request that somebody wrote: the request alone, or a whole envelope, which goes out as it is.
   *
   * @throws Problem when it is neither
   */
  send(request: object): Promise<Turn> {
    return this.inTurn(async () => {
      if (typeOf(request) === undefined && typeOf((request as { readonly request?: unknown }).request) === undefined) {
        throw new Problem(
          'A request has a type: {"type": "LaunchRequest"}, or {"request": {"type": …}, …} as a whole.',
        );
      }
      return this.withDiagnosis(await this.conversation.send(await this.requesterNow(), request, this.name));
    });
  }

  /**
   * Sends a directive of a smart-home skill, with the user's token in its scope.
   *
   * @throws Problem when it names no interface and directive
   */
  direct(request: object): Promise<DirectiveAnswer> {
    return this.inTurn(async () => {
      const token = await this.link.accessToken();
      const envelope = directiveEnvelope(request, token);
      const { error, payload } = await this.props.skill(envelope);
      const sent = { directive: directiveName(envelope) ?? "", request: withoutToken(envelope, token) };
      return error === undefined
        ? { ...sent, answer: withoutToken(payload, token) }
        : { ...sent, error: `${error.errorType}: ${error.errorMessage}` };
    });
  }

  /** The user disables the skill: the tokens are gone, the conversation is over, and the skill hears of it. */
  async unlink(): Promise<void> {
    await this.inTurn(async () => {
      this.link.drop();
      this.disabled = true;
      this.conversation.forget();
      await this.conversation.event(this.requester(), {
        type: "AlexaSkillEvent.SkillDisabled",
        body: { userInformationPersistenceStatus: "NOT_PERSISTED" },
      });
    });
  }

  /** The user enables the skill. After it was disabled, the skill meets a new user. */
  async enable(): Promise<void> {
    await this.inTurn(async () => {
      if (this.disabled) {
        this.userId = newUserId();
        this.disabled = false;
      }
      await this.conversation.event(this.requester(await this.link.accessToken()), {
        type: "AlexaSkillEvent.SkillEnabled",
      });
    });
  }

  private async answer(meaning: Utterance, name: string): Promise<Omit<Turn, "utterance">> {
    const { conversation } = this;
    if (meaning.kind === "exit") {
      return conversation.isOpen
        ? conversation.send(await this.requesterNow(), spokenRequest(meaning), name)
        : keptByAlexa("");
    }
    const opensSession = meaning.kind === "launch" || meaning.named;
    const builtIn = meaning.kind === "fallback" || (meaning.kind === "intent" && meaning.name.startsWith("AMAZON."));
    if (!conversation.isOpen && !opensSession && builtIn) {
      return keptByAlexa(
        meaning.kind === "fallback" ? alexaSpeech(this.currentLocale).notUnderstood : "",
        `No conversation with the skill is open, so Alexa keeps this to herself. Open the skill by its name: ${name}.`,
      );
    }
    const note =
      !conversation.isOpen && !opensSession
        ? `No conversation with the skill was open, and its name was not said: Alexa may or may not find the skill. Surer is its name, ${name}.`
        : undefined;
    if (opensSession) {
      conversation.forget();
    }
    const turn = await conversation.send(await this.requesterNow(), spokenRequest(meaning), name);
    return this.withDiagnosis({ note, ...turn });
  }

  /** What the turn shows of the link: it is broken, or the skill does not accept it. */
  private withDiagnosis(turn: Turn): Turn {
    const refused = turn.request?.linked === true && turn.response.card?.type === "LinkAccount";
    const diagnosis = refused ? this.link.refusedBySkill() : this.link.diagnosis;
    return diagnosis === undefined ? turn : { ...turn, diagnosis };
  }

  private async requesterNow(): Promise<Requester> {
    return this.requester(await this.link.accessToken());
  }

  private requester(accessToken?: string): Requester {
    const { skillId } = this.props;
    return {
      skillId,
      userId: this.userId,
      locale: this.currentLocale,
      region: this.region,
      accessToken,
      now: this.now(),
    };
  }

  private get name(): string {
    return this.props.models[this.currentLocale]?.languageModel.invocationName || "the skill";
  }

  /** One thing after the other, as a person speaks. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => {});
    return result;
  }

  private known(locale: string): string {
    if (this.props.models[locale] === undefined) {
      const locales = Object.keys(this.props.models).join(", ") || "none";
      throw new Problem(`There is no interaction model for the locale ${locale}. There are models for: ${locales}.`);
    }
    return locale;
  }
}

const NOTHING_TO_SAY =
  "The skill package has no interaction model (interactionModels/custom), so nothing can be said to the skill. " +
  "Its account can be linked, and a request can be sent to it.";

function keptByAlexa(speech: string, note?: string): Omit<Turn, "utterance"> {
  return {
    response: { speech, shouldEndSession: true },
    sessionOpen: false,
    logs: [],
    ...(note !== undefined && { note }),
  };
}

function typeOf(request: unknown): string | undefined {
  const { type } = (request ?? {}) as { readonly type?: unknown };
  return typeof type === "string" ? type : undefined;
}
