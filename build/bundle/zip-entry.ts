/**
 * Any one date gives the same bytes everywhere as long as it is read as local time, which is what a zip holds.
 * A date in UTC would become a different local time in every time zone.
 */
const ENTRY_DATE = new Date(1980, 0, 1);

/** Unix, a regular file, readable by all: whatever umask and system the zip is built on. */
const UNIX = 3;
const READABLE_FILE = 0o100644 << 16;

/** How each file stands in a zip, so that the same files make the same bytes. */
export const ZIP_ENTRY = { mtime: ENTRY_DATE, os: UNIX, attrs: READABLE_FILE, level: 9 } as const;
