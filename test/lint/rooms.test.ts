/** Rooms of shared/data import each other in one direction: no chain of imports returns to its first room. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const DATA = 'shared/data';

const rooms = readdirSync(DATA, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** The rooms that the files of a room import. */
function importedBy(room: string): readonly string[] {
  const texts = readdirSync(join(DATA, room)).map((file) => readFileSync(join(DATA, room, file), 'utf8'));
  const imported = texts.flatMap((text) =>
    [...text.matchAll(/from '\.\.\/(\w+)\/index\.ts'/g)].map(([, name]) => name),
  );
  return [...new Set(imported.filter((name) => name !== undefined))];
}

const graph = new Map(rooms.map((room) => [room, importedBy(room)]));

/** All rooms that a room imports, directly or through others. */
function neededBy(room: string, needed = new Set<string>()): ReadonlySet<string> {
  for (const name of graph.get(room) ?? []) {
    if (needed.has(name)) continue;
    needed.add(name);
    neededBy(name, needed);
  }
  return needed;
}

it.each(rooms)('%s does not import itself through other rooms', (room) => {
  expect([...neededBy(room)]).not.toContain(room);
});

it('finds imports, so that the test is not empty', () => {
  expect([...neededBy('jobs')].sort()).toEqual(['contacts', 'dynamo', 'limits', 'paging', 'search', 'workspace']);
});
