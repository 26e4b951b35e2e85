import { createHash } from "node:crypto";
import type { CanonicalJsonOptions } from "../common/canonical-json";
import { canonicalJson } from "../common/canonical-json";
import { isObject, member, membersOf, objectOf } from "../common/json";
import { spelled } from "./digest-spelling";
import { unorderedListsOf } from "./digest-unordered";

/** What a plan stands on that its JSON does not say: what it was made of, by which providers, and for which place. */
export interface PlanBasis {
  /** The files of the configuration by their path in the saved plan: JSON as it was parsed, any other as a text. */
  readonly files: Readonly<Record<string, unknown>>;
  /** The version of each provider, by its address. */
  readonly providers: Readonly<Record<string, string>>;
  /** Where the state is: the backend's type and its settings, as `terraform init` set it up. */
  readonly backend: { readonly type: string; readonly config: Readonly<Record<string, unknown>> };
  readonly workspace: string;
  /** The variables that send requests for AWS elsewhere (`AWS_ENDPOINT_URL`, …), by name; none usually. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** The state that the plan was made on. Every apply raises the serial. No lineage as long as there is no state. */
  readonly state: { readonly lineage: string; readonly serial: number };
}

/** What a digest holds beside the plan, by what it is: safe to show, for people and to say what differs. */
export type ShownBasis = Readonly<Record<string, string>>;

/** Credentials of a backend say who reads the state, and not which; they are secrets, and change. */
const CREDENTIALS = new Set(["access_key", "secret_key", "token", "password"]);

/** What distinguishes one state from another; the rest of a backend's settings counts, and is not shown. */
const SHOWN_SETTINGS = ["bucket", "key", "path", "region"];

/** The basis in one text: equal for two plans that stand on the same, whatever the spelling. */
export function basisMeaning({ files, providers, backend, workspace, endpoints, state }: PlanBasis): string {
  return canonicalJson([
    Object.keys(files)
      .sort()
      .map((path) => [path, fileMeaning(files[path])]),
    providers,
    [backend.type, settingsOf(backend)],
    workspace,
    endpoints,
    state.lineage === "" ? "no state" : [state.lineage, state.serial],
  ]);
}

export function shownBasis({ files, providers, backend, workspace, endpoints, state }: PlanBasis): ShownBasis {
  const settings = settingsOf(backend);
  const place = SHOWN_SETTINGS.filter((name) => settings[name] !== undefined).map(
    (name) => `${name} ${canonicalJson(settings[name])}`,
  );
  const configuration = canonicalJson(
    Object.entries(files)
      .map(([path, file]) => [path, fileMeaning(file)])
      .sort(),
  );
  return {
    configuration: `sha256:${createHash("sha256").update(configuration).digest("hex")}`,
    providers: pairs(providers) || "none",
    backend: [backend.type, ...place].join(", "),
    workspace,
    ...(Object.keys(endpoints).length > 0 && { endpoints: pairs(withoutCredentials(endpoints)) }),
    state: state.lineage === "" ? "none yet" : `serial ${state.serial} of ${state.lineage}`,
  };
}

const pairs = (record: Readonly<Record<string, string>>): string =>
  Object.keys(record)
    .sort()
    .map((name) => `${name} ${record[name]}`)
    .join(", ");

/** Addresses without the credentials that one may carry. */
const withoutCredentials = (endpoints: PlanBasis["endpoints"]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(endpoints).map(([name, url]) => [name, URL.canParse(url) ? new URL(url).origin : "(no URL)"]),
  );

const settingsOf = ({ config }: PlanBasis["backend"]): Readonly<Record<string, unknown>> =>
  objectOf([...membersOf(config)].filter(([name]) => !CREDENTIALS.has(name)));

/** Blocks in which a member `//` is a comment, by the number of names above it: `resource`, type, name. */
const BLOCKS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  output: 1,
  variable: 1,
  module: 1,
  provider: 1,
};

/** To a module, null is another input than none; elsewhere nobody writes both. */
const textOf = (value: unknown, options: CanonicalJsonOptions = {}): string =>
  canonicalJson(value, { isUnset: (member) => member === undefined, ...options });

/** A file without comments, and with what is only spelling written in one way. */
function fileMeaning(file: unknown): string {
  if (!isObject(file)) {
    return textOf(file, { spelled });
  }
  return textOf(
    [...withoutComment(file)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, section]) => [name, sectionMeaning(name, section)]),
  );
}

function sectionMeaning(name: string, section: unknown): string {
  const depth = member(BLOCKS, name);
  if (depth === undefined || !isObject(section)) {
    return textOf(section, { spelled });
  }
  const isOfResources = depth === 2;
  return textOf(
    objectOf(
      Object.entries(section).map(([key, inner]) => [
        key,
        isOfResources ? resourcesMeaning(key, inner) : textOf(uncommented(inner), { spelled }),
      ]),
    ),
  );
}

/** The resources of a type, by name. */
function resourcesMeaning(type: string, resources: unknown): string {
  const lists = unorderedListsOf(type);
  // A block that may stand once is written without a list around it.
  const isUnordered = (path: string): boolean => lists(path.slice(1)) || lists(path.slice(1).replace(".", "[]."));
  if (!isObject(resources)) {
    return textOf(resources, { spelled });
  }
  return textOf(
    objectOf(
      Object.entries(resources).map(([name, body]) => [name, textOf(uncommented(body), { spelled, isUnordered })]),
    ),
  );
}

/** A body, or each of a list of bodies, without its comment. */
const uncommented = (body: unknown): unknown =>
  Array.isArray(body) ? body.map(uncommented) : isObject(body) ? objectOf(withoutComment(body)) : body;

/**
 * The members without `//`, in which CDKTF keeps its own notes, and which Terraform skips in a block. In a map it is
 * a key like any other, so that it is left out of blocks only.
 *
 * https://developer.hashicorp.com/terraform/language/syntax/json#comment-properties
 */
const withoutComment = (body: object): Iterable<readonly [string, unknown]> =>
  Object.entries(body).filter(([name]) => name !== "//");
