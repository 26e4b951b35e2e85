import { newSkill } from "../support/conversation";
import { event, request } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

interface Fields {
  readonly type: string;
  readonly [name: string]: unknown;
}

test.each([
  ["System.ExceptionEncountered", request, "INVALID_RESPONSE"],
  ["AudioPlayer.PlaybackFailed", (fields: Fields) => event(fields.type, {}, {}, fields), "MEDIA_ERROR_UNKNOWN"],
])(
  "%s is logged with Alexa's type of error but not in its words, and answered in silence",
  async (type, make, reason) => {
    const error = { type: reason, message: "cannot speak: Welcome back, Annegret" };

    const { response } = await newSkill().invoke(make({ type, error, cause: { requestId: "r" } }), context);

    expect(response).toEqual({});
    expect(world.output.lines).toMatchObject([
      { level: "warn", message: "alexa reported an error", requestType: type, reason },
      { level: "info", requestType: type },
    ]);
    expect(world.output.text).not.toContain("Annegret");
  },
);

test.each([null, {}, { type: { type: "x" } }, "x"])(
  "a report whose error is %j is logged without a type",
  async (error) => {
    const { response } = await newSkill().invoke(request({ type: "System.ExceptionEncountered", error }), context);

    expect(response).toEqual({});
    expect(world.output.lines[0]).not.toHaveProperty("reason");
  },
);
