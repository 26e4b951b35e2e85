import { repeatsMember } from "../../common/json-members";

const repeats = (text: string): boolean => repeatsMember(text, JSON.parse(text));

test.each(['{"a":1,"a":2}', '[{"a":{"b":1,"b" : 1}}]', '{"a":"x","\\u0061":"y"}', '{"a":"\\"","a":1}'])(
  "a name that stands twice: %s",
  (text) => {
    expect(repeats(text)).toBe(true);
  },
);

test.each([
  "{}",
  '{"a":{"a":[{"a":1},{"a":"a"}]}}',
  '{"a":"\\"b\\":1","b":"c:"}',
  '{"__proto__":{"a":1},"a":"\\\\"}',
  '["a",":"]',
])("a name that stands once: %s", (text) => {
  expect(repeats(text)).toBe(false);
});
