import { npm } from "../../common/npm";

/** What is read of CycloneDX's form. https://cyclonedx.org/docs/1.5/json/ */
interface Bill {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly tools?: unknown };
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly properties?: readonly { readonly name: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** npm's mark of what only the project's own checks use. */
const DEVELOPMENT = "cdx:npm:package:development";

/**
 * The software bill of materials in CycloneDX 1.5: what runs of other people's code in the package, in the module's zip
 * and on the machine that synthesizes, from the lock file.
 *
 * Written by npm, but for two things. What only development uses is taken out here: npm 11's own `--omit=dev` leaves out
 * cdktf as well, because a development dependency asks for it, too. And what differs at each run is left out, the serial
 * number, the time and npm's version; CycloneDX asks for none of them.
 *
 * @param root the project's folder
 */
export async function billOfMaterials(root: string): Promise<string> {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--offline"];
  const {
    serialNumber: _,
    metadata,
    components,
    dependencies,
    ...rest
  }: Bill = JSON.parse(await npm(args, { folder: root }));
  const { timestamp: __, tools: ___, ...stable } = metadata;

  const used = components.filter(({ properties = [] }) => !properties.some(({ name }) => name === DEVELOPMENT));
  const left = new Set(components.filter((it) => !used.includes(it)).map((it) => it["bom-ref"]));
  const between = dependencies
    .filter(({ ref }) => !left.has(ref))
    .map((it) => ({ ...it, dependsOn: it.dependsOn.filter((ref) => !left.has(ref)) }));
  return `${JSON.stringify({ ...rest, metadata: stable, components: used, dependencies: between }, null, 2)}\n`;
}
