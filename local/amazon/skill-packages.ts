import { randomUUID } from "node:crypto";
import type { Answer } from "./answer";
import { empty, json, SmapiRefusal, smapiError } from "./answer";
import { BoundedMap } from "./bounded-map";
import type { SmapiFaults } from "./faults";
import type { HttpRequest } from "./http-request";
import { jsonOf } from "./http-request";
import type { PackageImport } from "./package-import";
import { inProgress, runImport } from "./package-import";
import { PackageStorage } from "./package-storage";
import { record, text } from "./shape";
import { writeZip } from "./skill-package-zip";
import type { Skill, Skills } from "./skills";

export interface SkillPackagesProps {
  readonly skills: Skills;
  readonly faults: Pick<SmapiFaults, "pollsInProgress">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** `http://127.0.0.1:{port}` */
  readonly origin: () => string;
}

/** An import or an export: done at once, and reported later, as SMAPI takes its time. */
interface Job<T> {
  readonly result: T;
  readonly startedAt: number;
  polls: number;
}

interface PackageExport {
  readonly eTag: string;
  readonly location: string;
  readonly expiresAt: string;
}

/** Milliseconds after which an import that nobody asks for is over. */
const FORGOTTEN = 10_000;

/**
 * Answers for skill packages: uploads, imports, exports.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-package-api-reference.html
 */
export class SkillPackages {
  private readonly storage: PackageStorage;
  private readonly imports = new BoundedMap<Job<PackageImport>>(1000);
  private readonly exports = new BoundedMap<Job<PackageExport>>(1000);
  private readonly newestImports = new WeakMap<Skill, Job<PackageImport>>();

  constructor(private readonly props: SkillPackagesProps) {
    this.storage = new PackageStorage(props.origin, props.now);
  }

  createUpload(): Answer {
    const { url, expiresAt } = this.storage.reserve();
    return json(201, { uploadUrl: url, expiresAt });
  }

  upload(request: HttpRequest, name: string): Answer {
    return this.storage.receive(request, name);
  }

  download(request: HttpRequest, name: string): Answer {
    return this.storage.give(request, name);
  }

  /** Makes a skill of a package. */
  create(request: HttpRequest): Answer {
    const { vendorId, location } = bodyOf(request, ["vendorId", "location"]);
    const { skills } = this.props;
    if (vendorId !== skills.vendorId) {
      return smapiError(403, "You are not authorized to create a skill for this vendor.");
    }
    return this.start(runImport(skills, undefined, this.uploaded(location)));
  }

  /** Imports a package into a skill that exists. */
  import(request: HttpRequest, skillId: string): Answer {
    const skill = this.props.skills.ofCaller(skillId);
    const { location } = bodyOf(request, ["location"]);
    const zip = this.uploaded(location);
    const expected = request.headers["if-match"];
    if (expected !== undefined && expected !== "*" && expected !== skill.packageTag) {
      return smapiError(412, "The skill package was changed: its entity tag is not the one in If-Match.");
    }
    const newest = this.newestImports.get(skill);
    if (newest !== undefined && this.isRunning(newest) && this.props.now() - newest.startedAt < FORGOTTEN) {
      return smapiError(409, "Another import into this skill is in progress.");
    }
    return this.start(runImport(this.props.skills, skill, zip));
  }

  importStatus(id: string): Answer {
    const job = this.imports.get(id);
    if (job === undefined) {
      return smapiError(404, "There is no such import.");
    }
    return json(200, this.poll(job) ? inProgress(job.result, job.polls) : job.result);
  }

  export(skillId: string, stage: string): Answer {
    const { files, packageTag } = this.props.skills.inStage(skillId, stage);
    const { url, expiresAt } = this.storage.offer(writeZip(files));
    const id = `amzn1.ask-package.export.${randomUUID()}`;
    this.exports.set(id, this.job({ eTag: packageTag, location: url, expiresAt }));
    return empty(202, { location: `/v1/skills/exports/${id}` });
  }

  exportStatus(id: string): Answer {
    const job = this.exports.get(id);
    if (job === undefined) {
      return smapiError(404, "There is no such export.");
    }
    return json(200, this.poll(job) ? { status: "IN_PROGRESS" } : { status: "SUCCEEDED", skill: job.result });
  }

  private start(result: PackageImport): Answer {
    const id = `amzn1.ask-package.import.${randomUUID()}`;
    const job = this.job(result);
    this.imports.set(id, job);
    const skill = this.props.skills.find(result.skill.skillId ?? "");
    if (skill !== undefined) {
      this.newestImports.set(skill, job);
    }
    return empty(202, { location: `/v1/skills/imports/${id}` });
  }

  private job<T>(result: T): Job<T> {
    return { result, startedAt: this.props.now(), polls: 0 };
  }

  /** Counts a question for a job. Whether it is still in progress. */
  private poll(job: Job<unknown>): boolean {
    const isRunning = this.isRunning(job);
    job.polls += 1;
    return isRunning;
  }

  private isRunning({ polls }: Job<unknown>): boolean {
    return polls < this.props.faults.pollsInProgress;
  }

  /** @throws SmapiRefusal when nothing was uploaded there; nothing is fetched from anywhere else */
  private uploaded(location: string): Uint8Array {
    const zip = this.storage.contentOf(location);
    if (zip === undefined) {
      const message =
        'The property "$.location" must be an upload URL of this server to which a skill package was sent.';
      throw new SmapiRefusal(smapiError(400, message, [{ code: "INVALID_URL_FORMAT", message }]));
    }
    return zip;
  }
}

/** @throws SmapiRefusal when the body is not these texts and nothing else */
function bodyOf<K extends string>(request: HttpRequest, names: readonly K[]): Record<K, string> {
  const body = jsonOf(request);
  const violations = record(Object.fromEntries(names.map((name) => [name, text()])), names)(body, "$");
  if (violations.length > 0) {
    throw new SmapiRefusal(smapiError(400, "The request is not valid.", violations));
  }
  return body as Record<K, string>;
}
