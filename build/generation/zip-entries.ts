import { unzipSync } from "fflate";

/** Whether two zips hold files of the same names and content, however they are compressed and dated. */
export function hasSameEntries(one: Uint8Array, other: Uint8Array): boolean {
  const [entries, others] = [entriesOf(one), entriesOf(other)];
  return (
    entries !== undefined &&
    others !== undefined &&
    Object.keys(entries).sort().join("\n") === Object.keys(others).sort().join("\n") &&
    Object.entries(entries).every(([name, content]) => Buffer.compare(content, others[name] ?? new Uint8Array()) === 0)
  );
}

/** Undefined for what is no zip. */
function entriesOf(zip: Uint8Array): Readonly<Record<string, Uint8Array>> | undefined {
  try {
    return unzipSync(zip);
  } catch {
    return undefined;
  }
}
