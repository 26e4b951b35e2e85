import { textAt } from "../../common/json";
import type { ApiClient, SkillManagement } from "./api-client";
import { ImportState } from "./import-state";
import { idAtEnd, pollUntilDone } from "./poll";
import type { Redaction } from "./redaction";
import { MAX_ATTEMPTS } from "./retry";
import type { ImportOptions, ImportResult } from "./smapi";
import { SmapiError } from "./smapi";
import type { Transport } from "./transport";
import { UncertainError } from "./transport";

export interface PackageImportProps {
  readonly api: ApiClient;
  readonly transport: Transport;
  readonly redaction: Redaction;
}

/** What to do with a package that was uploaded. */
interface Destination {
  readonly failed: string;
  readonly begin: (
    service: SkillManagement,
    location: string,
  ) => ReturnType<SkillManagement["callCreateSkillPackageV1"]>;
  /** What a person has to look at when the answer was lost. */
  readonly whenLost: string;
  /** Undefined when the import makes the skill. */
  readonly skillId?: string;
}

const CONSOLE = "https://developer.amazon.com/alexa/console/ask";

/**
 * Uploads a zipped skill package, and has the store take it over.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-package-api-reference.html
 */
export class PackageImport {
  constructor(private readonly props: PackageImportProps) {}

  /** As {@link Smapi.importPackage}. */
  replace(skillId: string, zip: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> {
    return this.run(zip, options, {
      failed: `Could not import the skill package into ${skillId}`,
      begin: (service, location) => service.callImportSkillPackageV1({ location }, skillId, options.ifMatch),
      whenLost: `Look at the skill in ${CONSOLE}, then run this again: it compares with what stands there.`,
      skillId,
    });
  }

  /** As {@link Smapi.createSkill}. */
  create(vendorId: string, zip: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> {
    return this.run(zip, options, {
      failed: `Could not create a skill of the vendor ${vendorId}`,
      begin: (service, location) => service.callCreateSkillPackageV1({ vendorId, location }),
      whenLost: `Look in ${CONSOLE} whether the skill is there before you run this again: each run makes another one.`,
    });
  }

  private async run(zip: Uint8Array, { onProgress }: ImportOptions, to: Destination): Promise<ImportResult> {
    const { api } = this.props;
    onProgress?.(`uploading the skill package (${Math.ceil(zip.length / 1024)} KB)`);
    const location = await this.upload(to.failed, zip);
    const begun = await advised(to.whenLost, () =>
      api.call({ failed: to.failed, repeat: "when not taken", run: (service) => to.begin(service, location) }),
    );
    onProgress?.("the store has the skill package and imports it");
    const end = await this.end(to, idAtEnd(`${to.failed} to its end`, begun.headers.location), onProgress);
    const skillId = end.skillId ?? to.skillId;
    if (!end.succeeded || skillId === undefined) {
      const how = end.succeeded ? "the store does not say which skill it made." : end.end;
      throw new SmapiError("refused", [`${to.failed}: ${how}`, ...end.errors.map((text) => `  - ${text}`)].join("\n"));
    }
    return { skillId, warnings: end.warnings };
  }

  /** An address takes one upload. When nobody knows whether it was received, the next attempt gets a new address. */
  private async upload(failed: string, zip: Uint8Array): Promise<string> {
    const { api, transport } = this.props;
    for (let attempt = 1; ; attempt++) {
      const { body } = await api.call({ failed, repeat: "always", run: (service) => service.callCreateUploadUrlV1() });
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
        await transport.pause("The upload was lost", attempt);
      }
    }
  }

  /** The address is signed, so the token is not sent along (Amazon S3 refuses both); nor does it go into a message. */
  private async put(failed: string, url: string, zip: Uint8Array): Promise<void> {
    const { status } = await this.props.transport.send({
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
    const { api, transport, redaction } = this.props;
    const said = new Set<string>();
    const state = await pollUntilDone({
      failed: to.failed,
      howToSee: `The store goes on with it: \`ask smapi get-import-status --import-id ${importId}\`, or ${CONSOLE}, shows how it ends.`,
      transport,
      read: async () => {
        const run = (service: SkillManagement) => service.callGetImportStatusV1(importId);
        return (await api.call({ failed: to.failed, repeat: "always", run })).body ?? {};
      },
      onState: (current) => {
        for (const resource of new ImportState(current, redaction).resources) {
          if (!said.has(resource)) {
            said.add(resource);
            onProgress?.(resource);
          }
        }
      },
    });
    return new ImportState(state, redaction);
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
