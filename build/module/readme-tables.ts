import { Problem } from "../../common/problem";
import { allowedIn } from "../../constructs/environment/field";
import { moduleText } from "../../constructs/module/module-text";
import { cell } from "../documentation/table-cell";
import type { GeneratedModule } from "./files";
import { unchecked } from "./rules";
import type { Input, ModuleVariable } from "./variables";

/** What stands between the markers of the module's README, by the markers' name. */
const PARTS: Readonly<Record<string, (module: GeneratedModule) => string>> = {
  inputs: ({ variables }) => table(["variable", "what it is", "allowed", "default"], variables.flatMap(inputRows)),
  outputs: ({ json }) =>
    table(
      ["output", "what it is"],
      Object.entries(json.output).map(([name, { description, sensitive }]) => [
        `\`${name}\``,
        `${description}${sensitive === true ? " (sensitive)" : ""}`,
      ]),
    ),
  unchecked: () =>
    table(
      ["what is not noticed", "why"],
      unchecked.map(({ what, reason }) => [what, reason]),
    ),
};

/**
 * The README with its tables made anew.
 *
 * @throws Error when a marker is missing
 */
export function withTables(readme: string, module: GeneratedModule): string {
  return Object.entries(PARTS).reduce((text, [name, part]) => {
    const marked = new RegExp(`(<!-- begin ${name} -->\n)[^]*?(<!-- end ${name} -->)`);
    if (!marked.test(text)) {
      throw new Problem(
        `module/README.md has no <!-- begin ${name} --> with an <!-- end ${name} --> after it, between which a table is ` +
          "generated. Put the two lines back.",
      );
    }
    return text.replace(marked, (_, begin: string, end: string) => `${begin}${part(module)}\n${end}`);
  }, readme);
}

const inputRows = (variable: ModuleVariable): string[][] => {
  if (variable.properties.length === 0) {
    return [row(variable)];
  }
  const whole = `\`${variable.path}\``;
  return [[whole, variable.description, "an object of these", wholeDefault(variable)], ...variable.properties.map(row)];
};

function wholeDefault({ field }: ModuleVariable): string {
  if (field.derived !== undefined) {
    return `\`null\`: ${moduleText(field.derived)}`;
  }
  return field.default === undefined ? "**required**" : "those of its properties";
}

const row = ({ path, description, field }: Input): string[] => [
  `\`${path}\``,
  description,
  moduleText(allowedIn(field)),
  field.derived === undefined
    ? field.default === undefined
      ? "**required**"
      : `\`${JSON.stringify(field.default)}\``
    : moduleText(field.derived),
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows.map((cells) => cells.map(cell))]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
