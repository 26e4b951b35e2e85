/** What the simulator keeps does not grow without end, however long it runs. */
import { EventLog } from "../../../local/simulator/event-log";
import { Transcript } from "../../../local/simulator/transcript";

test("the transcript keeps the latest entries, and never uses an id again", () => {
  const transcript = new Transcript();
  for (let index = 0; index < 1000; index += 1) {
    transcript.add({ kind: "said", text: String(index) });
  }
  expect(transcript.entries).toHaveLength(200);
  expect(transcript.entries.at(-1)).toEqual({ id: 1000, kind: "said", text: "999" });
  transcript.clear();
  transcript.add({ kind: "said", text: "again" });
  expect(transcript.entries).toEqual([{ id: 1001, kind: "said", text: "again" }]);
});

test("the log keeps the latest events, and tells each one", () => {
  const told: number[] = [];
  const log = new EventLog();
  log.onEvent(({ id }) => told.push(id));
  const invocation = { at: "2026-11-22T12:00:00.000Z", durationMs: 1, request: "LaunchRequest", linked: false };
  for (let index = 0; index < 1000; index += 1) {
    log.addInvocation(invocation);
  }
  expect({ kept: log.events.length, firstId: log.firstId, told: told.length }).toEqual({
    kept: 300,
    firstId: 701,
    told: 1000,
  });
  log.clear();
  expect({ kept: log.events, firstId: log.firstId }).toEqual({ kept: [], firstId: 1001 });
});
