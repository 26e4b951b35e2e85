/**
 * What an Alexa skill with linked Cognito accounts needs: tokens checked, accounts looked up, the link asked for where it
 * is missing, and a log that tells no secrets. The example skill beside this folder uses nothing else.
 */
export type { AccessToken, AccessTokenSettings } from "./account/access-token";
export { AccessTokenVerifier } from "./account/access-token";
export type {
  Account,
  InvalidLink,
  InvalidReason,
  Linked,
  Unavailable,
  UnavailableReason,
  Unlinked,
} from "./account/account";
export type { AccountLookupOptions } from "./account/account-lookup";
export { AccountLookup } from "./account/account-lookup";
export type { Profile, SpokenName } from "./account/profile";
export { spokenName } from "./account/profile";
export { accountLinkingHandler } from "./account-linking";
export type { Audience, AudienceHandler, PersonalHandler } from "./audience";
export { handlerOf, personalHandler, publicHandler, UnknownAccountError } from "./audience";
export { errorHandler } from "./error";
export type { HttpsFailureReason } from "./https-client";
export type { ErrorFacts, LogFields, LogLevel } from "./log";
export { errorFacts, log, textOf } from "./log";
export { lookUpAccount } from "./look-up-account";
export type {
  MemoryFailureReason,
  MemoryOff,
  MemoryOptions,
  MemoryUnavailable,
  Recollection,
} from "./memory/memory";
export { MAX_MEMORY_BYTES, Memory } from "./memory/memory";
export type { MemorySettings } from "./memory/memory-settings";
export { readMemorySettings } from "./memory/memory-settings";
export type { TableFailureReason } from "./memory/memory-table";
export { canBeAnswered, isIntent, localeOf, requestFields } from "./request";
export { logAnswer, noteStart } from "./request-log";
export type { Settings } from "./settings";
export { readSettings } from "./settings";
export { checkSkillId, RefusedRequestError } from "./skill-id";
export { arSA } from "./speech/ar-SA";
export { commonSpeechFor } from "./speech/common-speech-for";
export { deDE } from "./speech/de-DE";
export { enGB } from "./speech/en-GB";
export { enUS } from "./speech/en-US";
export { esES } from "./speech/es-ES";
export { frFR } from "./speech/fr-FR";
export { hiIN } from "./speech/hi-IN";
export { itIT } from "./speech/it-IT";
export { jaJP } from "./speech/ja-JP";
export { nlNL } from "./speech/nl-NL";
export { ptBR } from "./speech/pt-BR";
export type { CommonSpeech, SpeechFor } from "./speech/speech";
export { speechByLocale } from "./speech/speech";
export { unhandledHandler } from "./unhandled";
