/** Snapshots are made, kept current and removed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteContact } from '../../../../shared/data/contacts/index.ts';
import { update, write } from '../../../../shared/data/dynamo/index.ts';
import { readSnapshot, saveSnapshot, TAIL_AT_MOST } from '../../../../shared/data/snapshots/index.ts';
import { snapshotKey } from '../../../../shared/data/snapshots/items.ts';
import type { FieldKey } from '../../../../shared/domain/ids.ts';
import { forget } from '../../../../shared/services/snapshots/cache.ts';
import { makeSnapshot } from '../../../../shared/services/snapshots/make.ts';
import { tidySnapshots } from '../../../../shared/services/snapshots/tidy.ts';
import { asked, openStage, pass, person, type Stage, work } from '../../../functions/contacts/snapshot-stage.ts';
import { create, newField } from '../../../functions/groups/api.ts';
import { many, put } from '../../../functions/jobs/world.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { parquetText } from '../../../support/parquet-text.ts';

const DAY = 24 * 3_600;

describe('a snapshot', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startEngine(engines[0] as (typeof engines)[number]);
  });
  afterAll(() => engine.stop());

  /** The files, and all values in them. */
  const textOf = async ({ stored }: Stage['files']) =>
    (await Promise.all([...stored].map(async ([key, bytes]) => `${key} ${bytes} ${await parquetText(bytes)}`))).join();

  test('a deleted person is in no answer from then on, and in no file after a day, whether somebody searches or not', async () => {
    const stage = await openStage(engine);
    await newField(stage, 'nickname', 'text');
    const marked = await create(stage, [
      { type: 'name', name: 'Marked' },
      { type: 'urns', modification: 'append', urns: ['tel:+250788998877', 'mailto:marked@example.org'] as never },
      { type: 'field', field: 'nickname' as FieldKey, value: 'Mimi' },
    ]);
    await create(stage, person(1));
    const marks = ['Marked', '998877', 'marked@example', 'Mimi', marked];
    const found = async () => {
      const text = (await textOf(stage.files)).toLowerCase();
      return marks.filter((mark) => text.includes(mark.toLowerCase()));
    };
    await asked(stage, 'name = marked');
    await work(stage);
    pass(stage, 3_600);
    expect((await asked(stage, 'name = marked')).body).toMatchObject({ total: { count: 1 }, snapshot: { used: true } });
    expect(await found()).toEqual(marks);
    const { data, workspace, clock } = stage;
    await deleteContact(data, workspace, marked, { change: { by: 't', via: 'api' }, now: clock }, () => null);
    expect((await asked(stage, 'name = marked')).body).toMatchObject({ results: [], total: { count: 0 } });
    for (let hour = 0; hour < 24; hour++) {
      pass(stage, 3_600);
      await tidySnapshots(stage);
      await work(stage);
    }
    expect(await found()).toEqual([]);
    expect((await asked(stage, 'age = 10')).body).toMatchObject({ total: { count: 1 }, snapshot: { used: true } });
    // Without the function that writes them anew, all files go.
    pass(stage, DAY - 3_600);
    await tidySnapshots(stage);
    pass(stage, 3_601);
    await tidySnapshots(stage);
    expect([...stage.files.stored.keys()]).toEqual([]);
  });

  test('a snapshot that nobody uses goes after a week', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    for (let quarter = 0; quarter < 28; quarter++) {
      pass(stage, DAY / 4);
      await tidySnapshots(stage);
      await work(stage);
    }
    expect(stage.files.stored.size).toBeGreaterThan(0);
    pass(stage, 3_601);
    await tidySnapshots(stage);
    expect([stage.files.stored.size, await readSnapshot(stage.data, stage.workspace)]).toEqual([0, null]);
  });

  test('with more changes than a search reads besides, contacts are read, and it catches up', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    pass(stage, 600);
    await put(stage, many(TAIL_AT_MOST + 1, { modifiedOn: stage.clock }));
    expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false, why: 'behind' });
    await work(stage);
    // It follows by itself, since these are read again for some minutes.
    pass(stage, 330);
    await work(stage);
    expect((await asked(stage, 'name = ""')).body).toMatchObject({
      total: { count: TAIL_AT_MOST + 1, exact: true },
      snapshot: { used: true, behind: 0 },
    });
  });

  test('of two that replace the same segments one wins', async () => {
    const stage = await openStage(engine);
    await asked(stage, 'age > 1');
    await work(stage);
    const item = await readSnapshot(stage.data, stage.workspace);
    const next = { snapshot: item?.snapshot ?? null, making: null };
    const save = () => saveSnapshot(stage.data, stage.workspace, { revision: item?.revision ?? 0 }, next);
    expect([await save(), await save()]).toEqual([true, false]);
  });

  const itemOf = ({ data, workspace }: Stage) => readSnapshot(data, workspace, { consistent: true });

  test('of an earlier form is not read while another is made', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    const { data, workspace, files } = stage;
    await write(data, update('contacts', snapshotKey(workspace), { set: { format: '0/0' } }));
    expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false, why: 'making' });
    let left = 1;
    const dying: typeof files = {
      ...files,
      write: (...of) => (left-- > 0 ? files.write(...of) : Promise.reject(new Error('killed'))),
    };
    for (let n = 2; n < 40; n++) await create(stage, person(n));
    await expect(makeSnapshot({ workspace }, { ...stage, now: stage.now, files: dying })).rejects.toThrow('killed');
    expect(await itemOf(stage)).toMatchObject({ snapshot: null, making: { segments: [{ rows: expect.any(Number) }] } });
    expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false, why: 'making' });
  });

  test('that takes long is gone on with by a message that is sent when the run has ended', async () => {
    const stage = await openStage(engine);
    for (let n = 0; n < 20; n++) await create(stage, person(n));
    await asked(stage, 'age > 1');
    const { workspace, queues } = stage;
    stage.queued.splice(0);
    // Each look at the clock takes three minutes. The next run begins as soon as its message is sent.
    const now = () => {
      pass(stage, 180);
      return stage.clock;
    };
    let runs = 1;
    const send: typeof queues.send = async () => {
      runs += 1;
      await makeSnapshot({ workspace }, { ...stage, now, queues: { send } });
    };
    await makeSnapshot({ workspace }, { ...stage, now, queues: { send } });
    expect(runs).toBeGreaterThan(2);
    expect(await itemOf(stage)).toMatchObject({ snapshot: { builtOn: expect.any(Number) }, making: null });
  });

  test('with a damaged file is made again when its files are written anew, though nobody searches', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    const [[file, bytes]] = [...stage.files.stored] as [[string, Buffer]];
    stage.files.stored.set(file, Buffer.alloc(bytes.length, 7));
    forget();
    pass(stage, DAY / 2 + 3_600);
    await tidySnapshots(stage);
    await work(stage);
    expect(await itemOf(stage)).toMatchObject({ snapshot: { builtOn: stage.clock }, making: null });
    expect((await asked(stage, 'age = 10')).body).toMatchObject({ total: { count: 1 }, snapshot: { used: true } });
  });

  test('for which nobody has asked is not made', async () => {
    const stage = await openStage(engine);
    await create(stage, person(1));
    await makeSnapshot({ workspace: stage.workspace }, stage);
    expect([await itemOf(stage), stage.files.stored.size]).toEqual([null, 0]);
  });
});
