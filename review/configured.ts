import { asText, membersOf, objectOf } from "../common/json";
import { modulesOf } from "./digest-configuration";
import { namesSecret } from "./secret-references";

/** A provider of the plan. */
export interface ConfiguredProvider {
  /** `registry.terraform.io/hashicorp/aws` */
  readonly source: string;
  /** Its settings, as expressions of Terraform's plan JSON; none where the plan only says that it is used. */
  readonly settings: ReadonlyMap<string, unknown>;
}

/** Something of the configuration that is read or opened at each plan and apply, and stands in no list of changes. */
export interface ConfiguredReader {
  /** `data.external.x`, without instance keys. */
  readonly address: string;
  readonly mode: "data" | "ephemeral";
  readonly type: string;
  /** Whether it is asked with a secret, or with what is made of one. */
  readonly tellsSecret: boolean;
}

/** What of the configuration has an effect beside the resources that change. */
export interface Configured {
  readonly providers: readonly ConfiguredProvider[];
  readonly readers: readonly ConfiguredReader[];
  /** Addresses of `removed` blocks with programs that run when the apply destroys what stood there. */
  readonly removals: readonly string[];
}

/**
 * @param sources the providers of the resources, which may have no settings at all
 */
export function configuredOf(configuration: unknown, sources: ReadonlySet<string>): Configured {
  const configs = [...membersOf(membersOf(configuration).get("provider_config")).values()].map(membersOf);
  const providers = configs.map((config) => ({
    source: asText(config.get("full_name") ?? config.get("name")),
    settings: membersOf(config.get("expressions")),
  }));
  const known = new Set(providers.map(({ source }) => source));
  const readers: ConfiguredReader[] = [];
  for (const { prefix, members } of modulesOf(configuration)) {
    const resources = members.get("resources");
    for (const resource of (Array.isArray(resources) ? resources : []).map(membersOf)) {
      const mode = resource.get("mode");
      if (mode === "data" || mode === "ephemeral") {
        readers.push({
          address: `${prefix}${asText(resource.get("address"))}`,
          mode,
          type: asText(resource.get("type")),
          tellsSecret: namesSecret(resource.get("expressions"), objectOf(members)),
        });
      }
    }
  }
  return {
    providers: [
      ...providers,
      ...[...sources].filter((source) => !known.has(source)).map((source) => ({ source, settings: new Map() })),
    ],
    readers,
    removals: [],
  };
}

/**
 * What Terraform's plan JSON leaves out: ephemeral resources, and the provisioners of `removed` blocks. Seen in plans of
 * Terraform 1.11.4.
 *
 * @param files those of the configuration: JSON as it was parsed, any other as a text
 */
export function leftOutOf(files: readonly unknown[]): Pick<Configured, "readers" | "removals"> {
  const found = files.map((file) => (typeof file === "string" ? leftOutOfText(file) : leftOutOfJson(file)));
  const readers = new Map(
    found
      .flatMap(({ opened }) => opened)
      .map(([type, name]): [string, ConfiguredReader] => {
        const address = `ephemeral.${type}.${name}`;
        return [address, { address, mode: "ephemeral", type, tellsSecret: false }];
      }),
  );
  return { readers: [...readers.values()], removals: [...new Set(found.flatMap(({ removals }) => removals))] };
}

interface LeftOut {
  readonly opened: readonly (readonly [type: string, name: string])[];
  readonly removals: readonly string[];
}

function leftOutOfText(file: string): LeftOut {
  const opened = file.matchAll(/^\s*ephemeral\s+"?([\w-]+)"?\s+"?([\w-]+)"?\s*\{/gm);
  // Where a block ends cannot be told without a parser: a file with both is read by a person.
  const removes = /^\s*removed\s*\{/m.test(file) && /^\s*provisioner\s+"/m.test(file);
  return {
    opened: [...opened].map(([, type = "", name = ""]) => [type, name] as const),
    removals: removes ? ["a resource"] : [],
  };
}

function leftOutOfJson(file: unknown): LeftOut {
  const members = membersOf(file);
  return {
    opened: [...membersOf(members.get("ephemeral"))].flatMap(([type, named]) =>
      [...membersOf(named).keys()].map((name) => [type, name] as const),
    ),
    removals: [members.get("removed") ?? []]
      .flat()
      .map(membersOf)
      .filter((block) => block.has("provisioner"))
      .map((block) => asText(block.get("from"))),
  };
}
