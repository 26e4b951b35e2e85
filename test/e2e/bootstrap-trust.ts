/** Who may take the roles that examples/bootstrap makes, by the tokens of GitHub's jobs. */
import { isAllowed } from "../iam/policy-evaluator";
import type { Bootstrap } from "./bootstrap-world";
import { ACCOUNT, ENVIRONMENTS, ISSUER, REPOSITORY } from "./bootstrap-world";

/** A job's token, as GitHub makes it: https://docs.github.com/actions/reference/security/oidc */
const token = (sub: string, ref: string, file = "deploy-environment.yml"): Readonly<Record<string, string>> => ({
  [`${ISSUER}:aud`]: "sts.amazonaws.com",
  [`${ISSUER}:sub`]: sub.startsWith("repo:") ? sub : `repo:${REPOSITORY}:${sub}`,
  [`${ISSUER}:ref`]: ref,
  [`${ISSUER}:job_workflow_ref`]: `octo-org/skill/.github/workflows/${file}@${ref}`,
});

const MAIN = "refs/heads/main";
const PULL = "refs/pull/7/merge";

/** The tests of the roles' trust, about an apply that has ended when they run. */
export function describeTrust(bootstrap: () => Bootstrap): void {
  const policyOf: Bootstrap["policyOf"] = (...of) => bootstrap().policyOf(...of);

  describe.each(ENVIRONMENTS)("the roles of %s", (environment) => {
    const takes = (role: string, context: Readonly<Record<string, string>>): boolean =>
      isAllowed([policyOf("aws_iam_role", "assume_role_policy", `${role} ${environment}`)], {
        action: "sts:AssumeRoleWithWebIdentity",
        principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
        context,
      });

    test("plan: main, the deployments from main, and the pull requests that GitHub's environment lets through", () => {
      for (const context of [
        token(`ref:${MAIN}`, MAIN),
        token(`ref:${MAIN}`, MAIN, "drift-environment.yml"),
        token("environment:prod", MAIN),
        token(`environment:${environment}-plan`, PULL, "review.yml"),
        token(`environment:${environment}-plan`, "refs/heads/gh-readonly-queue/main/pr-7-c0ffee", "review.yml"),
      ]) {
        expect([context, takes("plan", context)]).toEqual([context, true]);
      }
    });

    test("plan: nobody else", () => {
      const other = ENVIRONMENTS.find((it) => it !== environment);
      for (const context of [
        // Before, a pull request's plan needed no environment, and so no reviewers.
        token("pull_request", PULL, "review.yml"),
        token(`environment:${other}-plan`, PULL, "review.yml"),
        // Whoever can push a branch can name an environment.
        token("environment:anything", "refs/heads/feature"),
        token(`environment:${environment}`, PULL, "review.yml"),
        token("ref:refs/heads/feature", "refs/heads/feature"),
        token("ref:refs/tags/main", "refs/tags/main"),
        token(`repo:mallory/skill:environment:${environment}-plan`, MAIN),
        token(`repo:octo-org@123456/skill@4567890:ref:${MAIN}`, MAIN),
        { ...token(`ref:${MAIN}`, MAIN), [`${ISSUER}:aud`]: "https://github.com/octo-org" },
      ]) {
        expect([context, takes("plan", context)]).toEqual([context, false]);
      }
    });

    test("apply: the workflow that deploys, as it stands on main, in the GitHub environment, and nobody else", () => {
      const own = `environment:${environment}`;
      expect(takes("apply", token(own, MAIN))).toBe(true);
      const { [`${ISSUER}:ref`]: _, ...withoutRef } = token(own, MAIN);
      for (const context of [
        // An environment that was made again, without protection.
        token(own, "refs/heads/feature"),
        token(own, PULL),
        token(own, "refs/tags/v1"),
        token(own, MAIN, "other.yml"),
        { ...token(own, MAIN), [`${ISSUER}:job_workflow_ref`]: token(own, PULL)[`${ISSUER}:job_workflow_ref`] ?? "" },
        withoutRef,
        token(`${own}-plan`, MAIN),
        token(`environment:${ENVIRONMENTS.find((it) => it !== environment)}`, MAIN),
        token(`ref:${MAIN}`, MAIN),
        token("pull_request", PULL),
      ]) {
        expect([context, takes("apply", context)]).toEqual([context, false]);
      }
    });
  });
}
