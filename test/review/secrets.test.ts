/** Nothing of a review may hold a secret, wherever in the plan it stands. */
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { CLIENT, created, deleted, FUNCTION, fixture, LOGS, POOL, replaced, resource, stack, updated } from "./planned";

const SECRET = "planted-7f3b9c1d2e4a5b6c";

const PLACES: readonly (readonly [place: string, plan: () => Values])[] = [
  [
    "the prior state",
    () => {
      const plan = deleted(POOL);
      plan.prior_state.values.root_module.resources[0].values = { name: SECRET };
      return plan;
    },
  ],
  [
    "the planned values",
    () => {
      const plan = deleted(LOGS);
      plan.planned_values.outputs = { a: { value: SECRET } };
      return plan;
    },
  ],
  ["the variables", () => ({ ...deleted(POOL), variables: { token: { value: SECRET } } })],
  [
    "the provider's configuration",
    () => {
      const plan = deleted(POOL);
      plan.configuration.provider_config.aws.expressions.secret_key = { constant_value: SECRET };
      return plan;
    },
  ],
  [
    "an expression of the configuration",
    () => {
      const plan = updated(CLIENT, (it) => {
        it.name = "new";
      });
      plan.configuration.root_module.resources[0].expressions.name = { constant_value: SECRET };
      return plan;
    },
  ],
  [
    "a client's secret",
    () =>
      updated(CLIENT, (it, was) => {
        was.client_secret = SECRET;
        it.client_secret = `${SECRET}-2`;
      }),
  ],
  [
    "a destroyed client's secret",
    () =>
      replaced(CLIENT, "generate_secret", (it, change) => {
        change.before.client_secret = SECRET;
        delete it.client_secret;
      }),
  ],
  [
    "a nested value that is marked",
    () =>
      updated(FUNCTION, (it, _was, change) => {
        it.vpc_config = [{ subnet_ids: [SECRET] }];
        change.after_sensitive = { vpc_config: [{ subnet_ids: [true] }] };
      }),
  ],
  [
    "a value below a marked parent",
    () =>
      updated(FUNCTION, (it, _was, change) => {
        it.environment[0].variables = { CLIENT_ID: SECRET, ISSUER: SECRET };
        change.after_sensitive = { environment: true };
      }),
  ],
  [
    "a value that was marked before only",
    () =>
      updated(POOL, (it, was, change) => {
        was.email_configuration = [{ source_arn: SECRET }];
        it.email_configuration = [{ source_arn: "arn:new" }];
        change.before_sensitive = { email_configuration: [{ source_arn: true }] };
      }),
  ],
  [
    "a resource that is marked as a whole",
    () =>
      updated(CLIENT, (it, _was, change) => {
        it.callback_urls = [SECRET];
        change.after_sensitive = true;
      }),
  ],
  [
    "a set of which one item is marked",
    () =>
      updated(CLIENT, (it, _was, change) => {
        it.callback_urls = [SECRET];
        change.after_sensitive = { callback_urls: [true] };
      }),
  ],
  [
    "a value that another place marks",
    () =>
      updated(FUNCTION, (it, _was, change) => {
        it.kms_key_arn = SECRET;
        it.description = `uses ${SECRET} now`;
        change.after_sensitive = { kms_key_arn: true };
      }),
  ],
  [
    "an environment variable with a secret's name",
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.DB_PASSWORD = SECRET;
      }),
  ],
  [
    "a variable that becomes unknown",
    () =>
      updated(FUNCTION, (it, was, change) => {
        was.environment[0].variables.API_KEY = SECRET;
        it.environment = [{}];
        change.after_unknown.environment = [{ variables: true }];
      }),
  ],
  [
    "an identity provider's details",
    () => created("aws_cognito_identity_provider", "google", { provider_details: { client_secret: SECRET } }),
  ],
  [
    "JSON in a text",
    () =>
      updated(FUNCTION, (it) => {
        it.description = JSON.stringify({ a: [{ client_secret: SECRET }] });
      }),
  ],
  [
    "a URL",
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.BACKEND = `https://user:${SECRET}@example.com/`;
      }),
  ],
  [
    "a private key",
    () =>
      updated(FUNCTION, (it) => {
        it.description = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`;
      }),
  ],
  [
    "an output",
    () => {
      const plan = deleted(POOL);
      plan.output_changes.client_id = {
        ...plan.output_changes.client_id,
        actions: ["update"],
        before: SECRET,
        after: SECRET,
      };
      return plan;
    },
  ],
  [
    "an output that would be shown",
    () => {
      const plan = fixture("unchanged");
      plan.output_changes.account_linking = {
        actions: ["update"],
        before: SECRET,
        after: SECRET,
        after_unknown: false,
        before_sensitive: true,
        after_sensitive: false,
      };
      plan.applyable = true;
      return plan;
    },
  ],
  [
    "drift",
    () => {
      const plan = updated(CLIENT, () => {});
      const now = resource(plan, CLIENT);
      plan.resource_drift = [
        {
          ...now,
          change: { ...now.change, actions: ["update"], before: { ...now.change.before, client_secret: SECRET } },
        },
      ];
      now.change.before.client_secret = `${SECRET}-2`;
      return plan;
    },
  ],
  [
    "the message of a check",
    () => ({
      ...deleted(POOL),
      checks: [
        { address: { to_display: "check.a" }, status: "fail", instances: [{ problems: [{ message: SECRET }] }] },
      ],
    }),
  ],
  ["a diagnostic", () => ({ ...deleted(POOL), errored: true, diagnostics: [{ summary: SECRET }] })],
  [
    "what a resource is imported by",
    () => {
      const plan = updated(CLIENT, (it) => {
        it.name = "new";
      });
      resource(plan, CLIENT).change.importing = { id: SECRET };
      return plan;
    },
  ],
  [
    "values of a wrong form",
    () => {
      const plan = deleted(POOL);
      resource(plan, POOL).change.before = SECRET;
      return plan;
    },
  ],
  [
    "a value instead of a number",
    () =>
      updated(CLIENT, (it, _was, change) => {
        it.refresh_token_validity = SECRET;
        change.after_sensitive = { refresh_token_validity: true };
      }),
  ],
];

describe("a secret", () => {
  test.each(PLACES)("in %s gets into no review", (_place, plan) => {
    // GIVEN
    const json = plan();
    expect(JSON.stringify(json)).toContain(SECRET);

    // WHEN
    const review = reviewEnvironment({
      environment: "staging",
      plan: json,
      configuration: stack(),
      digest: () => "none",
    });

    // THEN
    expect(JSON.stringify(review)).not.toContain(SECRET);
    expect(review.findings.length + review.changes.length).toBeGreaterThan(0);
  });
});
