/** What the configuration's text says beside what an expression refers to. */
import type { EnvironmentReview } from "../../review/review";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { created, resource } from "./planned";

const CLIENT = "aws_cognito_user_pool_client";
const FRESH = "aws_cognito_user_pool.fresh";

/** A new client, of which the plan alone says that it is a new pool's: anything else lets programs take passwords. */
const plan = (): Values => {
  const made = created("aws_cognito_user_pool", "fresh", { name: "fresh" });
  created(CLIENT, "x", { name: "c", explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] }, made);
  resource(made, FRESH).change.after_unknown.id = true;
  resource(made, `${CLIENT}.x`).change.after_unknown.user_pool_id = true;
  const { resources } = made.configuration.root_module;
  const { expressions } = resources.find(({ address }: Values) => address === `${CLIENT}.x`);
  expressions.user_pool_id = { references: [`${FRESH}.id`, FRESH] };
  return made;
};

const review = (user_pool_id: string): EnvironmentReview =>
  reviewEnvironment({
    environment: "staging",
    plan: plan(),
    configuration: { resource: { [CLIENT]: { x: { user_pool_id } } } },
    digest: () => "",
  });

test.each([
  `\${${FRESH}.id == "" ? "" : "us-east-1_EXAMPLE01"}`,
  `us-east-1_EXAMPLE01\${substr(${FRESH}.id, 0, 0)}`,
  `%{ if ${FRESH}.id == null }%{ else }us-east-1_EXAMPLE01%{ endif }`,
  `\${length({}) == length(${FRESH}.id) ? local.a : "us-east-1_EXAMPLE01"}`,
])("a pool that %s may be is not taken for a new one", (written) => {
  expect(review(written)).toMatchObject({
    verdict: "not examined",
    unexamined: [{ address: `${CLIENT}.x`, attributes: ["explicit_auth_flows"] }],
  });
});

test.each([`\${${FRESH}.id}`, `\${${FRESH}["a"].id}`, `\${one(${FRESH}[*].id)}`])(
  "a pool that %s is, is a new one",
  (written) => {
    expect(review(written)).toMatchObject({ verdict: "safe", unexamined: [] });
  },
);
