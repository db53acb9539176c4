/** Counts are put right while contacts are being changed, and while their changes are still under way in the stream. */
import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { changeContact, createContact, readContact } from '../../../../shared/data/contacts/index.ts';
import { auditCounts } from '../../../../shared/data/counts/audit.ts';
import { readCounts } from '../../../../shared/data/counts/counts.ts';
import { noteCrossings } from '../../../../shared/data/counts/crossings.ts';
import { foldCounts } from '../../../../shared/data/counts/fold.ts';
import { beginRecount, takeRecountFurther } from '../../../../shared/data/counts/index.ts';
import { baseKey } from '../../../../shared/data/counts/items.ts';
import { recordBatch } from '../../../../shared/data/counts/record.ts';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { apply } from '../../../../shared/domain/contacts/apply.ts';
import { type Contact, isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { Transition } from '../../../../shared/domain/counts.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
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

  /** A contact is created, by a function that began some seconds ago. */
  async create(begun = 0): Promise<void> {
    const at = instant(this.clock - begun * SECOND);
    const after = aContact({ createdOn: at, modifiedOn: at });
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

  /** The stream brings the next changes. */
  async bring(count = this.stream.length): Promise<void> {
    const batch = this.stream.splice(0, count);
    await noteCrossings(this.data, this.workspace, batch, this.clock);
    await recordBatch(this.data, this.workspace, batch, this.clock);
  }

  /** What nobody knows how: the kept counts are wrong. */
  async damage(): Promise<void> {
    await foldCounts(this.data, this.workspace, this.clock, 0);
    const key = baseKey(this.workspace);
    const Key = { pk: key.pk, sk: key.sk };
    const names = { '#f': 'folders', '#g': 'groups' };
    const values = { ':f': { active: 41, stopped: 7 }, ':g': { [randomUUID()]: 12 } };
    await this.data.documents.send(
      new UpdateCommand({
        ...{ TableName: this.data.workspaceTable, Key, UpdateExpression: 'SET #f = :f, #g = :g' },
        ...{ ExpressionAttributeNames: names, ExpressionAttributeValues: values },
      }),
    );
  }

  step() {
    return takeRecountFurther(this.data, this.workspace, this.clock, 2);
  }

  /** Goes on to the end of the recount, with something done before each step. */
  async recount(between: () => Promise<void> = async () => {}) {
    await beginRecount(this.data, this.workspace, this.clock);
    for (;;) {
      await between();
      const step = await this.step();
      if (step?.state === 'done') return step.drift;
      if (step?.state === 'waits') this.wait(10);
      if (step?.state === 'behind') {
        this.wait(10);
        await this.bring();
      }
    }
  }
}

const status = (to: 'active' | 'archived' | 'stopped' | 'blocked'): Modifier[] => [{ type: 'status', status: to }];

const edit = fc.record({
  contact: fc.nat(11),
  kind: fc.constantFrom('create', 'archived', 'active', 'stopped', 'blocked', 'delete', 'name'),
  /** The function that does it began so many seconds ago. */
  begun: fc.constantFrom(0, 0, 1, 20, 59),
  seconds: fc.constantFrom(0, 0.5, 3, 30),
  bring: fc.nat(3),
  fold: fc.boolean(),
});

describeOnEngines('a recount', (opened, engine) => {
  let programme: Programme;
  let data: Data;
  beforeAll(() => {
    data = opened();
  });
  beforeEach(() => {
    programme = new Programme(data);
  });

  const drift = () => auditCounts(data, programme.workspace);

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
    await beginRecount(data, programme.workspace, programme.clock);
    expect(await programme.step()).toMatchObject({ state: 'waits' });
    programme.wait(15);
    await programme.change(0, status('archived'));
    programme.wait(200);
    let step = await programme.step();
    while (step?.state === 'counting') step = await programme.step();
    expect(step).toEqual({ state: 'behind' });
    await programme.bring();
    expect(await programme.recount()).toEqual(NONE);
    expect((await readCounts(data, programme.workspace)).folders).toMatchObject({ active: 0, archived: 1 });
  });

  it('counts nothing twice when two take it further at the same moment, or it is begun again', async () => {
    for (let i = 0; i < 9; i++) await programme.create();
    await programme.bring();
    await programme.damage();
    await beginRecount(data, programme.workspace, programme.clock);
    programme.wait(200);
    while ((await Promise.all([programme.step(), programme.step()])).some((step) => step?.state === 'counting'))
      await beginRecount(data, programme.workspace, programme.clock);
    await programme.recount();
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
    await foldCounts(data, programme.workspace, programme.clock, 0);
    expect(await drift()).toEqual(NONE);
  });

  it('is exact whatever is done to contacts before each of its steps, in whatever parts the stream brings it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 60 }), async (edits) => {
        programme = new Programme(data);
        for (let i = 0; i < 8; i++) await programme.create();
        programme.wait(1);
        for (let i = 0; i < 4; i++) await programme.change(i, status('archived'));
        programme.wait(3_600);
        await programme.bring(9);
        await programme.damage();
        const left = [...edits];
        await programme.recount(async () => {
          for (const one of left.splice(0, 3)) {
            if (one.kind === 'create') await programme.create(one.begun);
            else if (one.kind === 'delete') await programme.change(one.contact, 'delete', one.begun);
            else if (one.kind === 'name')
              await programme.change(one.contact, [{ type: 'name', name: `${Math.random()}` }], one.begun);
            else await programme.change(one.contact, status(one.kind), one.begun);
            programme.wait(one.seconds);
            await programme.bring(one.bring);
            if (one.fold) await foldCounts(data, programme.workspace, programme.clock, 0);
          }
        });
        await programme.bring();
        expect(await drift()).toEqual(NONE);
      }),
      { numRuns: runs(engine.exactCapacity ? 25 : 10) },
    );
  });
});
