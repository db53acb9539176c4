import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import {
  type Insertion,
  isAbsent,
  isPresent,
  put,
  putAll,
  type Settled,
  writeMany,
} from '../../../../shared/data/dynamo/index.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { at, changed, many, type Person, person, replacement, settledOf, stored, through } from './replacements.ts';

describeOnEngines('writing many', (data, { exactCapacity }) => {
  it('replaces whole items, in one call for twenty-five, as a put does', async () => {
    const people = await many(data(), 60);
    const calls: string[] = [];
    const counted = through(data(), (command, pass) => {
      calls.push(command.constructor.name);
      return pass();
    });
    expect(
      await settledOf(
        counted,
        people.map((one) => replacement(one)),
      ),
    ).toEqual(people.map(() => true));
    expect(calls).toEqual([
      'BatchExecuteStatementCommand',
      'BatchExecuteStatementCommand',
      'BatchExecuteStatementCommand',
    ]);
    expect(await stored(data(), people)).toEqual(people.map(changed));
  });

  it('leaves those whose condition fails, and no other', async () => {
    const [moved, fine, sharded, gone, last] = [person(), person(), person({ shard: 9 }), person(), person()];
    await putAll(data(), 'contacts', [{ ...moved, version: 2 } as Person, fine, sharded, last]);
    const all = [moved, fine, sharded, gone, last];
    expect(
      await settledOf(
        data(),
        all.map((one) => replacement(one)),
      ),
    ).toEqual([false, true, false, false, true]);
    const items = await stored(data(), all);
    expect(items).toEqual([{ ...moved, version: 2 }, changed(fine), sharded, undefined, changed(last)]);
  });

  it('makes new items in one call, and tells of those that are there already', async () => {
    const [there, more] = [await many(data(), 2), [person(), person()]];
    const all = [...more, ...there].map((one) => ({ put: { ...put('contacts', changed(one)), condition: isAbsent } }));
    const calls: string[] = [];
    const counted = through(data(), (command, pass) => {
      calls.push(command.constructor.name);
      return pass();
    });
    const settled = new Map<object, Settled>();
    await writeMany(counted, all as unknown as Insertion[], (one, as) => void settled.set(one, as));
    expect(all.map((one) => settled.get(one))).toEqual([true, true, false, false]);
    expect(calls).toEqual(['BatchExecuteStatementCommand']);
    expect(await stored(data(), [...more, ...there])).toEqual([...more.map(changed), ...there]);
  });

  it('tells which item cannot be stored, and writes the others', async () => {
    const people = await many(data(), 3);
    const all = people.map((one) => replacement(one));
    const large = {
      ...all[1],
      put: put('contacts', { ...changed(people[1] as Person), note: 'x'.repeat(410_000) }, at(people[1] as Person)),
    };
    const settled = await settledOf(data(), [all[0], large, all[2]] as never);
    expect(settled).toMatchObject([true, { reason: 'too_large' }, true]);
    expect((await stored(data(), people)).map((one) => one?.version)).toEqual([2, 1, 2]);
  });

  it('sends one alone as a put, and takes no condition that a statement has no words for', async () => {
    const people = await many(data(), 2);
    const calls: object[] = [];
    const counted = through(data(), (command, pass) => {
      calls.push(command);
      return pass();
    });
    expect(
      await settledOf(
        counted,
        people.slice(0, 1).map((one) => replacement(one)),
      ),
    ).toEqual([true]);
    expect(calls).toEqual([expect.any(PutCommand)]);
    const unknown = people.map((one) => replacement(one, isPresent));
    await expect(writeMany(data(), unknown, () => undefined)).rejects.toThrow(/condition "present"/);
  });

  // DynamoDB Local reports none of a batch.
  it.runIf(exactCapacity)('costs the write units of single puts', async () => {
    const [many10, single] = [await many(data(), 10), await many(data(), 10)];
    const units = async (work: () => Promise<unknown>): Promise<number> => {
      const before = data().meter.read().writeUnits;
      await work();
      return data().meter.read().writeUnits - before;
    };
    const together = await units(() =>
      settledOf(
        data(),
        many10.map((one) => replacement(one)),
      ),
    );
    const alone = await units(async () => {
      for (const one of single) await settledOf(data(), [replacement(one)]);
    });
    expect(together).toBe(alone);
    expect(together).toBe(50);
    const markers = Array.from({ length: 10 }, () => ({ pk: `X#ws#${randomUUID()}`, sk: 'MESSAGE' }));
    const inserted = await units(() =>
      writeMany(
        data(),
        markers.map((one) => ({ put: { ...put('contacts', one), condition: isAbsent } }) as Insertion),
        () => undefined,
      ),
    );
    expect(inserted).toBe(10);
  });
});
