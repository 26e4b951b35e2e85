import { plainText } from "../../common/plain-text";
import { terraformErrorText } from "../../terraform/error-text";

const LOCKED = `╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: 0123456789ABCDEF,
│ HostID: ${"0".repeat(76)}, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold
│ Lock Info:
│   ID:        11111111-1111-4111-8111-111111111111
│   Path:      example-terraform-state/prod.tfstate
│   Operation: OperationTypePlan
│   Who:       ada@example
│   Version:   1.11.4
│   Created:   2026-01-01 00:00:00 UTC
│   Info:
│
│ Terraform acquires a state lock to protect the state from being written by multiple users at the same time.
│ Please resolve the issue above and try again. For most commands, you can disable locking with the "-lock=false" flag.
╵
`;

test("what to do comes before Terraform's own words, where no report cuts it off", () => {
  const shown = plainText(terraformErrorText(LOCKED));
  expect(shown).toMatch(
    /^Another Terraform run holds the lock of this state\. .*frees the state\. Error: Error acquiring/,
  );
  expect(shown).toMatch(/more characters\)$/);
});

test.each([
  ['Error: Backend configuration changed\n\nuse "terraform init -migrate-state".'],
  [
    'Error: Backend initialization required: please run "terraform init"\n\nwith either the "-reconfigure" or "-migrate-state" flags',
  ],
])("Terraform's advice to migrate a state is not followed: %j", (output) => {
  expect(terraformErrorText(output)).toMatch(/init -reconfigure`.*Do not use -migrate-state.*\n\nError: Backend/);
});

test("of a condition that failed its own words are shown, and not the expression, so that all of them have room", () => {
  const error = (message: string): string =>
    `Error: Resource postcondition failed\n\n  on cdk.tf.json line 36, in data.x.lifecycle.postcondition[0]:\n  36:   "condition": "x",\n    ├────────────────\n    │ self.domain is "a"\n\nclient.existing\n  received  ${message}\n`;

  const text = terraformErrorText(Array.from({ length: 6 }, (_, index) => error(`"number ${index}"`)).join("\n"));

  expect(text).toContain('received  "number 5"');
  expect(text).not.toMatch(/cdk\.tf\.json|condition":|self\.domain/);
});

test("a state that is cut off is not said to be locked by anybody, although Terraform says so", () => {
  const text = terraformErrorText(
    "Error: Error acquiring the state lock\n\nError message: 2 problems:\n\n- Unsupported state file format: The state file " +
      "could not be parsed as\nJSON: syntax error at byte offset 300.\n",
  );

  expect(text).toMatch(/^The state is cut off or was edited\. .*\.backup.*errored\.tfstate/);
  expect(text).not.toContain("Another Terraform run");
});
