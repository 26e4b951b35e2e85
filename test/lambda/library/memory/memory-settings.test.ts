import { readMemorySettings } from "../../../../lambda/library";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/alexa-skill-dev-memory";

test("without a table there is no memory, whatever else is set", () => {
  expect(readMemorySettings({})).toBeUndefined();
  expect(readMemorySettings({ MEMORY_DAYS: "30" })).toBeUndefined();
});

test("table and days are read", () => {
  expect(readMemorySettings({ MEMORY_TABLE: TABLE, MEMORY_DAYS: "30" })).toEqual({
    tableArn: TABLE,
    retentionDays: 30,
  });
});

test.each([
  ["a name", "alexa-skill-dev-memory", "30"],
  ["nothing", "", "30"],
  ["another service", TABLE.replace("dynamodb", "s3"), "30"],
  ["an index", `${TABLE}/index/a`, "30"],
  ["no days", TABLE, undefined],
  ["days as a text", TABLE, "a month"],
  ["0 days", TABLE, "0"],
  ["27 years of days", TABLE, "10000"],
])("%s is refused by name", (_, MEMORY_TABLE, MEMORY_DAYS) => {
  expect(() => readMemorySettings({ MEMORY_TABLE, MEMORY_DAYS })).toThrow(/MEMORY_TABLE.*MEMORY_DAYS/s);
});
