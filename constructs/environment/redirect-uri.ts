import type { TextField } from "./field";
import { UnicodePattern } from "./field";

/** Amazon Cognito, "Quotas": callback URLs and logout URLs of one app client. */
export const MAX_URIS = 100;

/** A host's name (RFC 1123, section 2.1). */
const HOST = /LABEL(\.LABEL)*\.?/.source.replaceAll("LABEL", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
const PORT = "(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";
/** Amazon Cognito API, RedirectUrlType: no white space, no control or format character. */
const VISIBLE = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]*`;

const WEB = `https://${HOST}${PORT}([/?]${VISIBLE})?|http://localhost${PORT}([/?]${VISIBLE})?`;

/** Any scheme but http and https, for RE2, which cannot look ahead. */
const OWN_SCHEME =
  "([a-gi-z]C*|h|h[a-su-z0-9+.-]C*|ht|ht[a-su-z0-9+.-]C*|htt|htt[a-oq-z0-9+.-]C*|http[a-rt-z0-9+.-]C*|https[a-z0-9+.-]C*)".replaceAll(
    "C",
    "[a-z0-9+.-]",
  );

/**
 * Where Alexa's client may send users to.
 * @internal
 */
export const uri: TextField = {
  kind: "text",
  // Amazon Cognito API, CallbackURLsType; an app's own scheme is a reversed domain name (RFC 8252, section 7.1).
  pattern: new UnicodePattern(`^(${WEB}|[a-z][a-z0-9+-]*\\.[a-z0-9+.-]*://${VISIBLE})$`),
  except: /#|[$%]\{/,
  maxLength: 1024, // Amazon Cognito API, RedirectUrlType
  allowed:
    "an absolute https URI, an http URI of localhost, or an app's own scheme (com.example.app://…), without fragment, white space and control characters, at most 1024 characters",
  fix: "use https; plain http is for http://localhost only, and an app's scheme has a dot in it (RFC 8252)",
};

/**
 * Where the client of an app may send users to: its scheme may be any that is its own, as Cognito takes it. Source: Amazon
 * Cognito API, CallbackURLsType ("App callback URLs such as myapp://example are also supported").
 * @internal
 */
export const appUri: TextField = {
  ...uri,
  pattern: new UnicodePattern(`^(${WEB}|${OWN_SCHEME}://${VISIBLE})$`),
  except: /#|[$%]\{|^(javascript|vbscript|data|file|blob):/,
  allowed:
    "an absolute https URI, an http URI of localhost, or an app's own scheme (myapp://…), without fragment, white space and control characters, at most 1024 characters",
  fix: "use https; plain http is for http://localhost only",
};
