import { newSkill } from "../support/conversation";
import { event } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();

test.each([
  "AudioPlayer.PlaybackStarted",
  "AudioPlayer.PlaybackFinished",
  "AudioPlayer.PlaybackStopped",
  "AudioPlayer.PlaybackNearlyFinished",
  "PlaybackController.NextCommandIssued",
  "PlaybackController.PauseCommandIssued",
  "PlaybackController.PlayCommandIssued",
  "PlaybackController.PreviousCommandIssued",
])("%s is answered without speech, card, reprompt and session", async (type) => {
  const { response } = await newSkill().invoke(event(type), { getRemainingTimeInMillis: () => 7000 });

  expect(response).toEqual({});
  expect(world.output.lines).toMatchObject([{ level: "info", message: "request answered", requestType: type }]);
});
