import type { Case } from "../rule-plans";
import { provisioned } from "../rule-plans";

export const PROVISIONER_CASES: readonly Case[] = [
  ["provisioner-runs", "block", () => provisioned(["local-exec"]), /local-exec/, () => provisioned([])],
];
