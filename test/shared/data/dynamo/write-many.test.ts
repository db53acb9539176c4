import { randomUUID } from 'node:crypto';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import {
  allOf,
  batchGet,
  type Data,
  equals,
  type ItemCondition,
  isPresent,
  lacks,
  put,
  putAll,
  type Settled,
  writeMany,
} from '../../../../shared/data/dynamo/index.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

const NAMES = ['version', 'name', 'shard', 'folderKey', 'folderSort', 'modifiedKey', 'modifiedSort', 'note', 'more'];

interface Person {
  readonly pk: string;
  readonly sk: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

const person = (given: object = {}): Person => ({
  ...{ pk: `C#ws#${randomUUID()}`, sk: 'CONTACT', version: 1, name: 'Zoë "Z"', note: 'old' },
  ...{ folderKey: 'active', folderSort: randomUUID(), modifiedKey: 'live', modifiedSort: randomUUID(), ...given },
});

const changed = ({ note: _, ...rest }: Person): Person => ({
  ...(rest as Person),
  version: rest.version + 1,
  folderKey: 'archived',
  more: { tags: ['a', 'b'], none: null, deep: { yes: true, price: 1.5 } },
});

const at = ({ version }: Person): ItemCondition => allOf(equals('version', version), lacks('shard'));

const replacement = (before: Person, condition = at(before)) => ({
  put: put('contacts', changed(before), condition),
  names: NAMES,
});

/** What was told of each, in order; undefined where nothing was. */
async function settledOf(data: Data, all: readonly ReturnType<typeof replacement>[]): Promise<(Settled | undefined)[]> {
  const settled = new Map<object, Settled>();
  await writeMany(data, all, (one, as) => {
    if (settled.has(one)) throw new Error('It was told of twice');
    settled.set(one, as);
  });
  return all.map((one) => settled.get(one));
}

async function stored(data: Data, people: readonly Person[]): Promise<(Person | undefined)[]> {
  const items = await batchGet<Person>(data, 'contacts', people, { consistent: true });
  return people.map(({ pk }) => items.find((item) => item.pk === pk));
}

const many = async (data: Data, count: number): Promise<Person[]> => {
  const people = Array.from({ length: count }, () => person());
  await putAll(data, 'contacts', people);
  return people;
};

/** The same tables, whose calls go through `send`. */
const through = (data: Data, send: (command: object, pass: () => Promise<unknown>) => Promise<unknown>): Data => ({
  ...data,
  documents: { send: (command: object) => send(command, () => data.documents.send(command as never)) } as never,
});

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

  it('sends again what was throttled, and only that', async () => {
    const people = await many(data(), 10);
    const sent: number[] = [];
    const busy = through(data(), async (command, pass) => {
      const { Statements = [] } = (command as BatchExecuteStatementCommand).input;
      sent.push(Statements.length);
      if (sent.length === 1) throw new ProvisionedThroughputExceededException({ message: 'busy', $metadata: {} });
      if (sent.length > 3) return pass();
      const some = Statements.slice(0, 3);
      const answer = await data().documents.send(new BatchExecuteStatementCommand({ Statements: some }));
      const Code = ['ThrottlingError', 'InternalServerError'][sent.length % 2];
      return { Responses: [...(answer.Responses ?? []), ...Statements.slice(3).map(() => ({ Error: { Code } }))] };
    });
    expect(
      await settledOf(
        busy,
        people.map((one) => replacement(one)),
      ),
    ).toEqual(people.map(() => true));
    expect(sent).toEqual([10, 10, 7, 4]);
  });

  it('waits for those that a transaction holds, while the others are written', async () => {
    const people = await many(data(), 4);
    const sent: number[] = [];
    const held = through(data(), async (command, pass) => {
      const { Statements = [] } = (command as BatchExecuteStatementCommand).input;
      sent.push(Statements.length);
      if (sent.length > 1) return pass();
      await data().documents.send(new BatchExecuteStatementCommand({ Statements: Statements.slice(0, 2) }));
      return { Responses: [{}, {}, ...Statements.slice(2).map(() => ({ Error: { Code: 'TransactionConflict' } }))] };
    });
    expect(
      await settledOf(
        held,
        people.map((one) => replacement(one)),
      ),
    ).toEqual([true, true, true, true]);
    expect(sent).toEqual([4, 2]);
  });

  it('says of a repeated call, whose first answer was lost, that the condition failed', async () => {
    const people = await many(data(), 3);
    let calls = 0;
    const losing = through(data(), async (_, pass) => {
      const answer = await pass();
      if (calls++ === 0) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
      return answer;
    });
    expect(
      await settledOf(
        losing,
        people.map((one) => replacement(one)),
      ),
    ).toEqual([false, false, false]);
    expect(await stored(data(), people)).toEqual(people.map(changed));
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
    expect(together).toBeGreaterThan(10);
  });
});
