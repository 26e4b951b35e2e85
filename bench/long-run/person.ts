import { Problem } from "../../common/problem";
import type { AlexaUser } from "../../local/alexa/alexa-user";
import type { Credentials } from "../../local/alexa/headless-browser";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { createUser } from "../../local/demo/demo-user";
import type { LongRunWorld } from "./world";
import { PROVIDER } from "./world";

/** What people do, as the figures name it. */
export type Operation =
  | "link by password"
  | "link by provider"
  | "ask, linked"
  | "ask, unlinked"
  | "refresh"
  | "unlink";

/** One thing that somebody does. It throws when what comes of it is not what has to. */
export interface Deed {
  readonly operation: Operation;
  readonly run: () => Promise<void>;
}

/** A time limit of Alexa's or the skill's cut it off: the machine is too slow for it just now. */
export class Late extends Problem {}

/** What Alexa's side and the skill's log say then. */
const TIME_LIMIT = /token-uri-slow|(user-info|keys|jwks|memory)-timeout|too slow/;

const LAUNCH = "open stack guide";
const QUESTION = "ask stack guide what is your technology stack";
const FORGET_ME = "ask stack guide to forget me";

/**
 * One of the people who use the skill. Of four, one has a password, one an account at the identity provider, and two
 * have both, whose second one is joined with the first. Every third has the skill forget them before they unlink.
 */
export class Person {
  private readonly alexa: AlexaUser;
  private rounds = 0;
  private readonly life = this.live();
  private current?: Deed;
  /** Undefined when it is not known: what was asked came back without a word of it. */
  private isRemembered: boolean | undefined = false;
  private isJoined = false;

  private constructor(
    private readonly world: LongRunWorld,
    private readonly name: string,
    private readonly ways: readonly Credentials[],
    private readonly forgets: boolean,
  ) {
    this.alexa = world.newAlexaUser();
  }

  static async make(world: LongRunWorld, number: number): Promise<Person> {
    const name = nameOf(number);
    const email = `${name.toLowerCase()}@example.com`;
    const kind = number % 4;
    const ways: Credentials[] = [];
    if (kind !== 1) {
      ways.push(await createUser(world.access, world.poolId, { email, givenName: name }));
    }
    if (kind !== 0) {
      const answers = { person: "other", firstName: name, email, verified: "yes" };
      ways.push({ provider: PROVIDER, answers });
    }
    return new Person(world, name, ways, number % 3 === 0);
  }

  /** The next of the things that this person does, over and over: the same until it is done. */
  next(): Deed {
    this.current ??= this.life.next().value;
    return this.current;
  }

  hasDone(): void {
    this.current = undefined;
  }

  private *live(): Generator<Deed, never> {
    for (;;) {
      yield* this.round();
    }
  }

  /** From one link to its end. */
  private round(): readonly Deed[] {
    const way = this.ways[this.rounds % this.ways.length];
    this.rounds += 1;
    if (way === undefined) {
      throw new Problem(`${this.name} has no way to sign in.`);
    }
    const asks = (run: () => Promise<void>): Deed => ({ operation: "ask, linked", run });
    return [
      { operation: "ask, unlinked", run: () => this.askUnlinked() },
      {
        operation: "provider" in way ? "link by provider" : "link by password",
        run: () => this.link(way),
      },
      asks(() => this.open()),
      asks(() => this.ask()),
      { operation: "refresh", run: () => this.refresh() },
      asks(() => this.ask()),
      ...(this.forgets ? [asks(() => this.beForgotten())] : []),
      { operation: "unlink", run: () => this.unlink() },
    ];
  }

  private async link(way: Credentials): Promise<void> {
    const first = await this.attempt(way);
    if (!first.startsWith("accounts-joined") || this.isJoined) {
      must(first === "linked", `the link failed: ${first}`);
      must(!this.hasTwoAccounts || !("provider" in way) || this.isJoined, "two accounts were not joined");
      return;
    }
    // As Cognito's trigger has it: the attempt that joins the accounts fails, and the next one links.
    this.isJoined = true;
    const second = await this.attempt(way);
    must(second === "linked", `after the accounts were joined, the link failed: ${second}`);
  }

  private get hasTwoAccounts(): boolean {
    return this.ways.length > 1;
  }

  /** In a browser of its own, in which nobody is signed in. */
  private async attempt(way: Credentials): Promise<string> {
    const browser = new HeadlessBrowser({ hosts: this.world.hosts });
    const end = await browser.signIn(this.alexa.beginLink().url, way);
    const result =
      end.kind === "redirected"
        ? await this.alexa.finishLink(end.url)
        : this.alexa.failLink(end.url, end.kind === "page" ? end.text : end.reason);
    return result.kind === "linked" ? "linked" : `${result.diagnosis.code}: ${result.diagnosis.detail}`;
  }

  /** Somebody who asked before is known again by it, whichever of their accounts they come by. */
  private async open(): Promise<void> {
    const known = "Last time you asked for my technology stack";
    const again = this.isRemembered === undefined ? "" : this.isRemembered ? known : "You can ask";
    await this.hear(LAUNCH, `Welcome back, ${this.name}. ${again}`);
  }

  private async ask(): Promise<void> {
    this.isRemembered = undefined;
    await this.hear(QUESTION, `Sure, ${this.name}. `);
    this.isRemembered = true;
  }

  private async beForgotten(): Promise<void> {
    this.isRemembered = undefined;
    await this.hear(FORGET_ME, "I've forgotten what you asked me");
    this.isRemembered = false;
  }

  private askUnlinked = (): Promise<void> => this.hear(QUESTION, "Please link your account");

  private async refresh(): Promise<void> {
    const result = await this.alexa.refresh();
    const why = result.kind === "failed" ? `${result.diagnosis.code}: ${result.diagnosis.detail}` : result.kind;
    must(result.kind === "refreshed", `the refresh failed: ${why}`);
  }

  private async unlink(): Promise<void> {
    await this.alexa.unlink();
    must(this.alexa.state === "not linked", `after unlinking, the link is: ${this.alexa.state}`);
    await this.alexa.enable();
  }

  private async hear(said: string, expected: string): Promise<void> {
    const { response, logs, note } = await this.alexa.say(said);
    const errors = logs.filter((line) => /"level":\s*"(error|warn)"/i.test(line));
    must(
      response.speech.includes(expected) && note === undefined && errors.length === 0,
      `to "${said}" ${this.name} should hear "${expected}", and heard: ${response.speech} ${note ?? ""} ${errors.join(" ")}`,
    );
  }
}

/** Letters alone, as first names have: 0 is Adaaa. */
function nameOf(number: number): string {
  const letter = (value: number): string => String.fromCharCode(97 + (value % 26));
  return `Ada${letter(Math.floor(number / 26))}${letter(number)}`;
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) {
    throw new (TIME_LIMIT.test(otherwise) ? Late : Problem)(otherwise);
  }
}
