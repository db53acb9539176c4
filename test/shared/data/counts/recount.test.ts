/** Counts are put right while contacts are being changed, and while their changes are still under way in the stream. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { changeContact, createContact, readContact } from '../../../../shared/data/contacts/index.ts';
import { auditCounts } from '../../../../shared/data/counts/audit.ts';
import { readCounts } from '../../../../shared/data/counts/counts.ts';
import {
  addCounted,
  beginRecount,
  checkChanges,
  contactOfCrossing,
  endRecount,
  noteCrossings,
  pageCrossings,
} from '../../../../shared/data/counts/index.ts';
import { baseKey } from '../../../../shared/data/counts/items.ts';
import { foldCounts, recordBatch } from '../../../../shared/data/counts/record.ts';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { update, write } from '../../../../shared/data/dynamo/write.ts';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { type Contact, folderOf, isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import {
  addDeltas,
  type CountsDelta,
  groupsCounted,
  NO_CHANGE,
  type Transition,
} from '../../../../shared/domain/contacts/counts.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { assets } from '../../domain/jobs/samples.ts';
import { aContact, change, now } from './samples.ts';

const NONE = { folders: {}, groups: {} };
const SECOND = 1_000_000;

/** A workspace whose stream brings what happens to contacts only when a test says so. */
class Programme {
  readonly workspace = randomUUID() as string as WorkspaceId;
  readonly stream: Transition[] = [];
  readonly contacts: ContactId[] = [];
  clock: Instant = now;
  readonly data: Data;

  constructor(data: Data) {
    this.data = data;
  }

  wait(seconds: number): void {
    this.clock = instant(this.clock + seconds * SECOND);
  }

  /** A contact is created, by a function that began some seconds ago; by an import, with a time of long ago. */
  async create(begun = 0, createdOn?: Instant): Promise<void> {
    const at = instant(this.clock - begun * SECOND);
    const after = aContact({ createdOn: createdOn ?? at, modifiedOn: at });
    await createContact(this.data, this.workspace, [], () => after);
    this.contacts.push(after.uuid);
    this.stream.push({ before: null, after });
  }

  async change(index: number, modifiers: readonly Modifier[] | 'delete', begun = 0): Promise<void> {
    const uuid = this.contacts[index % Math.max(1, this.contacts.length)];
    const before = uuid && (await readContact(this.data, this.workspace, uuid, { consistent: true }));
    if (!before || isTombstone(before)) return;
    const at = instant(this.clock - begun * SECOND);
    if (modifiers === 'delete') await deleteVersion(this.data, this.workspace, before, change, at);
    else
      await changeContact(this.data, this.workspace, uuid, {}, (contact: Contact, taken) =>
        apply(contact, modifiers, assets(), { now: at, change, taken }),
      );
    const after = await readContact(this.data, this.workspace, uuid, { consistent: true });
    if (after?.version !== before.version) this.stream.push({ before, after });
  }

  carryOut({ kind, contact, begun }: Edit): Promise<void> {
    switch (kind) {
      case 'create':
        return this.create(begun);
      case 'import':
        return this.create(begun, addDays(now, -400));
      case 'delete':
        return this.change(contact, 'delete', begun);
      case 'name':
        return this.change(contact, [{ type: 'name', name: `${Math.random()}` }], begun);
      case 'older':
      case 'newer':
        return this.change(contact, created(addDays(this.clock, kind === 'older' ? -9 : 0)), begun);
      default:
        return this.change(contact, status(kind), begun);
    }
  }

  /** The stream brings the next changes. */
  async bring(count = this.stream.length): Promise<void> {
    const batch = this.stream.splice(0, count);
    await noteCrossings(this.data, this.workspace, batch, this.clock);
    await recordBatch(this.data, this.workspace, batch, this.clock);
  }

  /** What nobody knows how: the kept counts are wrong. */
  async damage(): Promise<void> {
    await foldCounts(this.data, this.workspace, this.clock, 0);
    const set = { folders: { active: 41, stopped: 7 }, groups: { [randomUUID()]: 12 } };
    const { pk, sk } = baseKey(this.workspace);
    await write(this.data, update('workspace', { pk, sk }, { set }));
  }

  /** Checks as far as the stream has brought changes. */
  async checked(id: string): Promise<string> {
    for (;;) {
      const { state } = await this.check(id);
      if (state !== 'checking') return state;
    }
  }

  check(id: string) {
    return checkChanges(this.data, this.workspace, id, { now: this.clock, most: 2 });
  }

  /** As a repair does it, with something done before each step. Each is done twice, by two runs at the same time. */
  async recount(between: () => Promise<void> = async () => {}): Promise<CountsDelta> {
    const { data, workspace } = this;
    const recount = await beginRecount(data, workspace, this.clock);
    this.wait(150);
    const counted = new Map<ContactId, CountsDelta>();
    for (const uuid of this.contacts) {
      await between();
      const contact = await readContact(data, workspace, uuid, { consistent: true });
      if (contact && contact.modifiedOn < recount.cut)
        counted.set(uuid, one(folderOf(contact), groupsCounted(contact)));
    }
    for (let state = 'checking'; state !== 'whole'; ) {
      await between();
      [{ state }] = await Promise.all([this.check(recount.id), this.check(recount.id)]);
      if (state !== 'behind') continue;
      this.wait(10);
      await this.bring();
    }
    for (const crossing of await pageCrossings(data, workspace, recount, null)) {
      const uuid = contactOfCrossing(crossing);
      if (!counted.has(uuid)) counted.set(uuid, one(crossing.folder, crossing.groups));
    }
    for (const [group, some] of [...counted.values()].entries()) {
      await between();
      const add = () => addCounted(data, workspace, recount.id, group, some);
      await Promise.all([add(), add()]);
    }
    await between();
    const ended = await Promise.all([endRecount(data, workspace, recount.id), endRecount(data, workspace, recount.id)]);
    return ended.find((drift) => drift !== null) as CountsDelta;
  }
}

