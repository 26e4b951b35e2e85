import { didYouMean } from "../../common/did-you-mean";
import { isObject } from "../../common/json";
import type { SkillKind } from "../../contract/smart-home";
import { checkInteractionModel, invocationNameIn } from "./interaction-model-rules";
import type { JsonNode } from "./json-node";
import { below, propertiesOf, rootOf } from "./json-node";
import { LOCALES } from "./locales";
import { checkManifest } from "./manifest-rules";
import type { PackageFlaw } from "./package-flaw";
import { PackageFlaws } from "./package-flaw";
import { MANIFEST_DEFINITION, MODEL_DEFINITION } from "./published-schema";
import type { ManifestSurroundings } from "./publishing-rules";
import { checkSchema } from "./schema-rules";
import { checkForSecrets } from "./secret-rules";
import type { SkillPackage } from "./skill-package";
import {
  hasPlace,
  interactionModelFile,
  isJsonFile,
  localeOfModelFile,
  MANIFEST_FILE,
  readJson,
  TOP_FOLDERS,
} from "./skill-package";

export type { PackageFlaw } from "./package-flaw";

/**
 * Everything that is wrong with a skill package, however wrong it is, before Amazon takes minutes to say one thing of
 * it.
 *
 * @param kind what the functions let in
 */
export function checkSkillPackage({ files }: SkillPackage, kind: SkillKind = "custom"): readonly PackageFlaw[] {
  const json = [...files.keys()].filter(isJsonFile).map((file) => rootOf(file, readJson(files, file)));
  const flaws = new PackageFlaws(json.map(({ value }) => value));
  checkForSecrets(files, json, flaws);
  checkPlaces(files, flaws);
  for (const node of json.filter(({ value }) => value === undefined)) {
    flaws.error(node.path.slice(0, -1), "is not JSON, or not UTF-8 text.");
  }
  const models = json.flatMap((node) => {
    const locale = localeOfModelFile(node.path.slice(0, -1));
    return locale === undefined ? [] : [{ locale, node }];
  });
  for (const { locale, node } of models.filter(({ node }) => node.value !== undefined)) {
    checkSchema(node, MODEL_DEFINITION, flaws);
    checkModelSize(node, flaws);
    checkInteractionModel(node, locale, flaws);
  }
  const invocationNames = new Map(models.map(({ locale, node }) => [locale, invocationNameIn(node)]));
  checkManifestFile(files, { invocationNames, kind }, flaws);
  return flaws.flaws;
}

function checkManifestFile(
  files: SkillPackage["files"],
  { invocationNames, kind }: Omit<ManifestSurroundings, "files">,
  flaws: PackageFlaws,
): void {
  if (!files.has(MANIFEST_FILE)) {
    flaws.error(MANIFEST_FILE, "is missing. It describes the skill; no skill is without one.");
    return;
  }
  const file = rootOf(MANIFEST_FILE, readJson(files, MANIFEST_FILE));
  const manifest = below(file, "manifest");
  if (file.value !== undefined) {
    checkSchema(file, MANIFEST_DEFINITION, flaws);
  }
  if (isObject(manifest.value)) {
    checkManifest(manifest, { invocationNames, kind, files: new Set(files.keys()) }, flaws);
    const locales = below(manifest, "publishingInformation", "locales");
    const isCustom = isObject(below(manifest, "apis", "custom").value);
    checkLocales(locales, invocationNames, isCustom, flaws);
  } else if (isObject(file.value) && manifest.value === undefined) {
    flaws.error(manifest.path, 'is missing; allowed is an object, {"manifest": {…}}.');
  }
}

/** A locale takes both: the manifest's words about the skill, and an interaction model. */
function checkLocales(
  locales: JsonNode,
  models: ReadonlyMap<string, unknown>,
  isCustom: boolean,
  flaws: PackageFlaws,
): void {
  const described = new Set(propertiesOf(locales).map(({ key }) => key));
  for (const { key, node } of propertiesOf(locales).filter(({ key }) => !LOCALES.includes(key))) {
    flaws.error(node.path, `${flaws.show(key)} is no locale that Alexa knows. ${meantLocale(key)}`);
  }
  for (const { key, node } of propertiesOf(locales)) {
    if (isCustom && !models.has(key)) {
      const file = interactionModelFile(key);
      flaws.warning(node.path, `has no interaction model: nobody can speak with the skill. Add ${file}.`);
    }
  }
  for (const locale of [...models.keys()].filter((locale) => !described.has(locale))) {
    // Whether Amazon refuses it is not known: samples of Amazon's have such files, such as en-US-nfi.json, to be renamed.
    const what = LOCALES.includes(locale)
      ? `the manifest has no such locale. Add ${locales.path}/${locale}, or remove the file.`
      : `${flaws.show(locale)} is no locale that Alexa knows, so that nobody speaks with this model. ${meantLocale(locale)}`;
    flaws.warning(interactionModelFile(locale), what);
  }
}

/** 1.5 MB, as Amazon's pages have it. What counts is what is built, not the white space of the file. */
const MAX_MODEL_BYTES = 1_500_000;

function checkModelSize({ value, path }: JsonNode, flaws: PackageFlaws): void {
  const size = Buffer.byteLength(JSON.stringify(value));
  if (size > MAX_MODEL_BYTES) {
    flaws.error(
      path,
      `has ${size} bytes without white space; allowed are ${MAX_MODEL_BYTES}. Remove samples or values.`,
    );
  }
}

function meantLocale(locale: string): string {
  const meant = locale === "en-UK" ? "en-GB" : didYouMean(locale, LOCALES);
  return meant === undefined ? `Allowed: ${LOCALES.join(", ")}.` : `Did you mean ${meant}?`;
}

/** A folder with a typo in its name is left out of the import, without a word. */
function checkPlaces(files: SkillPackage["files"], flaws: PackageFlaws): void {
  for (const path of files.keys()) {
    const [top, second] = path.split("/") as [string, string | undefined];
    const meant = second === undefined ? didYouMean(top, [MANIFEST_FILE]) : didYouMean(top, TOP_FOLDERS);
    if (meant !== undefined && meant !== top) {
      flaws.warning(path, `Amazon knows no such place. Did you mean ${meant}?`);
    } else if (top === "interactionModels" && !hasPlace(path)) {
      flaws.warning(path, `no interaction model has its place here. Allowed is ${interactionModelFile("{locale}")}.`);
    }
  }
}
