/** The devices of each user: a lamp. Yours are in your device cloud; these last as long as the function's instance. */
import type { DirectiveAnswer, DiscoveredEndpoint, StateProperty } from "../../lambda/library/smart-home";
import { SmartHomeError } from "../../lambda/library/smart-home";

type Power = "OFF" | "ON";

const LAMP = "lamp-1";

/** By user. */
const lamps = new Map<string, Power>();

export const discover = (_subject: string): readonly DiscoveredEndpoint[] => [
  {
    endpointId: LAMP,
    manufacturerName: "Example",
    friendlyName: "Reading lamp",
    description: "A lamp that is not there",
    displayCategories: ["LIGHT"],
    additionalAttributes: { manufacturer: "Example", model: "Lamp" },
    capabilities: [
      { type: "AlexaInterface", interface: "Alexa", version: "3" },
      {
        type: "AlexaInterface",
        interface: "Alexa.PowerController",
        version: "3",
        properties: { supported: [{ name: "powerState" }], retrievable: true, proactivelyReported: false },
      },
    ],
  },
];

export function reportState(subject: string, endpointId: string): readonly StateProperty[] {
  if (endpointId !== LAMP) {
    throw new SmartHomeError("NO_SUCH_ENDPOINT", "The user has no such device");
  }
  return [
    {
      namespace: "Alexa.PowerController",
      name: "powerState",
      value: lamps.get(subject) ?? "OFF",
      timeOfSample: new Date().toISOString(),
      uncertaintyInMilliseconds: 0,
    },
  ];
}

export function turn(subject: string, endpointId: string, power: Power): DirectiveAnswer {
  reportState(subject, endpointId);
  lamps.set(subject, power);
  return { properties: reportState(subject, endpointId) };
}
