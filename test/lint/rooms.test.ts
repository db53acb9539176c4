/** Rooms of shared/domain and shared/data import each other in one direction: no chain of imports returns to a room. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms of a folder, each with those that its files import. Files beside the rooms are no rooms. */
function graphOf(folder: string): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const file of globSync(`${folder}/*/**/*.ts`)) {
    const room = roomOf(folder, file);
    const others = graph.get(room) ?? new Set();
    graph.set(room, others);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const imported = join(dirname(file), path);
      if (/^\w[^/]*\//.test(relative(folder, imported))) others.add(roomOf(folder, imported));
    }
    others.delete(room);
  }
  return graph;
}

const roomOf = (folder: string, file: string): string => relative(folder, file).split('/')[0] ?? '';

/** All rooms that a room imports, directly or through others. */
function neededBy(graph: ReturnType<typeof graphOf>, room: string, needed = new Set<string>()): ReadonlySet<string> {
  for (const name of graph.get(room) ?? []) {
    if (needed.has(name)) continue;
    needed.add(name);
    neededBy(graph, name, needed);
  }
  return needed;
}

describe.each(['shared/domain', 'shared/data'])('In %s', (folder) => {
  const graph = graphOf(folder);

  it.each([...graph.keys()])('%s does not import itself through other rooms', (room) => {
    expect([...neededBy(graph, room)]).not.toContain(room);
  });

  it('jobs needs other rooms, contacts among them, so that the test is not empty', () => {
    expect([...neededBy(graph, 'jobs')]).toContain('contacts');
  });
});
