import { FUNCTION, updated } from "../planned";
import type { Case } from "../rule-plans";
import { changed } from "../rule-plans";

export const FUNCTION_SURROUNDINGS_CASES: readonly Case[] = [
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [{ subnet_ids: ["subnet-1"] }];
      }),
    /NAT/,
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [{ ipv6_allowed_for_dual_stack: false }];
      }),
  ],
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-2"] }];
      }),
    /other security groups[\s\S]*443/,
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"], ipv6_allowed_for_dual_stack: true }];
      }),
  ],
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [];
      }),
    /reaches no longer/,
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [];
      }),
  ],
  [
    "lambda-dead-letters",
    "info",
    () =>
      updated(FUNCTION, (it, was) => {
        was.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
        it.dead_letter_config = [];
      }),
    /nowhere/,
    () =>
      updated(FUNCTION, (it) => {
        it.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
      }),
  ],
  [
    "lambda-dead-letters",
    "warn",
    () =>
      updated(FUNCTION, (it, was) => {
        was.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
        it.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:999999999999:dead" }];
      }),
    /999999999999/,
    () =>
      updated(FUNCTION, (it) => {
        it.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
      }),
  ],
  [
    "lambda-provisioned",
    "info",
    () =>
      changed(
        "aws_lambda_provisioned_concurrency_config",
        { provisioned_concurrent_executions: 4 },
        { provisioned_concurrent_executions: 2 },
      ),
    /was 4, will be 2/,
    () =>
      changed(
        "aws_lambda_provisioned_concurrency_config",
        { provisioned_concurrent_executions: 2 },
        { provisioned_concurrent_executions: 4 },
      ),
  ],
];
