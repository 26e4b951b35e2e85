import type { JsonObject } from "../../common/json";
import { isObject, member } from "../../common/json";
import type { AccountLinking, AlexaRegion } from "../../contract/account-linking";
import type { SkillKind } from "../../contract/smart-home";
import { InvalidSkillPackageError } from "./package-flaw";
import type { SkillPackage } from "./skill-package";
import { jsonContent, MANIFEST_FILE, readJson, skillPackageOf } from "./skill-package";
import { MAX_NAME_LENGTH } from "./store-limits";

export interface EnvironmentSkillPackageProps {
  /** The project's own: one for all environments. */
  readonly source: SkillPackage;
  /** The environment's name, as in `dev`. */
  readonly environment: string;
  /** What Terraform made. */
  readonly accountLinking: Pick<AccountLinking, "function_arns" | "skill_ids" | "skill_kind">;
  /**
   * What the names in the skill store end with, so that an account with several environments' skills can tell them
   * apart. What people say to open the skill stays.
   * @default - ` (dev)` with the environment's name; none in prod, production and live
   */
  readonly nameSuffix?: string;
  /**
   * Whether the manifest names the functions to invoke. Without a skill that they admit it never does: Amazon refuses a
   * function that does not let it in.
   * @default true
   */
  readonly endpoint?: boolean;
}

export interface EnvironmentSkillPackage extends SkillPackage {
  /** What was made otherwise than the project's own package says, in sentences for people. */
  readonly notes: readonly string[];
}

/** Environments whose skill has the name that people know. */
const WITHOUT_SUFFIX: ReadonlySet<string> = new Set(["prod", "production", "live"]);

const ALEXA_REGIONS: readonly AlexaRegion[] = ["NA", "EU", "FE"];

const DEFAULT_REGION: AlexaRegion = "NA";

/**
 * The skill package of one environment: the project's own, with the functions that Terraform made and the
 * environment's name. The same input gives the same bytes.
 *
 * @throws InvalidSkillPackageError when `skill.json` has no manifest
 */
export function environmentSkillPackage({
  source,
  environment,
  accountLinking,
  nameSuffix = WITHOUT_SUFFIX.has(environment.toLowerCase()) ? "" : ` (${environment})`,
  endpoint = true,
}: EnvironmentSkillPackageProps): EnvironmentSkillPackage {
  const file = readJson(source.files, MANIFEST_FILE);
  const manifest = member(file, "manifest");
  if (!isObject(file) || !isObject(manifest)) {
    const old = isObject(member(file, "skillManifest")) ? " Rename skillManifest, as it was called in 2017." : "";
    const message = `is missing, or holds no {"manifest": {…}}. It describes the skill; no skill is without one.${old}`;
    throw new InvalidSkillPackageError("The skill package", [{ path: MANIFEST_FILE, message, severity: "error" }]);
  }
  const endpoints = endpoint && accountLinking.skill_ids.length > 0 ? endpointsOf(accountLinking) : undefined;
  const named = withSuffix(manifest, nameSuffix);
  const kinds = kindsOf(objectIn(manifest, "apis"), accountLinking.skill_kind);
  const assembled = endpoints === undefined ? withoutEndpoints(named, kinds) : withEndpoints(named, endpoints, kinds);
  const content = jsonContent({ ...file, manifest: assembled });
  const others = [...source.files].filter(([path]) => path !== MANIFEST_FILE);
  return {
    ...skillPackageOf([...others, [MANIFEST_FILE, content]]),
    notes: notesOn(manifest, endpoints, { wanted: endpoint, kinds }),
  };
}

interface Endpoints {
  readonly endpoint: JsonObject;
  readonly regions: JsonObject;
}

function endpointsOf({ function_arns: arns }: Pick<AccountLinking, "function_arns">): Endpoints {
  return {
    endpoint: { uri: arns[DEFAULT_REGION] },
    regions: Object.fromEntries(ALEXA_REGIONS.map((region) => [region, { endpoint: { uri: arns[region] } }])),
  };
}

