import type { v1 } from "ask-smapi-model";

/**
 * The events that happen outside a conversation: the schema of the manifest in npm's ask-smapi-model. It has others,
 * of interfaces, whose names have a dot. None tells that an account was unlinked.
 */
export const EVENT_NAMES = [
  "SKILL_ENABLED",
  "SKILL_DISABLED",
  "SKILL_ACCOUNT_LINKED",
  "SKILL_PERMISSION_ACCEPTED",
  "SKILL_PERMISSION_CHANGED",
  "SKILL_PROACTIVE_SUBSCRIPTION_CHANGED",
  "SKILL_NOTIFICATION_SUBSCRIPTION_CHANGED",
  "ITEMS_CREATED",
  "ITEMS_UPDATED",
  "ITEMS_DELETED",
  "LIST_CREATED",
  "LIST_UPDATED",
  "LIST_DELETED",
  "ALL_LISTS_CHANGED",
  "REMINDER_CREATED",
  "REMINDER_STARTED",
  "REMINDER_UPDATED",
  "REMINDER_DELETED",
  "REMINDER_STATUS_CHANGED",
  "AUDIO_ITEM_PLAYBACK_STARTED",
  "AUDIO_ITEM_PLAYBACK_STOPPED",
  "AUDIO_ITEM_PLAYBACK_FINISHED",
  "AUDIO_ITEM_PLAYBACK_FAILED",
  "IN_SKILL_PRODUCT_SUBSCRIPTION_STARTED",
  "IN_SKILL_PRODUCT_SUBSCRIPTION_RENEWED",
  "IN_SKILL_PRODUCT_SUBSCRIPTION_ENDED",
] as const satisfies readonly v1.skill.Manifest.EventNameType[];
