/** A smart-home skill: what Lambda calls. In a project of your own, import "alexa-cognito-account-linking/smart-home". */
import type { InvocationContext, SmartHomeResponse } from "../../lambda/library/smart-home";
import { readSettings, SmartHome } from "../../lambda/library/smart-home";
import { discover, reportState, turn } from "./devices";

const home = new SmartHome(readSettings(), {
  discover: ({ subject }) => discover(subject),
  reportState: ({ subject }, { endpointId }) => reportState(subject, endpointId),
  directives: {
    "Alexa.PowerController.TurnOn": ({ subject }, { endpoint }) => turn(subject, endpoint.endpointId, "ON"),
    "Alexa.PowerController.TurnOff": ({ subject }, { endpoint }) => turn(subject, endpoint.endpointId, "OFF"),
  },
});

setImmediate(() => home.prepare());

export const handler = (event: unknown, context: InvocationContext): Promise<SmartHomeResponse> =>
  home.invoke(event, context);
