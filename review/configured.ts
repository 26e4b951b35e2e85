import { asText, membersOf } from "../common/json";
import { modulesOf } from "./digest-configuration";
import { namesSecret } from "./secret-references";

/** A provider of the plan. */
export interface ConfiguredProvider {
  /** `registry.terraform.io/hashicorp/aws` */
  readonly source: string;
  /** Its settings, as expressions of Terraform's plan JSON; none where the plan only says that it is used. */
  readonly settings: ReadonlyMap<string, unknown>;
  /** What the root's variables are, by how settings refer to them. */
  readonly given?: ReadonlyMap<string, unknown>;
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
  /** Blocks that may be made by `dynamic` ones, which Terraform's plan JSON leaves out; undefined where nothing tells. */
  readonly dynamicBlocks?: DynamicBlocks;
}

/** By type of resource; those under an empty text may be of any type. */
export type DynamicBlocks = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * @param sources the providers of the resources, which may have no settings at all
 * @param variables those of the root, as Terraform's plan JSON has them
 */
export function configuredOf(configuration: unknown, sources: ReadonlySet<string>, variables?: unknown): Configured {
  const configs = [...membersOf(membersOf(configuration).get("provider_config")).values()].map(membersOf);
  const providers = configs.map((config) => ({
    source: asText(config.get("full_name") ?? config.get("name")),
    settings: membersOf(config.get("expressions")),
    given: new Map([...membersOf(variables)].map(([name, it]) => [`var.${name}`, membersOf(it).get("value")])),
  }));
  const known = new Set(providers.map(({ source }) => source));
  const readers: ConfiguredReader[] = [];
  for (const { prefix, members, scope } of modulesOf(configuration)) {
    const resources = members.get("resources");
    for (const resource of (Array.isArray(resources) ? resources : []).map(membersOf)) {
      const mode = resource.get("mode");
      if (mode === "data" || mode === "ephemeral") {
        readers.push({
          address: `${prefix}${asText(resource.get("address"))}`,
          mode,
          type: asText(resource.get("type")),
          tellsSecret: namesSecret(resource.get("expressions"), scope),
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
