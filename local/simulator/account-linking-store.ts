import type { AccountLinkingRequest, AccountLinkingResponse } from "../../alexa/account-linking/request";
import { HIDDEN_FIELDS } from "../../alexa/account-linking/request";
import type { AccountLinkingSettings as Form } from "../alexa/account-linking-settings";
import { settingsFrom } from "../alexa/account-linking-settings";
import type { SmapiStandIn } from "../amazon/stand-in";
import type { FailureSwitches } from "./failure-switches";

export interface AccountLinkingStoreProps {
  readonly smapi: Pick<SmapiStandIn, "accountLinking" | "showInstead" | "onAccountLinkingWritten">;
  readonly switches: Pick<FailureSwitches, "formWritten" | "formIsBroken">;
  /** The form that Alexa goes by. */
  readonly form: () => Form;
  readonly skillId: string;
  /** Called when the form was written. */
  readonly onWritten: () => void;
}

/**
 * Makes SMAPI's settings and the form that Alexa goes by the same thing, as they are at Amazon: what is written through
 * the API is what Alexa uses, and what was broken on purpose shows in the API.
 */
export function joinSettings({ smapi, switches, form, skillId, onWritten }: AccountLinkingStoreProps): void {
  smapi.onAccountLinkingWritten((writtenFor, request) => {
    if (writtenFor === skillId) {
      switches.formWritten(settingsFrom(request));
      onWritten();
    }
  });
  smapi.showInstead((askedSkillId) => {
    const written = smapi.accountLinking(askedSkillId);
    return askedSkillId === skillId && switches.formIsBroken ? visible(broken(form(), written)) : visible(written);
  });
}

/** What was written, with what the form was broken to. */
function broken(form: Form, written: AccountLinkingRequest | undefined): AccountLinkingRequest {
  return {
    type: "AUTH_CODE",
    ...written,
    authorizationUrl: form.authorizationUri,
    accessTokenUrl: form.accessTokenUri,
    clientId: form.clientId,
    scopes: form.scopes,
    accessTokenScheme: form.accessTokenScheme,
  };
}

function visible(request: AccountLinkingRequest | undefined): AccountLinkingResponse | undefined {
  const hidden: readonly string[] = HIDDEN_FIELDS;
  return (
    request &&
    (Object.fromEntries(
      Object.entries(request).filter(([field]) => !hidden.includes(field)),
    ) as unknown as AccountLinkingResponse)
  );
}
