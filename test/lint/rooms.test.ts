/** Rooms of shared/data import each other in one direction: none comes back to where it began. */
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

/** Every room that a room needs, directly or through others. */
function neededBy(room: string, needed = new Set<string>()): ReadonlySet<string> {
  for (const name of graph.get(room) ?? []) {
    if (needed.has(name)) continue;
    needed.add(name);
    neededBy(name, needed);
  }
  return needed;
}

it.each(rooms)('%s does not need itself', (room) => {
  expect([...neededBy(room)]).not.toContain(room);
});

it('sees the imports', () => {
  expect([...neededBy('jobs')].sort()).toEqual(['contacts', 'counts', 'dynamo', 'paging', 'search', 'workspace']);
});
