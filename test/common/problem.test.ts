import { messageOf } from "../../common/problem";

test.each([
  ["an error", new Error("what happened"), "what happened"],
  ["an error of another realm", { message: "what happened" }, "what happened"],
  ["a text", "what happened", "what happened"],
  ["nothing", undefined, "undefined"],
  ["an object without a prototype", Object.create(null), "a value without a text"],
  ["an object that makes no text", { toString: null, valueOf: null }, "a value without a text"],
])("the message of %s that was thrown", (_, thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
