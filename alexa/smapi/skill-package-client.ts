import type { JsonObject } from "../../common/json";
import { textAt } from "../../common/json";
import { ImportState } from "./import-state";
import { unzipPackage } from "./package-archive";
import { idAtEnd, pollUntilDone } from "./poll";
import { MAX_ATTEMPTS } from "./retry";
import type { ImportOptions, ImportResult, Smapi, StoredSkillPackage } from "./smapi";
import { SmapiError } from "./smapi";
import type { SmapiClient } from "./smapi-client";
import { skillPath } from "./smapi-client";
import { UncertainError } from "./transport";

/** What to do with a package that was uploaded. */
interface Destination {
  readonly failed: string;
  readonly path: string;
  /** Beside the package's location. */
  readonly body?: object;
  readonly ifMatch?: string;
  /** What a person has to look at when the answer was lost. */
  readonly whenLost: string;
  /** Undefined when the import makes the skill. */
  readonly skillId?: string;
}

const CONSOLE = "https://developer.amazon.com/alexa/console/ask";

/**
 * Skill packages in the store.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-package-api-reference.html
 */
export class SkillPackageClient implements Pick<Smapi, "exportPackage" | "importPackage" | "createSkill"> {
  constructor(private readonly smapi: SmapiClient) {}

  /** As {@link Smapi.exportPackage}: has the store zip it, and fetches the zip. */
  async exportPackage(skillId: string): Promise<StoredSkillPackage> {
    const failed = `Could not export the skill package of ${skillId}`;
    const begun = await this.smapi.call({
      failed,
      repeat: "always", // a second export of the same costs nothing
      method: "POST",
      path: skillPath(skillId, "/stages/development/exports"),
    });
    const exportId = idAtEnd(failed, begun.headers.location);
    const state = await pollUntilDone({
      failed,
      howToSee: "An export changes nothing: run this again.",
      transport: this.smapi.transport,
      read: () => this.read(failed, `/v1/skills/exports/${exportId}`),
    });
    const location = textAt(state.skill, "location");
    if (state.status !== "SUCCEEDED" || location === undefined) {
      throw new SmapiError("refused", `${failed}: the store could not make it. Run this again later.`);
    }
    const eTag = textAt(state.skill, "eTag");
    return { files: unzipPackage(failed, await this.download(failed, location)), ...(eTag !== undefined && { eTag }) };
  }

  /** As {@link Smapi.importPackage}. */
  async importPackage(skillId: string, zip: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> {
    return this.import(zip, options, {
      failed: `Could not import the skill package into ${skillId}`,
      path: skillPath(skillId, "/imports"),
      ifMatch: options.ifMatch,
      whenLost: `Look at the skill in ${CONSOLE}, then run this again: it compares with what stands there.`,
      skillId,
    });
  }

  /** As {@link Smapi.createSkill}. */
  async createSkill(vendorId: string, zip: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> {
    return this.import(zip, options, {
      failed: `Could not create a skill of the vendor ${vendorId}`,
      path: "/v1/skills/imports",
      body: { vendorId },
      whenLost: `Look in ${CONSOLE} whether the skill is there before you run this again: each run makes another one.`,
    });
  }

  private async import(zip: Uint8Array, { onProgress }: ImportOptions, to: Destination): Promise<ImportResult> {
    const { failed, path, ifMatch } = to;
    onProgress?.(`uploading the skill package (${Math.ceil(zip.length / 1024)} KB)`);
    const body = { ...to.body, location: await this.upload(failed, zip) };
    const begun = await advised(to.whenLost, () =>
      this.smapi.call({ failed, repeat: "when not taken", method: "POST", path, body, ifMatch }),
    );
    onProgress?.("the store has the skill package and imports it");
    const end = await this.end(to, idAtEnd(`${failed} to its end`, begun.headers.location), onProgress);
    const skillId = end.skillId ?? to.skillId;
    if (!end.succeeded || skillId === undefined) {
      const how = end.succeeded ? "the store does not say which skill it made." : end.end;
      throw new SmapiError("refused", [`${failed}: ${how}`, ...end.errors.map((text) => `  - ${text}`)].join("\n"));
    }
    return { skillId, warnings: end.warnings };
  }

  /** An address takes one upload. When nobody knows whether it was received, the next attempt gets a new address. */
  private async upload(failed: string, zip: Uint8Array): Promise<string> {
    const { smapi } = this;
    for (let attempt = 1; ; attempt++) {
      const { body } = await smapi.call({ failed, repeat: "always", method: "POST", path: "/v1/skills/uploads" });
      const uploadUrl = textAt(body, "uploadUrl");
      if (uploadUrl === undefined) {
        throw new SmapiError("server failed", `${failed}: the answer has no uploadUrl.`);
      }
      try {
        await this.put(failed, uploadUrl, zip);
        return uploadUrl;
      } catch (error) {
        if (!(error instanceof UncertainError) || error.kind === "interrupted" || attempt === MAX_ATTEMPTS) {
          throw error;
        }
        await smapi.transport.pause("The upload was lost", attempt);
      }
    }
  }

  /** The address is signed, so the token is not sent along (Amazon S3 refuses both); nor does it go into a message. */
  private async put(failed: string, url: string, zip: Uint8Array): Promise<void> {
    const { status } = await this.smapi.transport.send({
      failed,
      method: "PUT",
      url,
      body: zip,
      repeat: "when not taken",
      carriesPackage: true,
    });
    if (status < 200 || status > 299) {
      const text = `${failed}: the upload was answered ${status}. Nothing was imported: run this again.`;
      throw new SmapiError(status >= 500 ? "server failed" : "refused", text, status);
    }
  }

  private async end(to: Destination, importId: string, onProgress: ImportOptions["onProgress"]): Promise<ImportState> {
    const { transport, redaction } = this.smapi;
    const reported = new Set<string>();
    const state = await pollUntilDone({
      failed: to.failed,
      howToSee: `The store goes on with it: \`ask smapi get-import-status --import-id ${importId}\`, or ${CONSOLE}, shows how it ends.`,
      transport,
      read: () => this.read(to.failed, `/v1/skills/imports/${importId}`),
      onState: (current) => {
        for (const resource of new ImportState(current, redaction).resources) {
          if (!reported.has(resource)) {
            reported.add(resource);
            onProgress?.(resource);
          }
        }
      },
    });
    return new ImportState(state, redaction);
  }

  /** The state of an export or an import. */
  private async read(failed: string, path: string): Promise<JsonObject> {
    const { body } = await this.smapi.call({ failed, repeat: "always", method: "GET", path });
    return body ?? {};
  }

  /** The address is signed: it needs no token, and goes into no message. */
  private async download(failed: string, location: string): Promise<Uint8Array> {
    const { status, body } = await this.smapi.transport.send({
      failed,
      method: "GET",
      url: location,
      repeat: "always",
      carriesPackage: true,
    });
    if (status !== 200) {
      const text = `${failed}: fetching the zip was answered ${status}. Run this again.`;
      throw new SmapiError("server failed", text, status);
    }
    return body;
  }
}

async function advised<T>(advice: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UncertainError) {
      throw new SmapiError(error.kind, `${error.message} ${advice}`, error.status);
    }
    throw error;
  }
}
