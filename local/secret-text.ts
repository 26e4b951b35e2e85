import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, readable in URLs and cookies. */
export const randomText = (): string => randomBytes(32).toString("base64url");

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export const sameText = (one: string, two: string): boolean => timingSafeEqual(sha256(one), sha256(two));

export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
