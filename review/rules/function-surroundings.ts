import { valueAt } from "../../common/json";
import { accountOf, ownAccount } from "./accounts";
import type { ChangeRule } from "./rule";
import { blocksAt, differs, isUpdate, numberAt, wasWillBe } from "./values";

/** What stands around the function: its network, its dead letters, the functions that wait. */

const network: ChangeRule = {
  id: "lambda-network",
  severity: "warn",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: ["vpc_config.subnet_ids", "vpc_config.security_group_ids"] },
  find: (change) => {
    const fields = ["subnet_ids", "security_group_ids"].filter((name) => differs(change, "vpc_config", 0, name));
    if (!isUpdate(change) || fields.length === 0) {
      return undefined;
    }
    const isInside = blocksAt(change.after, "vpc_config").length > 0;
    return {
      what: fields.includes("subnet_ids")
        ? "The function moves to another network."
        : "The function gets other security groups.",
      who: "linked users: the skill fetches the pool's keys and the user's profile over the internet",
      effect: `${fields.map((name) => `${name} ${wasWillBe(change, "vpc_config", 0, name)}`).join("; ")}. ${
        isInside
          ? "In a VPC without a NAT gateway, or behind groups that let no TCP 443 out, nothing outside is reached, and every linked request fails."
          : "What it reaches inside of the VPC, such as a database, it reaches no longer."
      }`,
      recover: "Leave the function outside a VPC, or check that its subnets and security groups have a way out.",
    };
  },
};

const deadLetters: ChangeRule = {
  id: "lambda-dead-letters",
  severity: "info",
  types: ["aws_lambda_function"],
  examines: { aws_lambda_function: ["dead_letter_config.target_arn"] },
  find: (change, context) => {
    const [was, willBe] = [change.before, change.after].map((side) =>
      valueAt(side, ["dead_letter_config", 0, "target_arn"]),
    );
    const isOwn = (willBe ?? "") === "" || (typeof willBe === "string" && accountOf(willBe) === ownAccount(context));
    return isUpdate(change) && typeof was === "string" && differs(change, "dead_letter_config", 0, "target_arn")
      ? {
          severity: isOwn ? "info" : "warn",
          what: "What could not be handled goes elsewhere, or nowhere.",
          who: "operators; no user: Alexa's requests never come there",
          effect: `target_arn ${wasWillBe(change, "dead_letter_config", 0, "target_arn")}. What invokes the function asynchronously loses its failed events, or they come where nobody looks.`,
          recover: "Tell those who look after the queue or topic, and let them empty it first.",
        }
      : undefined;
  },
};

const provisioned: ChangeRule = {
  id: "lambda-provisioned",
  severity: "info",
  types: ["aws_lambda_provisioned_concurrency_config"],
  examines: { aws_lambda_provisioned_concurrency_config: ["provisioned_concurrent_executions"] },
  find: (change) => {
    const [was = 0, willBe = 0] = [change.before, change.after].map((side) =>
      numberAt(side, "provisioned_concurrent_executions"),
    );
    if (!isUpdate(change) || willBe >= was) {
      return undefined;
    }
    return {
      what: "Fewer started functions wait.",
      who: "users who speak to the skill when none is started",
      effect: `provisioned_concurrent_executions ${wasWillBe(change, "provisioned_concurrent_executions")}. A request beyond that waits for a cold start, of Alexa's 8 seconds.`,
      recover: "Measure a cold start, and look up how many requests come at once at the busiest hour.",
    };
  },
};

export const functionSurroundingsRules: readonly ChangeRule[] = [network, deadLetters, provisioned];
