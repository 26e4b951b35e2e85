import { toRe2 } from "../../../build/hcl/regular-expression";

test.each([
  [/^[a-z]([a-z0-9-]{0,34}[a-z0-9])?$/, "^[a-z]([a-z0-9-]{0,34}[a-z0-9])?$"],
  [/^aws:/i, "(?i)^aws:"],
  [/^[\p{L}\-@]{1,128}$/u, "^[\\p{L}\\-@]{1,128}$"],
  [/https:\/\/[^/]+\.com/, "https://[^/]+\\.com"],
  [/[^\s#]*/, "[^\\s\\v\\p{Z}\\x{FEFF}#]*"],
  [/\S\s/, "[^\\s\\v\\p{Z}\\x{FEFF}][\\s\\v\\p{Z}\\x{FEFF}]"],
  [/\{####\}/, "\\{####\\}"],
  [/[.]/, "[.]"],
])("%s becomes %s", (pattern, re2) => {
  expect(toRe2(pattern)).toBe(re2);
});

test.each([
  [/(?=a)/, /begin with \(\?/],
  [/(a)\1/, /references/],
  [/\bword/, /escapes/],
  [/a{1001}/, /1000 repetitions/],
  [/a{0,1001}/, /1000 repetitions/],
  [/a.b/, /a dot/],
  [/[\s\S]/, /\\S in a class/],
  [/a/m, /flags m/],
])("%s is refused: Terraform would read it otherwise or not at all", (pattern, reason) => {
  expect(() => toRe2(pattern)).toThrow(reason);
});
