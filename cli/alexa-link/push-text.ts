import type { AccountLinkingDifference, FieldDifference } from "../../alexa/account-linking/difference";
import type { PushResult } from "../../alexa/account-linking/push";
import type { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";

/** Shows what would be written, field by field. */
export function showDifference(terminal: Terminal, { fields, hidden }: AccountLinkingDifference): void {
  for (const field of fields) {
    showField(terminal, field);
  }
  const names = hidden.map(({ field }) => field).join(", ");
  const text = `Amazon never shows ${names}: whether they differ cannot be seen. What is set of them is written as well.`;
  for (const line of wrappedText("  ", text, terminal.width)) {
    terminal.line(line, "dim");
  }
}

function showField(terminal: Terminal, { field, kind, stored, wanted, note }: FieldDifference): void {
  switch (kind) {
    case "same":
      return;
    case "kept":
      terminal.line(`    ${field}: ${text(stored)} (kept: nothing here sets it)`, "dim");
      return;
    case "add":
      terminal.line(`  + ${field}: ${text(wanted)}`, "green");
      return;
    case "change":
      terminal.line(`  ~ ${field}: ${text(stored)}`, "yellow");
      terminal.line(`    becomes ${text(wanted)}`, "yellow");
  }
  for (const line of note === undefined ? [] : wrappedText("      ", note, terminal.width)) {
    terminal.line(line);
  }
}

/** Says what became of it. */
export function showResult(terminal: Terminal, result: PushResult): void {
  switch (result.kind) {
    case "unchanged":
      terminal.line(
        "  Nothing to do: all settings that Amazon shows match. The secret cannot be compared; it stays the\n" +
          "  same as long as the client id does. --force writes it again.",
      );
      return;
    case "would write":
      showDifference(terminal, result.difference);
      terminal.line("  Nothing was written: --dry-run.");
      return;
    case "declined":
      terminal.line("  Nothing was written.");
      return;
    case "written": {
      const unsure = result.unconfirmed.length === 0 ? "" : ` Amazon does not show ${result.unconfirmed.join(", ")}.`;
      terminal.line(`  Written, and read back.${unsure}`, "green");
    }
  }
}

const text = (value: unknown): string =>
  value === undefined ? "none" : typeof value === "string" ? value : JSON.stringify(value);
