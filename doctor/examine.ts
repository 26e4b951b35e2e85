import { setMaxListeners } from "node:events";
import { messageOf } from "../common/problem";
import { appClientChecks } from "./app-client-checks";
import type { CheckResult } from "./check";
import { domainChecks } from "./domain-checks";
import type { EvidenceProps } from "./evidence";
import { Evidence } from "./evidence";
import { firstFactorChecks } from "./first-factor-checks";
import { functionChecks } from "./function-checks";
import { issuerChecks } from "./issuer-checks";
import type { Check, Judgement } from "./judgement";
import { see, unknown } from "./judgement";
import { providerChecks } from "./provider-checks";
import { settingsChecks } from "./settings-checks";
import { signInChecks } from "./sign-in-checks";
import { tokenChecks } from "./token-checks";
import { userPoolChecks } from "./user-pool-checks";

export interface DoctorProps extends EvidenceProps {
  /** Ends the examination: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with each result as soon as it is there, in any order. */
  readonly onResult?: (result: CheckResult) => void;
  /**
   * Milliseconds for everything: longer than a slow host and then a slow page of it. What has no result by then is
   * unknown.
   * @default 10500
   */
  readonly deadlineMs?: number;
}

/** In the order in which the results come. */
export const checksOf = (evidence: Evidence): readonly Check[] => [
  ...domainChecks(evidence),
  ...signInChecks(evidence),
  ...providerChecks(evidence),
  ...tokenChecks(evidence),
  ...issuerChecks(evidence),
  ...appClientChecks(evidence),
  ...userPoolChecks(evidence),
  ...firstFactorChecks(evidence),
  ...functionChecks(evidence),
  ...settingsChecks(evidence),
];

/**
 * Examines a deployed link from outside: all checks at once, in about ten seconds at most, and without changing
 * anything. One cause is one failure: what only follows from another check's failure is skipped, and says so.
 *
 * @returns always the same checks, in the same order
 * @throws the signal's reason when it is aborted
 */
export async function examine(props: DoctorProps): Promise<readonly CheckResult[]> {
  props.signal?.throwIfAborted();
  const end = new AbortController();
  const stop = AbortSignal.any([end.signal, ...(props.signal === undefined ? [] : [props.signal])]);
  const { deadlineMs = 10_500 } = props;
  setMaxListeners(0, stop); // every request listens
  const timer = setTimeout(() => end.abort(), deadlineMs);
  const examination = new Examination({ ...props, deadlineMs }, stop);
  try {
    return await examination.run();
  } finally {
    clearTimeout(timer);
    end.abort(); // what is still on its way is no use any more
  }
}

/** What a program says of itself helps nobody: then an answer has a form that AWS does not document. */
const whyNot = (error: unknown): string =>
  error instanceof TypeError
    ? "It could not be judged: what was answered has a form that is not known."
    : `It could not be judged: ${messageOf(error)}`;

class Examination {
  private readonly evidence: Evidence;
  private readonly results = new Map<string, Promise<CheckResult>>();
  private readonly stopped: Promise<Judgement>;

  constructor(
    private readonly props: DoctorProps & { readonly deadlineMs: number },
    stop: AbortSignal,
  ) {
    this.evidence = new Evidence(props, stop);
    this.stopped = new Promise((resolve, reject) => {
      stop.addEventListener("abort", () =>
        props.signal?.aborted
          ? reject(props.signal.reason)
          : resolve(unknown(`There was no result within ${props.deadlineMs / 1000} s.`)),
      );
    });
  }

  run(): Promise<readonly CheckResult[]> {
    for (const check of checksOf(this.evidence)) {
      this.results.set(check.name, this.examine(check));
    }
    return Promise.all(this.results.values());
  }

  private async examine(check: Check): Promise<CheckResult> {
    const began = performance.now();
    const judgement = await Promise.race([this.judge(check), this.stopped]);
    const { name, what, expected } = check;
    const durationMs = Math.round(performance.now() - began);
    const result: CheckResult = { name, what, expected, ...this.withoutSecret(judgement), durationMs };
    this.props.onResult?.(result);
    return result;
  }

  private async judge(check: Check): Promise<Judgement> {
    const judgement = await check.judge().catch((error) => unknown(whyNot(error)));
    if (judgement.status === "ok") {
      return judgement;
    }
    const whyOffline = check.online === true ? await this.evidence.whyOffline() : undefined;
    if (whyOffline !== undefined) {
      return unknown(whyOffline);
    }
    return judgement.status === "skip" ? judgement : ((await this.explanation(check, judgement)) ?? judgement);
  }

  /** The other check, which says why this one is not ok. */
  private async explanation({ follows = {} }: Check, { status }: Judgement): Promise<Judgement | undefined> {
    for (const [name, codes] of Object.entries(follows)) {
      const cause = await this.results.get(name);
      const isNamed = codes === "any" || (cause?.code !== undefined && codes.includes(cause.code));
      const explains =
        (cause?.status === "fail" && (isNamed || status === "unknown")) ||
        (cause?.status === "unknown" && codes === "any" && status === "unknown");
      if (explains) {
        return see(name);
      }
    }
    return undefined;
  }

  /** Servers say what they like, and may say what they were sent. */
  private withoutSecret(judgement: Judgement): Judgement {
    const { client_id, client_secret } = this.props.accountLinking;
    const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
    const secrets = [client_secret, basic, this.props.wanted.clientSecret ?? ""].filter((secret) => secret !== "");
    return { ...judgement, seen: secrets.reduce((text, secret) => text.replaceAll(secret, "••••"), judgement.seen) };
  }
}
