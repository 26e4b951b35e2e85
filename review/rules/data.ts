import { sortedJson } from "../../common/canonical-json";
import type { Path } from "../../common/json";
import { asText, member, valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { accountOf, ownAccount } from "./accounts";
import type { ChangeRule, RuleFinding } from "./rule";
import { isUpdate, lost, wasWillBe } from "./values";

/** Switches that guard data, by thing: on is safe. */
const GUARDS: Readonly<Record<string, readonly Path[]>> = {
  aws_cloudwatch_log_group: [["deletion_protection_enabled"]],
  aws_dynamodb_table: [["deletion_protection_enabled"], ["point_in_time_recovery", 0, "enabled"]],
  aws_kms_key: [["is_enabled"], ["enable_key_rotation"]],
  aws_db_instance: [["deletion_protection"], ["storage_encrypted"]],
  aws_rds_cluster: [["deletion_protection"]],
  aws_s3_bucket_versioning: [["versioning_configuration", 0, "status"]],
};

/** Whatever the thing: on, and its end takes all that is in it along, or AWS no longer refuses to end what is not empty. */
const OPENERS = ["force_delete", "force_destroy"];
/** On, and the thing stays in AWS when Terraform lets go of it. */
const KEEPERS = ["skip_destroy"];

const unguarded: ChangeRule = {
  id: "data-guard-off",
  severity: "warn",
  examines: {
    aws_cloudwatch_log_group: ["deletion_protection_enabled"],
    aws_dynamodb_table: ["deletion_protection_enabled", "point_in_time_recovery"],
    aws_kms_key: ["is_enabled", "enable_key_rotation"],
    aws_s3_bucket_versioning: ["versioning_configuration"],
  },
  find: (change) => [...switchedOff(change), ...unsaved(change)],
};

function switchedOff(change: PlannedChange): readonly RuleFinding[] {
  if (!isUpdate(change)) {
    return [];
  }
  const isOn = (side: PlannedChange["before"], path: Path): boolean => {
    const value = valueAt(side, path);
    return value === true || value === "Enabled";
  };
  const paths = [...(GUARDS[change.type] ?? []), ...KEEPERS.map((name) => [name])];
  const off = [
    ...paths.filter((path) => isOn(change.before, path) && !isOn(change.after, path)),
    ...OPENERS.map((name) => [name]).filter((path) => !isOn(change.before, path) && isOn(change.after, path)),
  ];
  if (off.length === 0) {
    return [];
  }
  const isKeyOff = off.some(([name]) => name === "is_enabled");
  return [
    {
      severity: isKeyOff ? "block" : "warn",
      what: isKeyOff ? "A key is switched off: nothing encrypted with it can be read." : "Data loses a guard.",
      who: isKeyOff ? "whoever needs what was encrypted with it" : "whoever's data it is, from the next plan on",
      effect: `${off.map((path) => `${path.filter((step) => typeof step === "string").join(".")} ${wasWillBe(change, ...path)}`).join("; ")}.`,
      recover: isKeyOff
        ? "Keep it enabled."
        : "Leave it as it was. Change it only right before a change that deletes the data on purpose.",
    },
  ];
}

/** AWS Backup and the like choose what they save by tags: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html */
function unsaved(change: PlannedChange): readonly RuleFinding[] {
  const [was, willBe] = [change.before, change.after].map((side) => member(side, "tags_all") ?? member(side, "tags"));
  const gone = Object.entries(was ?? {}).filter(
    ([name, value]) => /backup|snapshot/i.test(name) && typeof willBe !== "symbol" && member(willBe, name) !== value,
  );
  const isData = change.type === "aws_dynamodb_table" || change.type === "aws_s3_bucket";
  return !isData || !isUpdate(change) || gone.length === 0
    ? []
    : [
        {
          what: "A tag goes, or gets another value, by which backups may be made.",
          who: "whoever's data it is, once it is needed from a backup",
          effect: `${gone.map(([name, value]) => `${name} was ${showValue(value)}, will be ${showValue(member(willBe, name))}`).join("; ")}. Whether a backup plan chooses by it, this plan does not tell.`,
          recover: "Check that the backups go on without it.",
        },
      ];
}

/** Whose code runs: layers, images and zips from elsewhere, and the check of their signature. */
const codeOrigin: ChangeRule = {
  id: "code-origin",
  severity: "block",
  types: ["aws_lambda_function"],
  examines: {
    aws_lambda_function: [
      "layers",
      "image_uri",
      "s3_bucket",
      "code_signing_config_arn",
      "image_config",
      "file_system_config",
    ],
  },
  find: (change, context) => {
    if (change.action !== "create" && change.action !== "update" && change.action !== "replace") {
      return undefined;
    }
    const texts = (side: PlannedChange["before"], name: string): readonly string[] =>
      [member(side, name)].flat(2).filter((it) => typeof it === "string" && it !== "") as readonly string[];
    const own = accountOf(asText(member(change.before, "arn") ?? "")) ?? ownAccount(context);
    const fresh = ["layers", "image_uri", "s3_bucket"].flatMap((name) =>
      texts(change.after, name).filter((it) => !texts(change.before, name).includes(it)),
    );
    const unknown = ["layers", "image_uri"].filter((name) => typeof member(change.after, name) === "symbol");
    const signing = texts(change.before, "code_signing_config_arn");
    const isUnsigned =
      isUpdate(change) && signing.length > 0 && texts(change.after, "code_signing_config_arn")[0] !== signing[0];
    const blocks = ["image_config", "file_system_config"].filter(
      (name) =>
        isUpdate(change) &&
        sortedJson(plain(member(change.before, name))) !== sortedJson(plain(member(change.after, name))),
    );
    const foreign = fresh.filter((it) => {
      const account = /\b(\d{12})\b/.exec(it)?.[1];
      return account !== undefined && own !== undefined && account !== own;
    });
    const gone = layersGone(change);
    if (fresh.length + unknown.length + blocks.length + gone.length === 0 && !isUnsigned) {
      return undefined;
    }
    return {
      severity: foreign.length > 0 || isUnsigned ? "block" : "warn",
      what:
        foreign.length > 0
          ? "Code of another AWS account runs with the skill."
          : "Where the function's code comes from changes.",
      who: "every user: the function sees their tokens and profiles",
      effect: [
        ...(fresh.length > 0 ? [`New: ${fresh.join(", ")}.`] : []),
        ...(unknown.length > 0 ? [`Known after the apply: ${unknown.join(", ")}.`] : []),
        ...(isUnsigned ? ["The signature of the code is no longer checked as before (code_signing_config_arn)."] : []),
        ...(gone.length > 0 ? [`No longer there: ${gone.join(", ")}. Code that needs them fails.`] : []),
        ...(blocks.length > 0 ? [`Other than before: ${blocks.join(", ")}.`] : []),
      ].join(" "),
      recover: "Bundle what the skill needs, so that it is reviewed with it, and deploy it as a zip of this commit.",
    };
  },
};

function layersGone(change: PlannedChange): readonly string[] {
  return isUpdate(change) && typeof member(change.after, "layers") !== "symbol" ? lost(change, "layers") : [];
}

const plain = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : (value ?? null));

export const dataRules: readonly ChangeRule[] = [unguarded, codeOrigin];
