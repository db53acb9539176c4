import { hash } from 'node:crypto';
import type { JsonObject } from '../../../../shared/domain/imports/json.ts';
import { personCells, userOf } from '../../../../shared/domain/imports/pinpoint.ts';
import type { FileRecord } from '../../../../shared/domain/imports/record.ts';
import type { FoundObject } from './json.ts';
import type { Found } from './table.ts';

/** One file of endpoints. */
export interface Endpoints {
  /** Of its text. */
  readonly bytes: number;
  objects(): AsyncIterable<FoundObject>;
}

/** Bytes of endpoints that are held at once, as their text: some five times that in memory. */
const MOST_HELD = 60_000_000;

/**
 * The people of all files: endpoints of a user, in whichever files they are, are one. To find them without holding all endpoints, the files are
 * read as often as need be, each time for another part of the users.
 */
export async function* peopleOf(files: readonly Endpoints[]): AsyncGenerator<Found> {
  const passes = Math.max(1, Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / MOST_HELD));
  for (let pass = 0; pass < passes; pass++) {
    const users = new Map<string, { readonly line: number; readonly endpoints: JsonObject[] }>();
    for (const file of files)
      for await (const found of file.objects()) {
        const user = 'object' in found ? userOf(found.object) : null;
        if (user === null) {
          if (pass === 0) yield 'object' in found ? { line: found.line, cells: personCells([found.object]) } : found;
          continue;
        }
        if (!('object' in found) || partOf(user, passes) !== pass) continue;
        const known = users.get(user);
        if (known === undefined) users.set(user, { line: found.line, endpoints: [found.object] });
        else known.endpoints.push(found.object);
      }
    for (const { line, endpoints } of users.values()) yield { line, cells: personCells(endpoints) };
  }
}

const partOf = (user: string, parts: number): number =>
  parts === 1 ? 0 : hash('sha1', user, 'buffer').readUInt32LE(0) % parts;

/** An endpoint of the CSV that Pinpoint takes: dotted headers, and one of them again for each further value. */
export function endpointOf({ cells }: FileRecord): JsonObject {
  const endpoint: Record<string, unknown> = Object.create(null);
  for (const [column, text] of cells) {
    const path = column.split('.');
    const last = path.pop() ?? column;
    let within = endpoint;
    for (const key of path) {
      // A column `Location` beside `Location.City` is a text, in which nothing can be put.
      if (typeof within[key] !== 'object') within[key] = Object.create(null);
      within = within[key] as Record<string, unknown>;
    }
    const isList = path.at(-1) === 'Attributes' || path.at(-1) === 'UserAttributes';
    within[last] = isList ? [...((within[last] as string[] | undefined) ?? []), text] : text;
  }
  return endpoint;
}
