/**
 * A repair beside all other work never reverts anything newer than what it has read (on an engine:
 * test/support/engines/).
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { changeContact, createContact, deleteContact, readContact } from '../../../../shared/data/contacts/index.ts';
import { putStints } from '../../../../shared/data/contacts/rosters.ts';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { loadAssets } from '../../../../shared/data/workspace/index.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import { prepare } from '../../../support/api/client.ts';
import { onInProcessStage } from '../../../support/in-process/stage.ts';
import { runs } from '../../../support/property/runs.ts';
import { begunRound, Damaged } from './damaged.ts';

const stage = onInProcessStage();
const CHANGE = { by: 'token-1', via: 'api' } as const;
const PEOPLE = 3;

let damaged: Damaged;
let groups: GroupId[];

/** A workspace for each run: a repair goes through all that there is of one. */
beforeEach(open);

async function open(): Promise<void> {
  const client = await stage().open();
  await prepare(client);
  damaged = new Damaged(stage(), (await client.get('workspace.json')).uuid);
  groups = [];
  for (const name of ['Left', 'Right']) groups.push((await client.post('groups.json', { name })).uuid);
}

type Act = 'join' | 'leave' | 'move' | 'archive' | 'restore' | 'address' | 'rename' | 'delete';

interface Edit {
  readonly contact: number;
  readonly act: Act;
  readonly group: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  contact: fc.nat(PEOPLE - 1),
  act: fc.constantFrom<Act>('join', 'join', 'leave', 'move', 'archive', 'restore', 'address', 'rename', 'delete'),
  group: fc.nat(1),
});

function modifiersOf({ act, group }: Edit): Modifier[] {
  const [one, other] = [groups[group] as GroupId, groups[1 - group] as GroupId];
  switch (act) {
    case 'join':
      return [{ type: 'groups', groups: [one], modification: 'add' }];
    case 'leave':
      return [{ type: 'groups', groups: [one], modification: 'remove' }];
    case 'move':
      return [
        { type: 'groups', groups: [one], modification: 'remove' },
        { type: 'groups', groups: [other], modification: 'add' },
      ];
    case 'archive':
    case 'restore':
      return [{ type: 'status', status: act === 'archive' ? 'archived' : 'active' }];
    case 'address':
      return [{ type: 'urns', urns: [addressOf()], modification: 'set' }];
    default:
      return [{ type: 'name', name: `Person ${Math.random()}` }];
  }
}

const addressOf = () => `tel:+25078${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;

async function make(data: Data, uuid: ContactId, now: Instant): Promise<void> {
  const assets = await loadAssets(data, damaged.workspace);
  const urn = addressOf();
  const blank = newContact({ uuid, now, change: CHANGE });
  const { contact } = apply({ ...blank, urns: [urn], groups }, [{ type: 'regroup' }], assets, {
    ...{ now, change: CHANGE, taken: new Set() },
  });
  await createContact(data, damaged.workspace, [urn], () => ({ ...contact, version: 1 }));
}

async function carryOut(data: Data, uuid: ContactId, one: Edit, now: Instant): Promise<void> {
  const { workspace } = damaged;
  if (one.act === 'delete') {
    await deleteContact(data, workspace, uuid, { change: CHANGE, now }, () => null);
    return;
  }
  const assets = await loadAssets(data, workspace);
  const modifiers = modifiersOf(one);
  await changeContact(data, workspace, uuid, {}, (contact, taken) =>
    apply(contact, modifiers, assets, { now, change: CHANGE, taken }),
  );
}

/**
 * Leaves what crashes leave: entries of versions that may still come, a missing entry, and an address without owner,
 * whose key is returned.
 */
async function damage(uuids: readonly ContactId[]): Promise<string> {
  const { data, workspace } = damaged;
  const versions = [2, 3, 4];
  const stale = uuids.flatMap((contact) =>
    groups.flatMap((group) => versions.map((version) => ({ contact, group, version, at: damaged.clock }))),
  );
  await putStints(data, workspace, stale);
  const { contacts } = await damaged.tables();
  const entries = contacts.filter(
    ({ pk, sk }) => pk.startsWith('G#') && sk.endsWith('#1') && uuids.some((one) => sk.startsWith(one)),
  );
  const owners = contacts.filter(({ pk, owner }) => pk.startsWith('I#') && uuids.includes(owner));
  for (const item of [entries[0], owners[0]]) if (item) await damaged.replace('contacts', item, []);
  return owners[0]?.pk ?? '';
}

/** Lets requests through one by one, each time one of those that wait. */
class Turns {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #pick: () => number;
  #busy = false;

  /** @param pick - a number from 0 to 1 */
  constructor(pick: () => number) {
    this.#pick = pick;
  }

  take<Value>(request: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => request().then(resolve, reject));
      this.#next();
    });
  }

  #next(): void {
    if (this.#busy || this.#waiting.length === 0) return;
    this.#busy = true;
    // All that follows from the last request waits by then.
    setImmediate(async () => {
      const [request] = this.#waiting.splice(Math.floor(this.#pick() * this.#waiting.length), 1);
      await request?.();
      this.#busy = false;
      this.#next();
    });
  }
}

/** The tables, as seen by those who take turns. */
function takingTurns(data: Data, turns: Turns): Data {
  const documents = new Proxy(data.documents, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: Parameters<typeof target.send>[0]) => turns.take(() => target.send(command));
    },
  });
  return { ...data, documents };
}

it('beside changes of any kind, in any order of their requests, leaves no member off a roster and no address without owner', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      async (picks, edits) => {
        await open();
        const uuids = Array.from({ length: PEOPLE }, () => randomUUID() as string as ContactId);
        for (const uuid of uuids) await make(damaged.data, uuid, damaged.clock);
        await damaged.settle();
        const lost = await damage(uuids);
        const now = damaged.later();
        const data = takingTurns(damaged.data, new Turns(() => picks.next().value));
        const goOn = await begunRound(stage(), damaged.workspace, { data, now });
        const work = edits.map((one) => carryOut(data, uuids[one.contact] as ContactId, one, now));
        const [{ ended }] = await Promise.all([goOn(), ...work]);
        expect(ended).toBe(true);
        await damaged.settle();
        // The owner that was lost may be left to the next repair, where its contact was changed again and again.
        const wrong = await damaged.wrong(['stale rosters']);
        expect(wrong.filter((line) => !line.includes(lost))).toEqual([]);
        await damaged.repair();
        expect(await damaged.wrong()).toEqual([]);
      },
    ),
    { numRuns: runs(10) },
  );
});

it('does not bring back what was deleted, and changes no contact that is sound', async () => {
  const [uuid] = [randomUUID() as string as ContactId];
  await make(damaged.data, uuid, damaged.clock);
  await damaged.settle();
  const before = await readContact(damaged.data, damaged.workspace, uuid);
  await damaged.repair();
  expect(await readContact(damaged.data, damaged.workspace, uuid)).toEqual(before);
  await deleteContact(
    damaged.data,
    damaged.workspace,
    uuid,
    { change: CHANGE, now: instant(damaged.clock) },
    () => null,
  );
  await damaged.settle();
  expect(await damaged.repair()).toEqual({});
  const after = await readContact(damaged.data, damaged.workspace, uuid);
  expect(after && isTombstone(after)).toBe(true);
});
