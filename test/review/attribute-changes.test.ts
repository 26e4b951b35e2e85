import { attributeChanges } from "../../review/attribute-changes";
import { readPlan } from "../../review/read-plan";
import type { Values } from "./planned";
import { CLIENT, created, deleted, FUNCTION, fixture, POLICY, POOL, replaced, resource, updated } from "./planned";

/** Attributes of the one change: path, before, after. */
function shown(plan: Values, address: string): readonly (readonly string[])[] {
  const change = readPlan(plan).plan?.changes.find((it) => it.address === address);
  if (change === undefined) {
    throw new Error(`${address} was not read`);
  }
  return attributeChanges(change).map(({ path, before, after, forcesReplacement }) =>
    forcesReplacement ? [path, before, after, "forces"] : [path, before, after],
  );
}

describe("attributeChanges", () => {
  test("names nested attributes", () => {
    const plan = updated(POOL, (after) => {
      after.password_policy[0].minimum_length = 14;
    });

    expect(shown(plan, POOL)).toEqual([["password_policy[0].minimum_length", "12", "14"]]);
  });

  test("shows of a set what comes and what goes, whatever the order", () => {
    const plan = updated(CLIENT, (after) => {
      after.allowed_oauth_scopes = ["email", "openid"];
      after.callback_urls = [...after.callback_urls].reverse();
      after.logout_urls.push("https://example.com/bye");
    });

    expect(shown(plan, CLIENT)).toEqual([
      ["allowed_oauth_scopes", "- profile", "+ email"],
      ["logout_urls", "(nothing removed)", "+ https://example.com/bye"],
    ]);
  });

  test("takes what is not set in an item of a set for what is switched off", () => {
    const plan = updated(POOL, (after) => {
      after.schema[0].developer_only_attribute = null;
      after.schema[0].number_attribute_constraints = null;
      after.mfa_configuration = "ON";
    });

    expect(shown(plan, POOL)).toEqual([["mfa_configuration", "OPTIONAL", "ON"]]);
  });

  test("leaves out what becomes unknown only because something else changes", () => {
    // GIVEN a release, as the provider plans it
    const plan = updated(FUNCTION, (after, _before, change) => {
      after.source_code_hash = "bmV3";
      for (const name of ["last_modified", "version", "qualified_arn", "qualified_invoke_arn"]) {
        delete after[name];
        change.after_unknown[name] = true;
      }
    });

    expect(shown(plan, FUNCTION).map(([path]) => path)).toEqual(["source_code_hash"]);
  });

  test("shows a configured value that becomes unknown", () => {
    const plan = replaced(CLIENT, "user_pool_id", (after, change) => {
      for (const name of ["user_pool_id", "id", "client_secret"]) {
        delete after[name];
        change.after_unknown[name] = true;
      }
    });

    expect(shown(plan, CLIENT)).toEqual([["user_pool_id", "us-east-1_EXAMPLE01", "(known after apply)", "forces"]]);
  });

  test("shows an update of which nothing else is known", () => {
    const plan = updated(FUNCTION, (after, _before, change) => {
      delete after.version;
      change.after_unknown.version = true;
    });

    expect(shown(plan, FUNCTION)).toEqual([["version", expect.any(String), "(known after apply)"]]);
  });

  test("tells tags once, and default tags in tags_all", () => {
    const both = updated(POOL, (after) => {
      after.tags = { Team: "a" };
      after.tags_all = { ...after.tags_all, Team: "a", Owner: "b" };
    });

    expect(shown(both, POOL)).toEqual([
      ["tags.Team", "(not set)", "a"],
      ["tags_all.Owner", "(not set)", "b"],
    ]);
  });

  test("compares policies by what they grant", () => {
    const policy = (text: unknown) => JSON.stringify(text);
    const same = updated(POLICY, (after, before) => {
      before.policy = policy({ Statement: { Effect: "Allow", Action: "a:B", Resource: ["x", "y"] } });
      after.policy = policy({ Statement: [{ Resource: ["y", "x"], Action: ["a:B"], Effect: "Allow" }] });
    });
    const wider = updated(POLICY, (after, before) => {
      before.policy = policy({ Statement: [{ Effect: "Allow", Action: ["a:B"], Resource: "x" }] });
      after.policy = policy({ Statement: [{ Effect: "Allow", Action: ["a:B", "a:C"], Resource: "x" }] });
    });

    expect(shown(same, POLICY)).toEqual([]);
    expect(shown(wider, POLICY)).toEqual([["policy", "(nothing removed)", "+ allow a:C on x"]]);
  });

  test("takes empty and not set for the same", () => {
    const plan = updated(POOL, (after, before) => {
      before.tags = null;
      after.tags = {};
      before.sms_configuration = [];
      after.sms_configuration = null;
    });

    expect(shown(plan, POOL)).toEqual([]);
  });

  test("shortens long values and tells those apart that differ further on", () => {
    const plan = updated(FUNCTION, (after, before) => {
      before.description = `${"x".repeat(500)}a`;
      after.description = `${"x".repeat(500)}b`;
    });
    const [[, before, after] = []] = shown(plan, FUNCTION);

    expect(before).toMatch(/^x{160}… \(501 characters\)$/);
    expect(after).toMatch(/differs further on/);
  });

  test("hides secrets by Terraform's marks and by their names, and says that they change", () => {
    // GIVEN
    const plan = updated(FUNCTION, (after, before, change) => {
      before.environment[0].variables = { API_TOKEN: "old-token", STAGE: "a", MARKED: "one" };
      after.environment[0].variables = { API_TOKEN: "new-token", STAGE: "b", MARKED: "two" };
      change.after_sensitive = { environment: [{ variables: { MARKED: true } }] };
      after.description = JSON.stringify({ password: "in-json", level: 1 });
    });

    // THEN
    expect(shown(plan, FUNCTION)).toEqual([
      ["description", "Answers Alexa", '{"level":1,"password":"(sensitive)"}'],
      ["environment[0].variables.API_TOKEN", "(sensitive)", "(sensitive, changed)"],
      ["environment[0].variables.MARKED", "(sensitive)", "(sensitive, changed)"],
      ["environment[0].variables.STAGE", "a", "b"],
    ]);
  });

  test("hides all below a mark on a parent", () => {
    const plan = updated(FUNCTION, (after, _before, change) => {
      after.environment[0].variables.STAGE = "b";
      change.after_sensitive = { environment: true };
    });

    expect(shown(plan, FUNCTION)).toEqual([["environment", "(sensitive)", "(sensitive, changed)"]]);
  });

  test("hides the secret of an identity provider, and shows whose client it is", () => {
    const details = { client_id: "id-of-google", client_secret: "secret-of-google" };
    const plan = created("aws_cognito_identity_provider", "google", { provider_details: details });

    expect(JSON.stringify(shown(plan, "aws_cognito_identity_provider.google"))).toMatch(
      /^(?=.*id-of-google)(?!.*secret-of-google)/,
    );
  });

  test("does not take a skill id, lifetimes or switches for secrets", () => {
    const plan = updated(CLIENT, (after) => {
      after.token_validity_units[0].refresh_token = "hours";
      after.generate_secret = false;
      after.enable_token_revocation = false;
    });

    expect(shown(plan, CLIENT)).toEqual([
      ["enable_token_revocation", "true", "false"],
      ["generate_secret", "true", "false"],
      ["token_validity_units[0].refresh_token", "days", "hours"],
    ]);
  });

  test("tells nothing of what goes or stays", () => {
    expect(shown(deleted(POOL), POOL)).toEqual([]);
    expect(shown(fixture("unchanged"), POOL)).toEqual([]);
    expect(resource(fixture("unchanged"), POOL).change.actions).toEqual(["no-op"]);
  });
});
