/**
 * What a changelog says of one version: the text between its heading and the next.
 *
 * @param version as the heading `## VERSION` has it
 * @returns undefined when it has no such heading, or nothing under it
 */
export function changesOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((it) => it.split(/\r?\n/, 1)[0]?.trim() === version);
  const text = section?.slice(section.indexOf("\n") + 1).trim();
  return text === undefined || text === "" ? undefined : `${text}\n`;
}
