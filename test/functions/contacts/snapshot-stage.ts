/** A workspace that is searched by a snapshot, with files and a clock. */
import { getContacts } from '../../../functions/contacts/list.ts';
import { readContacts } from '../../../shared/data/contacts/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { queryContactOf } from '../../../shared/domain/contacts/queryable.ts';
import type { ContactId, FieldKey } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { readSearch } from '../../../shared/domain/search/search.ts';
import { compareTexts, compareValues, parseSort, sortValueOf } from '../../../shared/domain/search/sort.ts';
import type { SearchParts } from '../../../shared/messages/snapshots.ts';
import { forget } from '../../../shared/services/snapshots/cache.ts';
import { makeSnapshot } from '../../../shared/services/snapshots/make.ts';
import type { SearchPart } from '../../../shared/services/snapshots/parts/part.ts';
import { readSearchPart } from '../../../shared/services/snapshots/parts/read-part.ts';
import { openTestData } from '../../support/engines/data.ts';
import type { RunningEngine } from '../../support/engines/engines.ts';
import { countEverybody } from '../../support/in-process/count-everybody.ts';
import type { memoryFiles } from '../../support/in-process/files.ts';
import { openWorld, type World } from '../engine/world.ts';
import { call, type create, newField } from '../groups/api.ts';

export type Stage = World & {
  /** How often somebody was told of a broken snapshot. */
  told: number;
  onBroken(): void;
  readonly files: ReturnType<typeof memoryFiles>;
  readonly people: Set<ContactId>;
  parts: SearchParts | null;
};

export async function openStage(engine: RunningEngine): Promise<Stage> {
  const world = await openWorld(await openTestData(engine));
  await newField(world, 'age', 'number');
  const stage = {
    ...world,
    told: 0,
    onBroken() {
      stage.told += 1;
    },
    get clock() {
      return world.clock;
    },
    set clock(at) {
      world.clock = at;
    },
    config: { snapshotsFrom: 0 } as World['config'],
    people: new Set(),
    parts: null,
  } as Stage;
  return stage;
}

export const pathOf = (link: string) => Object.fromEntries(new URL(link).searchParams);

/** What a look at every contact finds, in order. */
export async function expected(
  { data, workspace, people, clock }: Stage,
  query: string,
  sort: string,
): Promise<string[]> {
  const assets = await loadAssets(data, workspace);
  const read = readSearch(query, null, assets, clock);
  if (!read.ok) throw new Error(read.error.message);
  const contacts = await readContacts(data, workspace, [...people], { consistent: true });
  const matches = [...contacts.values()].filter((one): one is Contact => !isTombstone(one) && read.search.matches(one));
  const by = sort === '' ? null : parseSort(sort, assets);
  const compare = (a: Contact, b: Contact) => {
    if (by === null) return b.modifiedOn - a.modifiedOn || -compareTexts(a.uuid, b.uuid);
    const [x, y] = [a, b].map((one) => sortValueOf(queryContactOf(one), by)) as [string, string];
    return compareValues(x, y, by) || compareTexts(a.uuid, b.uuid);
  };
  return matches.toSorted(compare).map(({ uuid }) => uuid);
}

/**
 * Has other functions read parts of snapshots from now on, nothing of which is in memory. Every part whose number
 * `refused` divides is refused; `from`: rows that one function reads alone.
 */
export function readInParts(stage: Stage, { refused = 0, from = 0 } = {}): SearchPart[] {
  const asked: SearchPart[] = [];
  stage.parts = {
    ...{ most: 3, from, release: '' },
    async read(part) {
      if (asked.push(part as SearchPart) % refused === 0) throw new Error('TooManyRequestsException');
      return JSON.parse(JSON.stringify(await readSearchPart(stage.files, JSON.parse(JSON.stringify(part)))));
    },
  };
  forget();
  return asked;
}

/** Makes the snapshot, when the stream has brought all changes. */
export async function make(stage: Stage, over: Partial<Stage> = {}): Promise<void> {
  await countEverybody(stage.data, stage.workspace, stage.clock);
  await makeSnapshot({ workspace: stage.workspace }, { ...stage, now: stage.now, ...over });
}

/** What has been asked of the queue is done. */
export async function work(stage: Stage): Promise<void> {
  for (const message of stage.queued.splice(0)) if ((message.queue as string) === 'snapshots') await make(stage);
}

export const person = (n: number) =>
  [
    ...(n % 5 === 0 ? [] : [{ type: 'name', name: ['Ann', 'Bob', 'Ann Bob', 'Ünal'][n % 4] as string }]),
    { type: 'field', field: 'age' as FieldKey, value: n % 7 === 0 ? '' : String((n % 5) * 10) },
    { type: 'language', language: ['eng', 'fra', null][n % 3] as string | null },
  ] as Parameters<typeof create>[1];

export const pass = (stage: Stage, seconds: number) => {
  stage.clock = instant(stage.clock + seconds * 1_000_000);
};
export const asked = (stage: Stage, query: string) => call(stage, getContacts, { query: { query } });
