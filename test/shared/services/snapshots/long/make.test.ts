/** Snapshots are made, kept current and removed. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { deleteContact } from '../../../../../shared/data/contacts/index.ts';
import { update, write } from '../../../../../shared/data/dynamo/index.ts';
import { readSnapshot, saveSnapshot, TAIL_AT_MOST } from '../../../../../shared/data/snapshots/index.ts';
import { snapshotKey } from '../../../../../shared/data/snapshots/items.ts';
import type { FieldKey } from '../../../../../shared/domain/ids.ts';
import { forget } from '../../../../../shared/services/snapshots/cache.ts';
import { makeSnapshot } from '../../../../../shared/services/snapshots/make.ts';
import { tidySnapshots } from '../../../../../shared/services/snapshots/tidy.ts';
import {
  asked,
  make,
  openStage,
  pass,
  person,
  type Stage,
  work,
} from '../../../../functions/contacts/snapshot-stage.ts';
import { through } from '../../../../functions/engine/deaths.ts';
import { many } from '../../../../functions/engine/world.ts';
import { create, newField } from '../../../../functions/groups/api.ts';
import { firstEngine } from '../../../../support/engines/first.ts';
import { parquetText } from '../../../../support/parquet-text.ts';

const DAY = 24 * 3_600;

describe('a snapshot', () => {
  const engine = firstEngine();

  /** The files, and all values in them. */
  const textOf = async ({ stored }: Stage['files']) =>
    (await Promise.all([...stored].map(async ([key, bytes]) => `${key} ${bytes} ${await parquetText(bytes)}`))).join();

  test('a deleted person is in no answer from then on, and in no file after a day, whether somebody searches or not', async () => {
    const stage = await openStage(engine());
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
    const stage = await openStage(engine());
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
    const stage = await openStage(engine());
    await create(stage, person(1));
    await asked(stage, 'age > 1');
    await work(stage);
    pass(stage, 600);
    await stage.put(many(TAIL_AT_MOST + 1, { modifiedOn: stage.clock }));
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
    const stage = await openStage(engine());
    await asked(stage, 'age > 1');
    await work(stage);
    const item = await readSnapshot(stage.data, stage.workspace);
    const next = { snapshot: item?.snapshot ?? null, making: null };
    const save = () => saveSnapshot(stage.data, stage.workspace, { revision: item?.revision ?? 0 }, next);
    expect([await save(), await save()]).toEqual([true, false]);
  });

  const itemOf = ({ data, workspace }: Stage) => readSnapshot(data, workspace, { consistent: true });

  test('of an earlier form is not read while another is made', async () => {
    const stage = await openStage(engine());
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
    await expect(make(stage, { files: dying })).rejects.toThrow('killed');
    expect(await itemOf(stage)).toMatchObject({ snapshot: null, making: { segments: [{ rows: expect.any(Number) }] } });
    expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false, why: 'making' });
  });

  test('that takes long is gone on with by a message that is sent when the run has ended', async () => {
    const stage = await openStage(engine());
    for (let n = 0; n < 20; n++) await create(stage, person(n));
    await asked(stage, 'age > 1');
    const { queues } = stage;
    stage.queued.splice(0);
    // Each look at the clock takes three minutes. The next run begins as soon as its message is sent.
    const now = () => {
      pass(stage, 180);
      return stage.clock;
    };
    let runs = 1;
    const send: typeof queues.send = async () => {
      runs += 1;
      await make(stage, { now, queues: { send } });
    };
    await make(stage, { now, queues: { send } });
    expect(runs).toBeGreaterThan(2);
    expect(await itemOf(stage)).toMatchObject({ snapshot: { builtOn: expect.any(Number) }, making: null });
  });

  test('with a damaged file is made again when its files are written anew, though nobody searches', async () => {
    const stage = await openStage(engine());
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

  describe('that has not the people of the workspace', () => {
    /** Ten people, one of whom the next reads of the index leave out. */
    const losing = async () => {
      const stage = await openStage(engine());
      for (let n = 1; n <= 10; n++) await create(stage, person(n * 10));
      pass(stage, 600);
      let losses = 1;
      const { data } = through(stage, async (command, pass) => {
        const result = (await pass()) as { Items?: unknown[] };
        if (command instanceof QueryCommand && command.input.IndexName === 'byModified' && result.Items?.length)
          if (losses-- > 0) return { ...result, Items: result.Items.slice(1) };
        return result;
      });
      return { stage, lossy: { data }, lose: (times: number) => (losses = times) };
    };
    const total = { count: 10, exact: true };

    test('is never used, is told of once it was seen twice, and is made again', async () => {
      const { stage, lossy } = await losing();
      const found = async () => (await asked(stage, 'created_on > -1d')).body;
      await found();
      await make(stage, lossy);
      expect(await found()).toMatchObject({ results: { length: 10 }, snapshot: { used: false, why: 'making' } });
      expect([stage.told, (await itemOf(stage))?.differed]).toMatchObject([
        0,
        { by: expect.stringContaining('all 1') },
      ]);
      stage.queued.splice(0);
      // Sooner than the stream may need nothing is done.
      pass(stage, 100);
      await make(stage);
      expect(stage.told).toBe(0);
      pass(stage, 230);
      await make(stage);
      expect(stage.told).toBe(1);
      expect(await found()).toMatchObject({ results: { length: 10 }, snapshot: { used: false } });
      await work(stage);
      expect(await found()).toMatchObject({ total, snapshot: { used: true } });
      expect([stage.told, (await itemOf(stage))?.differed]).toEqual([1, null]);
    });

    test('after changes were added or files merged is thrown away too, with what it was made of', async () => {
      const { stage, lossy, lose } = await losing();
      lose(0);
      await asked(stage, 'age > 1');
      await make(stage);
      for (const more of ['added', 'merged']) {
        await create(stage, person(10));
        pass(stage, more === 'added' ? 600 : DAY);
        // Its creation comes to no list of changes.
        lose(2);
        const before = stage.told;
        await make(stage, lossy);
        pass(stage, 330);
        await make(stage, lossy);
        expect([more, stage.told - before]).toEqual([more, 1]);
        expect(await itemOf(stage)).toMatchObject({ snapshot: null, making: null });
        await make(stage);
        const { total, snapshot } = (await asked(stage, 'created_on > -9d')).body;
        expect([total.count, snapshot.used]).toEqual([more === 'added' ? 11 : 12, true]);
      }
    });

    test('is right when the stream comes late, and then nobody is told', async () => {
      const { stage, lose } = await losing();
      lose(0);
      await asked(stage, 'age > 1');
      await makeSnapshot({ workspace: stage.workspace }, { ...stage, now: stage.now });
      expect((await itemOf(stage))?.differed).toMatchObject({ times: 1 });
      pass(stage, 330);
      await make(stage);
      expect((await asked(stage, 'created_on > -1d')).body).toMatchObject({ total, snapshot: { used: true } });
      expect(stage.told).toBe(0);
    });

    test('since the counts are wrong is made anew at once, and then every six hours until they are mended', async () => {
      const { stage, lose } = await losing();
      lose(0);
      await asked(stage, 'age > 1');
      const wrongly = () => makeSnapshot({ workspace: stage.workspace }, { ...stage, now: stage.now });
      for (const seconds of [0, 330, 0, 3_600, 5 * 3_600]) {
        pass(stage, seconds);
        await wrongly();
      }
      expect([stage.told, (await itemOf(stage))?.differed]).toMatchObject([3, { times: 4 }]);
      expect((await asked(stage, 'age > 1')).body.snapshot).toMatchObject({ used: false });
      pass(stage, 6 * 3_600);
      await make(stage);
      expect((await asked(stage, 'created_on > -1d')).body).toMatchObject({ total, snapshot: { used: true } });
      expect(stage.told).toBe(3);
    });
  });

  test('for which nobody has asked is not made', async () => {
    const stage = await openStage(engine());
    await create(stage, person(1));
    await make(stage);
    expect([await itemOf(stage), stage.files.stored.size]).toEqual([null, 0]);
  });
});
