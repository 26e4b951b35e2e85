/** Values that no two environments share, by their shape. What takes their place in a comparison. */
const OWN_SHAPES: readonly (readonly [shape: RegExp, name: string])[] = [
  [/\/api\/skill\/link\/M[A-Z0-9]+/g, "/api/skill/link/{vendor}"],
  [/\bamzn1\.ask\.skill\.[0-9a-f-]{36}/g, "{skill}"],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "{id}"],
  [/\b[a-z]{2}(?:-[a-z]+){1,2}-\d_[A-Za-z0-9]+/g, "{user pool}"],
  [/\b[a-z0-9-]+(?=\.auth\.[a-z0-9-]+\.amazoncognito\.com\b)/g, "{domain}"],
  [/\b(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-[a-z]+){1,2}-\d\b/g, "{region}"],
  [/\b\d{12}\b/g, "{account}"],
  // The id of an app client: 26 lower-case letters and digits, of both.
  [/\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{26}\b/g, "{client}"],
];

/**
 * A value without what is the environment's own: its name with the hyphen before it, account, region, domain prefix,
 * and the ids of the user pool, the app client, the skill and the vendor. Two environments that differ in these only
 * have equal values then.
 *
 * @param environment its name; another environment's name in the value stays, for that is a difference
 */
export function withoutOwnValues(value: string, environment: string): string {
  const named = OWN_SHAPES.reduce((text, [shape, name]) => text.replace(shape, name), value);
  return withoutName(named, environment);
}

/** Text without the environment's name as a word of its own: `skill-staging` and `staging/skill` become `skill`. */
function withoutName(text: string, environment: string): string {
  if (environment === "") {
    return text;
  }
  const name = environment.replace(/[^A-Za-z0-9]/g, "\\$&");
  return text.replace(new RegExp(`(?:[-_/.]|\\b)${name}(?![A-Za-z0-9])[-_/]?`, "gi"), (found) =>
    /^[-_/.]/.test(found) && /[-_/]$/.test(found) ? found.slice(-1) : "",
  );
}

/** A construct's path below its stack, which has the environment's name: `user_pool` for `dev/user_pool`. */
export function pathInStack(construct: string, environment: string): string {
  return construct.startsWith(`${environment}/`) ? construct.slice(environment.length + 1) : construct;
}
