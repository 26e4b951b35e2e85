import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { Problem } from "../../common/problem";
import { environmentSchema } from "../../constructs/environment/environment";
import type { Field, GroupField } from "../../constructs/environment/field";
import { allowedIn } from "../../constructs/environment/field";
import { cell } from "./table-cell";

/** A property of an environment, as the schema and the documentation comments of its interface describe it. */
export interface ReferenceEntry {
  /** As in `userPool.mfa`. */
  readonly path: string;
  readonly field: Field;
  /** The comment without its tags; empty when there is none. */
  readonly description: string;
  /** What `@default` says, as it stands in the comment. */
  readonly documentedDefault?: string;
  readonly isOptional: boolean;
}

/** Properties that belong together. */
export interface ReferenceSection {
  /** The path of the group, or `an environment` for the outermost one. */
  readonly title: string;
  readonly depth: number;
  readonly description: string;
  readonly entries: readonly ReferenceEntry[];
}

/** Where interfaces and schema stand. */
const FOLDER = "constructs/environment";

const INTRODUCTION = `<!-- Generated from ${FOLDER}/. Do not edit: npm run generate -->

# Environment reference

What may stand in \`environments.ts\`. Everything is checked when the app is synthesized, and all problems are reported at
once. A property with a default may be left out.
`;

/** The reference as Markdown. */
export const environmentReference = (root: string): string =>
  [INTRODUCTION, ...referenceSections(root).map(sectionText)].join("\n");

/** Every section in the schema's order. */
export function referenceSections(root: string): ReferenceSection[] {
  return new Sections(new Interfaces(join(root, FOLDER))).of(environmentSchema, "EnvironmentProps", "", "");
}

/** Goes through schema and interfaces side by side. */
class Sections {
  constructor(private readonly interfaces: Interfaces) {}

  of(group: GroupField<object>, typeName: string, path: string, variant: string): ReferenceSection[] {
    const { description, properties } = this.interfaces.named(typeName);
    const entries = Object.entries(group.fields as Readonly<Record<string, Field>>).map(([name, field]) => {
      const property = properties.get(name);
      if (property === undefined) {
        throw new Problem(
          `The schema has ${typeName}.${name}, and the interface in ${FOLDER} does not: declare it there.`,
        );
      }
      return { ...property, path: path === "" ? name : `${path}.${name}`, field };
    });
    return [
      {
        title: path === "" ? "an environment" : `\`${path}\`${variant}`,
        depth: path === "" ? 0 : path.split(".").length,
        description,
        entries,
      },
      ...entries.flatMap((entry) => this.below(entry.field, entry.typeName, entry.path)),
    ];
  }

  private below(field: Field, typeName: string, path: string): ReferenceSection[] {
    if (field.kind === "group") {
      return this.of(field, typeName, path, "");
    }
    if (field.kind === "map") {
      return this.below(field.value, propsIn(typeName), `${path}.{name}`);
    }
    if (field.kind === "list") {
      return this.below(field.item, propsIn(typeName), `${path}[]`);
    }
    if (field.kind !== "variant") {
      return [];
    }
    return Object.entries(field.variants).flatMap(([type, group]) =>
      this.of(group, this.interfaces.variant(typeName, type), path, ` with type \`"${type}"\``),
    );
  }
}

/** The name of the entries' type in that of a list or a map: `Readonly<Record<string, ClientProps>>`. */
const propsIn = (typeName: string): string => /\w+Props\b/.exec(typeName)?.[0] ?? typeName;

interface Property {
  readonly description: string;
  readonly documentedDefault?: string;
  readonly isOptional: boolean;
  /** The type as it is written. */
  readonly typeName: string;
}

/** The interfaces of the source files in a folder, with their documentation comments. */
class Interfaces {
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly unions = new Map<string, string[]>();

  constructor(folder: string) {
    const statements = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return [...ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true).statements];
    });
    for (const statement of statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        this.interfaces.set(statement.name.text, statement);
      }
      if (ts.isTypeAliasDeclaration(statement) && ts.isUnionTypeNode(statement.type)) {
        this.unions.set(
          statement.name.text,
          statement.type.types.map((type) => type.getText()),
        );
      }
    }
  }

  named(name: string): { readonly description: string; readonly properties: ReadonlyMap<string, Property> } {
    const declaration = this.interfaces.get(name);
    if (declaration === undefined) {
      throw new Problem(`${FOLDER} has no interface ${name}, which the reference describes: declare it there.`);
    }
    const properties = declaration.members.filter(ts.isPropertySignature).map((member) => {
      const { description, documentedDefault } = documentationOf(member);
      const property: Property = {
        description,
        documentedDefault,
        isOptional: member.questionToken !== undefined,
        typeName: member.type?.getText() ?? "",
      };
      return [member.name.getText(), property] as const;
    });
    // What it says itself counts more than what it extends.
    const inherited = this.basesOf(declaration).flatMap((base) => [...this.named(base).properties]);
    return {
      description: documentationOf(declaration).description,
      properties: new Map([...inherited, ...properties]),
    };
  }

  /** The interfaces here that this one extends. */
  private basesOf({ heritageClauses }: ts.InterfaceDeclaration): string[] {
    return [...(heritageClauses ?? [])]
      .flatMap(({ types }) => types.map(({ expression }) => expression.getText()))
      .filter((name) => this.interfaces.has(name));
  }

  /** The member of a union whose property `type` has the value. */
  variant(union: string, value: string): string {
    const name = this.unions
      .get(union)
      ?.find((member) => this.named(member).properties.get("type")?.typeName === JSON.stringify(value));
    if (name === undefined) {
      throw new Problem(
        `The schema has a ${union} of type "${value}", and ${FOLDER} does not: add a member of that type.`,
      );
    }
    return name;
  }
}

function documentationOf(node: ts.Node): { description: string; documentedDefault?: string } {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "default");
  return {
    description: oneLine(ts.getTextOfJSDocComment(comment?.comment)),
    documentedDefault: tag === undefined ? undefined : oneLine(ts.getTextOfJSDocComment(tag.comment)),
  };
}

const oneLine = (text = ""): string => text.replace(/\s+/g, " ").trim();

function sectionText({ title, depth, description, entries }: ReferenceSection): string {
  const rows = entries.map((entry) =>
    [`\`${entry.path}\``, entry.description, allowedText(entry.field), defaultText(entry)].map(cell).join(" | "),
  );
  return `${"#".repeat(depth + 2)} ${depth === 0 ? "An environment" : title}

${description}

| property | what it is | allowed | default |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join("\n")}
`;
}

function allowedText(field: Field): string {
  if (field.kind === "group") {
    return "an object, see below";
  }
  if (field.kind === "variant") {
    const types = Object.keys(field.variants).map((type) => `\`"${type}"\``);
    return `an object, see below; its \`type\` is ${types.join(" or ")}`;
  }
  return allowedIn(field);
}

function defaultText({ field }: ReferenceEntry): string {
  if (field.derived !== undefined) {
    return field.derived;
  }
  if (field.default === undefined) {
    return "**must be given**";
  }
  return field.kind === "group" ? "the defaults of its properties" : `\`${JSON.stringify(field.default)}\``;
}
