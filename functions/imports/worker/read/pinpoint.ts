import { hash } from 'node:crypto';
import type { JsonObject } from '../../../../shared/domain/cells/json.ts';
import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { keyOf, personCells, userOf } from '../../../../shared/domain/imports/pinpoint.ts';
import type { FoundObject } from './json.ts';
import type { Found } from './table.ts';

/** One file of endpoints. */
export interface Endpoints {
  /** Bytes of its text. */
  readonly bytes: number;
  /** The segment that it was exported for. */
  readonly group: string | null;
  objects(): AsyncIterable<FoundObject>;
}

/** Bytes of endpoints in memory at a time, as text: some five times that as objects. */
const MOST_HELD = 60_000_000;

interface Person {
  readonly line: number;
  readonly endpoints: JsonObject[];
  readonly groups: Set<string>;
}

/**
 * The people of all files: the endpoints of one user, in any files, which are read several times, each for a part of
 * the users. An endpoint without a user is one person.
 */
export async function* peopleOf(files: readonly Endpoints[]): AsyncGenerator<Found> {
  const passes = Math.max(1, Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / MOST_HELD));
  const alone = files.every(({ group }) => group === null);
  for (let pass = 0; pass < passes; pass++) {
    const people = new Map<string, Person>();
    for (const { group, objects } of files)
      for await (const found of objects()) {
        const isPerson = 'object' in found && !(alone && userOf(found.object) === null);
        if (!isPerson) {
          if (pass === 0) yield 'object' in found ? recordOf(personIn(found)) : found;
          continue;
        }
        const key = keyOf(found.object);
        if (partOf(key, passes) !== pass) continue;
        const person = people.get(key) ?? personIn({ ...found, endpoints: [] });
        person.endpoints.push(found.object);
        if (group !== null) person.groups.add(group);
        people.set(key, person);
      }
    for (const person of people.values()) yield recordOf(person);
  }
}

const personIn = ({ line, object, endpoints = [object] }: OfObject): Person => ({ line, endpoints, groups: new Set() });

type OfObject = Extract<FoundObject, { object: JsonObject }> & { readonly endpoints?: JsonObject[] };

const recordOf = ({ line, endpoints, groups }: Person): FileRecord => ({
  line,
  cells: personCells(endpoints, groups),
  ofEndpoints: true,
});

const partOf = (key: string, parts: number): number =>
  parts === 1 ? 0 : hash('sha1', key, 'buffer').readUInt32LE(0) % parts;

/** An endpoint of Pinpoint's CSV: dotted headers, repeated for each further value. */
export function endpointOf({ cells }: FileRecord): JsonObject {
  const endpoint: Record<string, unknown> = Object.create(null);
  for (const [column, text] of cells) {
    const path = column.split('.');
    const last = path.pop() ?? column;
    let within = endpoint;
    for (const key of path) {
      // A column `Location` beside `Location.City` is a text, so nothing can be put into it.
      if (typeof within[key] !== 'object') within[key] = Object.create(null);
      within = within[key] as Record<string, unknown>;
    }
    const isList = path.at(-1) === 'Attributes' || path.at(-1) === 'UserAttributes';
    within[last] = isList ? [...((within[last] as string[] | undefined) ?? []), text] : text;
  }
  return endpoint;
}
