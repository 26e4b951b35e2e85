import type { SmartHomeHandlers } from "../../../../lambda/library/smart-home";
import { SmartHomeError } from "../../../../lambda/library/smart-home";

const now = "2026-11-28T05:00:00.000Z";

const powerState = (value: "ON" | "OFF") => ({
  namespace: "Alexa.PowerController",
  name: "powerState",
  value,
  timeOfSample: now,
  uncertaintyInMilliseconds: 0,
});

const lamp = {
  endpointId: "lamp",
  manufacturerName: "Example",
  friendlyName: "Lamp",
  description: "A lamp",
  displayCategories: ["LIGHT"],
  capabilities: [
    { type: "AlexaInterface", interface: "Alexa", version: "3" },
    {
      type: "AlexaInterface",
      interface: "Alexa.PowerController",
      version: "3",
      properties: { supported: [{ name: "powerState" }], retrievable: true, proactivelyReported: false },
    },
  ],
} as const;

/** One lamp, which is off and does not stay on. */
export const devices: SmartHomeHandlers = {
  discover: () => [lamp],
  reportState: (_, { endpointId }) => {
    if (endpointId !== "lamp") {
      throw new SmartHomeError("NO_SUCH_ENDPOINT", "There is no such device");
    }
    return [powerState("OFF")];
  },
  directives: {
    "Alexa.PowerController.TurnOn": () => ({ properties: [powerState("ON")] }),
    "Alexa.SceneController.Activate": () => ({
      event: { namespace: "Alexa.SceneController", name: "ActivationStarted" },
      payload: { cause: { type: "VOICE_INTERACTION" }, timestamp: now },
    }),
    "Alexa.LockController.Lock": () => {
      throw new Error("user@example.com has no lock");
    },
    "Alexa.ChannelController.ChangeChannel": () => new Promise(() => {}),
  },
};
