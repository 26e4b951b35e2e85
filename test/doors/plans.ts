/** Whatever a plan looks like: no exception, and no block that is lost by changes elsewhere in it. */
import fc from "fast-check";
import { parseAcknowledgements } from "../../review/acknowledgement";
import { constructPaths } from "../../review/construct-paths";
import { markdownReport } from "../../review/markdown";
import { combine, reviewJson } from "../../review/report";
import { reviewEnvironment } from "../../review/review-environment";
import { terminalReport } from "../../review/terminal";
import type { Values } from "../review/planned";
import {
  CLIENT,
  deleted,
  FUNCTION,
  fixture,
  PERMISSION,
  POOL,
  replaced,
  resource,
  stack,
  updated,
} from "../review/planned";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

interface Blocking {
  readonly plan: Values;
  /** The places of the change itself: without it the plan is another one. */
  readonly itself: RegExp;
}

const NEVER = /^$/;

const BLOCKING: Readonly<Record<string, Blocking>> = {
  "pool destroyed": { plan: deleted(POOL), itself: NEVER },
  "client replaced": {
    plan: replaced(CLIENT, "generate_secret", (it) => {
      it.generate_secret = false;
    }),
    itself: NEVER,
  },
  "permission destroyed": {
    plan: deleted(PERMISSION, "delete_because_each_key"),
    itself: /\.before\.principal$/,
  },
  "callback removed": {
    plan: updated(CLIENT, (it) => {
      it.callback_urls.pop();
    }),
    itself: /\.callback_urls(\.\d+)?$/,
  },
  "time-out above Alexa's": {
    plan: updated(FUNCTION, (it) => {
      it.timeout = 9;
    }),
    itself: /\.timeout$/,
  },
  "token too short": {
    plan: updated(CLIENT, (it) => {
      it.access_token_validity = 5;
    }),
    itself: /access_token|token_validity_units/,
  },
  "protection off": {
    plan: updated(POOL, (_it, was) => {
      was.deletion_protection = "ACTIVE";
    }),
    itself: /\.deletion_protection$/,
  },
  "implicit flow": {
    plan: updated(CLIENT, (it) => {
      it.allowed_oauth_flows = ["implicit"];
    }),
    itself: /\.allowed_oauth_flows(\.\d+)?$/,
  },
  "pool renamed": { plan: fixture("renamed-pool"), itself: NEVER },
};

const SECRET = "planted-7f3b9c1d2e4a5b6c";
for (const { plan } of Object.values(BLOCKING)) {
  plan.variables = { ...plan.variables, token: { value: SECRET } };
  const { change } = plan.resource_changes.find((it: Values) => it.address === CLIENT) ?? resource(plan, CLIENT);
  for (const side of ["before", "after"]) {
    if (change[side] !== null) {
      change[side].client_secret = SECRET;
    }
  }
}

interface Case {
  /** Of `BLOCKING`; empty for a plan that is anything at all. */
  readonly of: string;
  readonly changes: readonly Change[];
}

const words = fc.constantFrom<unknown>("no-op", ["no-op"], ["update"], ["read"], ["create"], ["delete", "create"]);
const values = fc.oneof(strangeJson, words);

const cases: fc.Arbitrary<Case> = fc.oneof(
  ...Object.entries(BLOCKING).map(([of, { plan }]) =>
    fc.record({ of: fc.constant(of), changes: changesOf(plan, values) }),
  ),
  fc.record({
    of: fc.constant(""),
    changes: fc.record({ at: fc.constant([]), to: strangeJson }).map((change) => [change]),
  }),
);

const digest = (): string => "none";

function enter({ of, changes }: Case): void {
  const { plan: original, itself } = BLOCKING[of] ?? { plan: {}, itself: NEVER };
  const plan = changedJson(original, changes);
  const review = reviewEnvironment({ environment: "staging", plan, configuration: stack(), digest });
  const all = combine([review]);
  const said = [
    reviewJson(all),
    markdownReport(all, { marker: "<!-- doors -->" }),
    terminalReport(all, { color: false, width: 100, detail: true }),
  ].join("\n");
  const isUnread = review.notJudged.includes("The plan has a form that this program cannot read.");
  hold(!isUnread, "the review failed within");
  constructPaths(plan);
  parseAcknowledgements(plan);
  const isAnother = changes.some(({ at }) => itself.test(at.join(".")));
  hold(review.verdict !== "safe" || isAnother, "what blocks is called safe");
  hold(of !== "" || review.verdict === "not judged", "what is no plan is judged");
  holdSecret(said, [SECRET]);
}

export const door: Door<Case> = { cases, casesInTests: 250, open: async (): Promise<OpenDoor<Case>> => ({ enter }) };
