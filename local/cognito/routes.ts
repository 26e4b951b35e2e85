import { showAddPasskey, submitAddPasskey } from "./add-passkey";
import type { Answer } from "./answer";
import { authorize } from "./authorize";
import type { Call } from "./call";
import { showConfirm, submitConfirm, submitResend } from "./confirm";
import { showError } from "./error-page";
import { answerIdpResponse, answerSamlResponse } from "./federation";
import { showForgotPassword, showResetPassword, submitForgotPassword, submitResetPassword } from "./forgot-password";
import { IDP_RESPONSE_PATH, SAML_RESPONSE_PATH } from "./identity-provider";
import { showLogin, submitLogin } from "./login";
import { logout } from "./logout";
import { AUTHENTICATOR_PATH, showAuthenticator, showMfa, submitMfa } from "./mfa";
import { MORE_WAYS_PATH, PASSKEY_PATH, SIGN_IN_CODE_PATH, showMoreWays, submitMoreWays } from "./more-ways";
import { ADD_PASSKEY_PATH, showPasskey, submitPasskey } from "./passkey";
import { revoke } from "./revoke";
import { SAML_PROFILE_PATH, takeSamlForm } from "./saml";
import { showSignInCode, submitSignInCode } from "./sign-in-code";
import { showSignUp, submitSignUp } from "./sign-up";
import { token } from "./token";
import { answerUserInfo } from "./user-info-endpoint";

type Handler = (call: Call) => Promise<Answer>;

/** What is at a path of a domain. */
export interface Route {
  /** Who asks whom, in words. */
  readonly label: string;
  /** By HTTP method. HEAD is answered like GET. */
  readonly methods: Readonly<Record<string, Handler>>;
}

const PAGES = "browser → sign-in page";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html */
export const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/oauth2/authorize", { label: "browser → authorization URI", methods: { GET: authorize } }],
  [IDP_RESPONSE_PATH, { label: "identity provider → sign-in domain", methods: { GET: answerIdpResponse } }],
  [SAML_RESPONSE_PATH, { label: "identity provider → sign-in domain", methods: { POST: takeSamlForm } }],
  [SAML_PROFILE_PATH, { label: PAGES, methods: { GET: answerSamlResponse } }],
  ["/oauth2/token", { label: "Alexa → access token URI", methods: { POST: token } }],
  ["/oauth2/userInfo", { label: "skill → user info", methods: { GET: answerUserInfo, POST: answerUserInfo } }],
  ["/oauth2/revoke", { label: "Alexa → revocation", methods: { POST: revoke } }],
  ["/login", { label: PAGES, methods: { GET: showLogin, POST: submitLogin } }],
  ["/signup", { label: PAGES, methods: { GET: showSignUp, POST: submitSignUp } }],
  ["/confirm", { label: PAGES, methods: { GET: showConfirm, POST: submitConfirm } }],
  ["/resendcode", { label: PAGES, methods: { POST: submitResend } }],
  ["/mfa", { label: PAGES, methods: { GET: showMfa, POST: submitMfa } }],
  ["/forgotPassword", { label: PAGES, methods: { GET: showForgotPassword, POST: submitForgotPassword } }],
  ["/confirmForgotPassword", { label: PAGES, methods: { GET: showResetPassword, POST: submitResetPassword } }],
  [MORE_WAYS_PATH, { label: PAGES, methods: { GET: showMoreWays, POST: submitMoreWays } }],
  [SIGN_IN_CODE_PATH, { label: PAGES, methods: { GET: showSignInCode, POST: submitSignInCode } }],
  [PASSKEY_PATH, { label: PAGES, methods: { GET: showPasskey, POST: submitPasskey } }],
  [ADD_PASSKEY_PATH, { label: PAGES, methods: { GET: showAddPasskey, POST: submitAddPasskey } }],
  ["/logout", { label: "browser → sign-out", methods: { GET: logout } }],
  [AUTHENTICATOR_PATH, { label: PAGES, methods: { GET: showAuthenticator } }],
  ["/error", { label: PAGES, methods: { GET: showError } }],
]);
