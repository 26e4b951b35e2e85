import type { FailureName } from "../../../local/simulator/failures";
import type { ServedSession } from "../../../local/simulator/server";
import type { SimulatorEvent, SimulatorState } from "../../../local/simulator/state";

/** A session that notes what it is asked, and does nothing. */
export interface SessionStandIn extends ServedSession {
  readonly calls: readonly (readonly unknown[])[];
  /** Lets the next action fail. */
  fail(error: Error): void;
  tellChange(): void;
  tellEvent(event: SimulatorEvent): void;
}

export function sessionStandIn(): SessionStandIn {
  const calls: unknown[][] = [];
  let failure: Error | undefined;
  let onChange = (_: SimulatorState): void => {};
  let onEvent = (_: SimulatorEvent): void => {};
  const note =
    (name: string) =>
    async (...args: readonly unknown[]): Promise<void> => {
      if (failure !== undefined) {
        throw failure;
      }
      calls.push([name, ...args]);
    };
  return {
    calls,
    fail: (error) => {
      failure = error;
    },
    tellChange: () => onChange(STATE),
    tellEvent: (event) => onEvent(event),
    state: STATE,
    snapshot: async () => ({ state: STATE, events: [] }),
    locales: ["en-US", "de-DE"],
    regions: ["NA", "EU", "FE"],
    failureNames: ["wrong-secret"] satisfies FailureName[],
    onChange: (listener) => {
      onChange = listener;
    },
    onEvent: (listener) => {
      onEvent = listener;
    },
    say: note("say"),
    send: async (request) => {
      await note("send")(request);
      return undefined;
    },
    startLink: async () => "http://127.0.0.1:1/oauth2/authorize",
    unlink: note("unlink"),
    refresh: note("refresh"),
    setLocale: note("setLocale"),
    setRegion: note("setRegion"),
    setFailure: note("setFailure"),
    reset: note("reset"),
    noteSettings: () => {},
  };
}

const STATE: SimulatorState = {
  revision: 1,
  firstEvent: 1,
  skill: {
    name: "Stack Guide",
    invocationName: "stack guide",
    environment: "dev",
    kind: "custom",
    skillId: "amzn1.ask.skill.1",
    vendorId: "M1EXAMPLE0DEV",
    vendorIdSource: "from --vendor-id",
    signInHost: "example.auth.us-east-1.amazoncognito.com",
    settingsSource: "filled in by the simulator",
  },
  locale: "en-US",
  locales: ["en-US", "de-DE"],
  region: "NA",
  regions: [],
  link: "unlinked",
  conversation: [],
  suggestions: [],
  mail: [],
  devices: [],
  directives: [],
  failures: [],
};
