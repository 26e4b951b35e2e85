import { WrongUse } from "../../common/problem";
import { vendorIdIn } from "../../contract/alexa-redirect-uri";

/** The developer account's vendor id that Alexa puts at the end of her redirect URIs. */
export interface VendorId {
  readonly value: string;
  /** In words. */
  readonly source: string;
}

export interface VendorIdSources {
  /** `--vendor-id` */
  readonly option?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The redirect URIs that are deployed. */
  readonly redirectUris: readonly string[];
}

/** The form that environments.ts asks for as well. */
export const VENDOR_ID = /^M[0-9A-Z]{7,31}$/;

/**
 * Chooses the vendor id. Only the developer console knows the true one, so whoever names it gets the mistake found
 * that a wrong one in environments.ts is; otherwise what is deployed is taken at its word, if it can be a vendor id.
 *
 * @throws WrongUse when ASK_VENDOR_ID cannot be one
 */
export function chooseVendorId({ option, env, redirectUris }: VendorIdSources): VendorId {
  if (option !== undefined) {
    return { value: option, source: "from --vendor-id" };
  }
  if (env.ASK_VENDOR_ID) {
    if (!VENDOR_ID.test(env.ASK_VENDOR_ID)) {
      throw new WrongUse(
        `ASK_VENDOR_ID is "${env.ASK_VENDOR_ID}". Allowed are M and 7 to 31 capital letters and digits; ` +
          "https://developer.amazon.com/settings/console/mycid shows yours.",
      );
    }
    return { value: env.ASK_VENDOR_ID, source: "from ASK_VENDOR_ID" };
  }
  const deployed = redirectUris.map(vendorIdIn).find((id) => id !== undefined && VENDOR_ID.test(id));
  return deployed === undefined
    ? { value: "M0SIMULATED00", source: "made up: the deployed redirect URIs have none" }
    : { value: deployed, source: "from the deployed redirect URIs" };
}
