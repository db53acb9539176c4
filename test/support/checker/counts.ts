import type { Checking } from './checking.ts';
import { stintsOf } from './contacts.ts';
import { folderOf } from './indexes.ts';
import type { Workspace } from './workspace.ts';

type Sums = Map<string, number>;

const add = (sums: Sums, name: string, by: number): void => void sums.set(name, (sums.get(name) ?? 0) + by);

/** The base and the unfolded rows add up to the contacts in every folder and group. */
export function countProblems({ live, tombstones, counts }: Workspace, { report }: Checking): void {
  const kept: Sums = new Map();
  const from: string = counts.find(({ sk }) => sk === 'BASE')?.['from'] ?? '';
  for (const { sk, folders = {}, groups = {} } of counts) {
    // Rows of windows before a recount are part of the base.
    if (sk !== 'BASE' && (!sk.startsWith('ROW#') || (sk.split('#')[1] ?? '') < from)) continue;
    for (const [name, by] of Object.entries<number>(folders)) add(kept, `folder ${name}`, by);
    for (const [name, by] of Object.entries<number>(groups)) add(kept, `group ${name}`, by);
  }
  const real: Sums = new Map();
  for (const item of [...live.values(), ...tombstones.values()]) add(real, `folder ${folderOf(item)}`, 1);
  for (const item of live.values()) for (const { group } of stintsOf(item)) add(real, `group ${group}`, 1);
  for (const name of new Set([...kept.keys(), ...real.keys()])) {
    const [counted = 0, are = 0] = [kept.get(name), real.get(name)];
    if (counted !== are) report('counts', `${name} is counted as ${counted} contacts, and has ${are}`);
  }
}
