/**
 * Files of notes. All notes of a contact are in the same of 1,024 buckets, so a range of buckets of all files has
 * everything that is noted of some contacts. A file begins with the end of each bucket, four bytes each.
 */

import { buffer } from 'node:stream/consumers';
import { errorNamed } from '../../query/error-named.ts';
import type { ReadNotes, RoundFiles } from './auditing.ts';
import { contactOfNote } from './notes.ts';

export const BUCKETS = 1_024;
const HEADER = 4 * BUCKETS;

/** By the last digits of the uuid, which are random in each version of uuids. */
const bucketOf = (line: string): number => Number.parseInt(contactOfNote(line).slice(-3), 16) % BUCKETS || 0;

/** Notes that are not stored yet. */
export class NotePack {
  #buckets: string[][] = [];
  bytes = 0;

  add(lines: readonly string[]): void {
    for (const line of lines) {
      this.bytes += line.length + 1;
      const bucket = bucketOf(line);
      this.#buckets[bucket] ??= [];
      this.#buckets[bucket].push(line);
    }
  }

  /** The content of their file; the pack is empty then. */
  take(): Buffer {
    const header = Buffer.alloc(HEADER);
    const bodies: Buffer[] = [];
    let end = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const lines = this.#buckets[bucket];
      if (lines !== undefined) {
        const body = Buffer.from(`${lines.join('\n')}\n`);
        bodies.push(body);
        end += body.length;
      }
      header.writeUInt32LE(end, 4 * bucket);
    }
    this.#buckets = [];
    this.bytes = 0;
    return Buffer.concat([header, ...bodies]);
  }
}

/** A file of notes is not there any more. */
export class LostNotesError extends errorNamed('LostNotesError') {}

/** Reads ranges of buckets of many files; headers are read once. */
export function openNotes(files: RoundFiles): ReadNotes {
  const headers = new Map<string, Promise<Buffer>>();
  const bytes = async (key: string, from: number, to: number): Promise<Buffer> => {
    const stream = await files.open(key, { from, to: to - 1 });
    if (stream === null) throw new LostNotesError(`The audit's file ${key} is gone.`);
    return buffer(stream);
  };
  const headerOf = (key: string): Promise<Buffer> => {
    const known = headers.get(key) ?? bytes(key, 0, HEADER);
    headers.set(key, known);
    return known;
  };
  return async (key, from, to) => {
    const header = await headerOf(key);
    const end = (bucket: number): number => (bucket < 0 ? 0 : header.readUInt32LE(4 * bucket));
    const begin = end(from - 1);
    const last = end(to - 1);
    if (begin === last) return [];
    return (await bytes(key, HEADER + begin, HEADER + last)).toString('utf8').slice(0, -1).split('\n');
  };
}