const one = (folder: string, groups: readonly string[]): CountsDelta =>
  addDeltas(NO_CHANGE, { folders: { [folder]: 1 }, groups: Object.fromEntries(groups.map((group) => [group, 1])) });

const status = (to: 'active' | 'archived' | 'stopped' | 'blocked'): Modifier[] => [{ type: 'status', status: to }];

const created = (createdOn: Instant): Modifier[] => [{ type: 'created', createdOn }];

const KINDS = ['archived', 'active', 'stopped', 'blocked', 'delete', 'name', 'older', 'newer'] as const;
const edit = fc.record({
  contact: fc.nat(11),
  kind: fc.constantFrom('create', 'import', ...KINDS),
  /** The function that does it began so many seconds ago. */
  begun: fc.constantFrom(0, 0, 1, 20, 59),
  seconds: fc.constantFrom(0, 0.5, 3, 30),
  bring: fc.nat(3),
  fold: fc.boolean(),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

describeOnEngines('a recount', (data, engine) => {
  let programme: Programme;
  beforeEach(() => {
    programme = new Programme(data());
  });

  const drift = () => auditCounts(data(), programme.workspace);

  it('puts wrong counts right, and says by how much they were', async () => {
    for (let i = 0; i < 5; i++) await programme.create();
    await programme.change(0, status('archived'));
    await programme.change(1, 'delete');
    await programme.bring();
    await programme.damage();
    const found = await drift();
    expect(found.folders).toMatchObject({ active: 38, stopped: 7, archived: -1, deleted: -1 });
    expect(await programme.recount()).toEqual(found);
    expect(await drift()).toEqual(NONE);
    expect(await programme.recount()).toEqual(NONE);
  });

  it('waits until all that was under way at its moment is written, and through the stream', async () => {
    await programme.create();
    await programme.bring();
    const { id } = await beginRecount(data(), programme.workspace, programme.clock);
    expect(await programme.checked(id)).toBe('behind');
    programme.wait(15);
    await programme.change(0, status('archived'));
    programme.wait(200);
    expect(await programme.checked(id)).toBe('behind');
    await programme.bring();
    expect(await programme.checked(id)).toBe('whole');
    expect(await programme.recount()).toEqual(NONE);
    expect((await readCounts(data(), programme.workspace)).folders).toMatchObject({ active: 0, archived: 1 });
  });

  it('believes no contact that says when it was created: the stream has to bring that', async () => {
    await programme.create();
    await programme.bring();
    const { id } = await beginRecount(data(), programme.workspace, programme.clock);
    programme.wait(20);
    await programme.create(0, addDays(now, -400));
    await programme.change(0, created(programme.clock));
    programme.wait(200);
    const [creation, ...changed] = programme.stream.splice(0);
    programme.stream.push(creation as Transition);
    await programme.bring();
    expect(await programme.checked(id)).toBe('behind');
    programme.stream.push(...changed);
    await programme.bring();
    expect(await programme.checked(id)).toBe('whole');
  });

  it('gives way to one that begins later', async () => {
    await programme.create();
    await programme.bring();
    await programme.damage();
    const { id } = await beginRecount(data(), programme.workspace, programme.clock);
    await programme.recount();
    expect(await endRecount(data(), programme.workspace, id)).toBeNull();
    expect(await drift()).toEqual(NONE);
  });

  it('ignores changes from before its moment that the stream brings late, also again', async () => {
    for (let i = 0; i < 3; i++) await programme.create();
    const late = [...programme.stream];
    programme.stream.splice(0);
    await programme.recount();
    programme.stream.push(...late);
    await programme.bring();
    programme.stream.push(...late);
    await programme.bring();
    expect(await drift()).toEqual(NONE);
    await foldCounts(data(), programme.workspace, programme.clock, 0);
    expect(await drift()).toEqual(NONE);
  });

  it('is exact whatever is done to contacts before each of its steps, in whatever parts the stream brings it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 60 }), async (edits) => {
        programme = new Programme(data());
        for (let i = 0; i < 8; i++) await programme.create();
        programme.wait(1);
        for (let i = 0; i < 4; i++) await programme.change(i, status('archived'));
        programme.wait(3_600);
        await programme.bring(9);
        await programme.damage();
        const left = [...edits];
        await programme.recount(async () => {
          for (const one of left.splice(0, 3)) {
            await programme.carryOut(one);
            programme.wait(one.seconds);
            await programme.bring(one.bring);
            if (one.fold) await foldCounts(data(), programme.workspace, programme.clock, 0);
          }
        });
        await programme.bring();
        expect(await drift()).toEqual(NONE);
      }),
      { numRuns: runs(engine.exactCapacity ? 25 : 10) },
    );
  });
});