function withEndpoints(manifest: JsonObject, endpoints: Endpoints, kinds: readonly string[]): JsonObject {
  const [events, apis] = [member(manifest, "events"), objectIn(manifest, "apis")];
  return {
    ...manifest,
    // A skill of another kind does not become a custom one.
    ...(kinds.length > 0 && { apis: ofKinds(apis, kinds, (api) => ({ ...api, ...endpoints })) }),
    ...(isObject(events) && { events: { ...events, ...endpoints } }),
  };
}

function withoutEndpoints(manifest: JsonObject, kinds: readonly string[]): JsonObject {
  const apis = objectIn(manifest, "apis");
  const rest = without(manifest, "events");
  return kinds.length > 0
    ? { ...rest, apis: ofKinds(apis, kinds, (api) => without(api, "endpoint", "regions")) }
    : rest;
}

const ofKinds = (apis: JsonObject, kinds: readonly string[], change: (api: JsonObject) => JsonObject): JsonObject => ({
  ...apis,
  ...Object.fromEntries(kinds.map((kind) => [kind, change(objectIn(apis, kind))])),
});

/** The kinds that the functions let in, among those of the manifest, by Amazon's names. */
function kindsOf(apis: JsonObject, kind: SkillKind = "custom"): readonly string[] {
  return [
    ...(kind !== "smart-home" && isCustom(apis) ? ["custom"] : []),
    ...(kind !== "custom" && isObject(member(apis, "smartHome")) ? ["smartHome"] : []),
  ];
}

/** A manifest that names no kind is taken for a custom skill's; one with `custom` of another form is left to the check. */
const isCustom = (apis: JsonObject): boolean => Object.keys(apis).length === 0 || isObject(member(apis, "custom"));

function withSuffix(manifest: JsonObject, suffix: string): JsonObject {
  const publishing = objectIn(manifest, "publishingInformation");
  const locales = member(publishing, "locales");
  if (suffix === "" || !isObject(locales)) {
    return manifest;
  }
  const named = Object.entries(locales).map(([locale, fields]) => {
    const name = member(fields, "name");
    return [
      locale,
      isObject(fields) && typeof name === "string" ? { ...fields, name: suffixed(name, suffix) } : fields,
    ];
  });
  return { ...manifest, publishingInformation: { ...publishing, locales: Object.fromEntries(named) } };
}

/**
 * A name that gets too long is cut after a word, or within one when there is no other way. One that is too long by
 * itself stays, and is found wrong: in production it would not be cut.
 */
function suffixed(name: string, suffix: string): string {
  if (name.endsWith(suffix) || name.length > MAX_NAME_LENGTH) {
    return name;
  }
  const room = Math.max(MAX_NAME_LENGTH - suffix.length, 1);
  if (name.length <= room) {
    return `${name}${suffix}`;
  }
  const words = /^(.*) /s.exec(name.slice(0, room + 1))?.[1]?.trimEnd() ?? "";
  // A character beyond U+FFFF must not be cut in two.
  const letters = name
    .slice(0, room)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd();
  return `${words.length > room / 2 ? words : letters}${suffix}`;
}

interface NoteOptions {
  readonly wanted: boolean;
  readonly kinds: readonly string[];
}

function notesOn(
  manifest: JsonObject,
  endpoints: Endpoints | undefined,
  { kinds, wanted }: NoteOptions,
): readonly string[] {
  const apis = objectIn(manifest, "apis");
  const events = objectIn(manifest, "events");
  const written = [
    ...kinds.flatMap((kind) =>
      ["endpoint", "regions"]
        .filter((key) => Object.hasOwn(objectIn(apis, kind), key))
        .map((key) => `apis.${kind}.${key}`),
    ),
    ...["endpoint", "regions"].filter((key) => Object.hasOwn(events, key)).map((key) => `events.${key}`),
  ];
  const instead = endpoints === undefined ? "is left out" : "gives way to the environment's functions";
  const notes = written.map(
    (key) =>
      `${key} in ${MANIFEST_FILE} ${instead}: which function answers differs between environments. Remove it there.`,
  );
  if (endpoints === undefined) {
    const why = wanted ? "there is no skill yet that the functions could admit" : "they were not asked for";
    notes.push(`No endpoints and no events are in the skill package: ${why}.`);
  }
  return notes;
}

const objectIn = (object: JsonObject, key: string): JsonObject => {
  const value = member(object, key);
  return isObject(value) ? value : {};
};

const without = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
