import { textAt } from "../../common/json";
import type { ApiClient, SkillManagement } from "./api-client";
import { unzipPackage } from "./package-archive";
import { idAtEnd, pollUntilDone } from "./poll";
import type { StoredSkillPackage } from "./smapi";
import { SmapiError } from "./smapi";
import type { Transport } from "./transport";

export interface PackageExportProps {
  readonly api: ApiClient;
  readonly transport: Transport;
}

/**
 * Has a skill package zipped by the store, and fetches it.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-package-api-reference.html
 */
export class PackageExport {
  constructor(private readonly props: PackageExportProps) {}

  /** As {@link Smapi.exportPackage}. */
  async run(skillId: string): Promise<StoredSkillPackage> {
    const { api, transport } = this.props;
    const failed = `Could not export the skill package of ${skillId}`;
    const begun = await api.call({
      failed,
      repeat: "always", // a second export of the same costs nothing
      run: (service) => service.callCreateExportRequestForSkillV1(skillId, "development"),
    });
    const exportId = idAtEnd(failed, begun.headers.location);
    const state = await pollUntilDone({
      failed,
      howToSee: "An export changes nothing: run this again.",
      transport,
      read: async () => {
        const run = (service: SkillManagement) => service.callGetStatusOfExportRequestV1(exportId);
        return (await api.call({ failed, repeat: "always", run })).body ?? {};
      },
    });
    const location = textAt(state.skill, "location");
    if (state.status !== "SUCCEEDED" || location === undefined) {
      throw new SmapiError("refused", `${failed}: the store could not make it. Run this again later.`);
    }
    const eTag = textAt(state.skill, "eTag");
    return { files: unzipPackage(failed, await this.download(failed, location)), ...(eTag !== undefined && { eTag }) };
  }

  /** The address is signed: it needs no token, and goes into no message. */
  private async download(failed: string, location: string): Promise<Uint8Array> {
    const { status, body } = await this.props.transport.send({
      failed,
      method: "GET",
      url: location,
      repeat: "always",
      carriesPackage: true,
    });
    if (status !== 200) {
      throw new SmapiError(
        "server failed",
        `${failed}: fetching the zip was answered ${status}. Run this again.`,
        status,
      );
    }
    return body;
  }
}
