import { inflateRawSync } from "node:zlib";
import { quoted } from "./json-text";
import { Problem } from "./problem";

/** A zip that is not read. The message says why. */
export class BadZip extends Problem {}

/** An entry as the directory at the end of a zip has it. */
export interface ZipEntry {
  /** With a slash at its end for a folder. */
  readonly name: string;
  /** Bytes, when it is unpacked: what the zip says, and no more is unpacked. */
  readonly size: number;
}

/**
 * The files of a zip by path, in the order of its directory. Nothing is unpacked beyond what an entry says it holds: one
 * that says ten bytes and holds gigabytes is refused at the eleventh.
 *
 * By hand, because fflate's `unzipSync` takes what an entry says for granted, and cuts what goes beyond off.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 *
 * @param accept called with each entry before anything of it is unpacked; one that it answers false to is left out, and
 *   what it throws ends the reading
 * @throws BadZip
 */
export function readZip(zip: Uint8Array, accept: (entry: ZipEntry) => boolean): Map<string, Uint8Array> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const files = new Map<string, Uint8Array>();
  for (const entry of entriesOf(bytes)) {
    if (accept(entry)) {
      files.set(entry.name, contentOf(bytes, entry));
    }
  }
  return files;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const DIRECTORY_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment at the end has at most as many bytes. */
const MAX_COMMENT = 0xffff;

const STORED = 0;
const DEFLATED = 8;

interface DirectoryEntry extends ZipEntry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

function entriesOf(bytes: Buffer): readonly DirectoryEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const entries: DirectoryEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + DIRECTORY_BYTES > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY) {
      throw new BadZip("its directory is broken");
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += DIRECTORY_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT); at -= 1) {
    if (bytes.readUInt32LE(at) === END) {
      return at;
    }
  }
  throw new BadZip("it is no zip");
}

function contentOf(bytes: Buffer, { name, method, packed, size, offset }: DirectoryEntry): Uint8Array {
  const where = quoted(name);
  if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) {
    throw new BadZip(`its entry ${where} is broken`);
  }
  const begin = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(begin, begin + packed);
  const content = unpacked(data, method, size, where);
  if (content.length !== size) {
    throw new BadZip(`its entry ${where} does not hold what it says`);
  }
  return content;
}

function unpacked(data: Buffer, method: number, size: number, where: string): Uint8Array {
  if (method === STORED) {
    return new Uint8Array(data);
  }
  if (method !== DEFLATED) {
    throw new BadZip(`its entry ${where} is packed in a way that is not known`);
  }
  try {
    return new Uint8Array(inflateRawSync(data, { maxOutputLength: Math.max(size, 1) }));
  } catch {
    throw new BadZip(`its entry ${where} holds more than it says, or is broken`);
  }
}
