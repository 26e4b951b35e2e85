import { InvalidArgumentError } from "commander";

/** Reads the value of `--port`. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 65_535) {
    throw new InvalidArgumentError("Allowed is a number from 1 to 65535.");
  }
  return value;
}
