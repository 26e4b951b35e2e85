import { CLIENT, updated } from "../planned";
import type { Case } from "../rule-plans";

export const UNREADABLE_SETTINGS_CASES: readonly Case[] = [
  [
    "setting-unreadable",
    "block",
    () =>
      updated(CLIENT, (it, _was, change) => {
        delete it.callback_urls;
        change.after_unknown.callback_urls = true;
      }),
    /callback_urls/,
    () =>
      updated(CLIENT, (it, _was, change) => {
        delete it.client_secret;
        change.after_unknown.client_secret = true;
      }),
  ],
];
