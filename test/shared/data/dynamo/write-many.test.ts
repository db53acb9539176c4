/** Many items written together; statements that are throttled, held or refused, or whose answers are lost. */
import { randomUUID } from 'node:crypto';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import {
  BusyError,
  type Insertion,
  isAbsent,
  isPresent,
  put,
  putAll,
  type Settled,
  withRetryLimit,
  writeMany,
} from '../../../../shared/data/dynamo/index.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf, noting, through } from '../calls.ts';
import { at, changed, many, type Person, person, replaced, replacement, settledOf, stored } from './replacements.ts';

describeOnEngines('writing many', (data, { exactCapacity }) => {
  it('replaces whole items, in one call for twenty-five, as a put does', async () => {
    const people = await many(data(), 60);
    const { noted, calls } = noting(data());
    expect(await replaced(noted, people)).toEqual(people.map(() => true));
    expect(calls).toEqual(Array(3).fill('BatchExecuteStatementCommand'));
    expect(await stored(data(), people)).toEqual(people.map(changed));
  });

  it('leaves those whose condition fails, and no other', async () => {
    const [moved, fine, sharded, gone, last] = [person(), person(), person({ shard: 9 }), person(), person()];
    await putAll(data(), 'contacts', [{ ...moved, version: 2 } as Person, fine, sharded, last]);
    const all = [moved, fine, sharded, gone, last];
    expect(await replaced(data(), all)).toEqual([false, true, false, false, true]);
    const items = await stored(data(), all);
    expect(items).toEqual([{ ...moved, version: 2 }, changed(fine), sharded, undefined, changed(last)]);
  });

  it('makes new items in one call, and tells of those that are there already', async () => {
    const [there, more] = [await many(data(), 2), [person(), person()]];
    const all = [...more, ...there].map((one) => ({ put: { ...put('contacts', changed(one)), condition: isAbsent } }));
    const { noted, calls } = noting(data());
    const settled = new Map<object, Settled>();
    await writeMany(noted, all as unknown as Insertion[], (one, as) => void settled.set(one, as));
    expect(all.map((one) => settled.get(one))).toEqual([true, true, false, false]);
    expect(calls).toEqual(['BatchExecuteStatementCommand']);
    expect(await stored(data(), [...more, ...there])).toEqual([...more.map(changed), ...there]);
  });

  it('tells which item cannot be stored, and writes the others', async () => {
    const people = await many(data(), 3);
    const all = people.map((one) => replacement(one));
    const second = people[1] as Person;
    const large = { ...all[1], put: put('contacts', { ...changed(second), note: 'x'.repeat(410_000) }, at(second)) };
    const settled = await settledOf(data(), [all[0], large, all[2]] as never);
    expect(settled).toMatchObject([true, { reason: 'too_large' }, true]);
    expect((await stored(data(), people)).map((one) => one?.version)).toEqual([2, 1, 2]);
  });

  it('sends one alone as a put, and takes no condition that a statement has no words for', async () => {
    const people = await many(data(), 2);
    const { noted, calls } = noting(data());
    expect(await replaced(noted, people.slice(0, 1))).toEqual([true]);
    expect(calls).toEqual(['PutCommand']);
    const unknown = people.map((one) => replacement(one, isPresent));
    await expect(writeMany(data(), unknown, () => undefined)).rejects.toThrow(/condition "present"/);
  });

  // DynamoDB Local reports none of a batch.
  it.runIf(exactCapacity)('costs the write units of single puts', async () => {
    const [many10, single] = [await many(data(), 10), await many(data(), 10)];
    const units = async (work: () => Promise<unknown>) => (await costOf(data(), work)).writeUnits;
    const together = await units(() => replaced(data(), many10));
    const alone = await units(async () => {
      for (const one of single) await replaced(data(), [one]);
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

const statementsOf = (command: object) => (command as BatchExecuteStatementCommand).input.Statements ?? [];

describeOnEngines('writing by many statements', (data) => {
  it('sends again what was throttled, and only that', async () => {
    const people = await many(data(), 10);
    const sent: number[] = [];
    const busy = through(data(), async (command, pass) => {
      const Statements = statementsOf(command);
      sent.push(Statements.length);
      if (sent.length === 1) throw new ProvisionedThroughputExceededException({ message: 'busy', $metadata: {} });
      if (sent.length > 3) return pass();
      const some = Statements.slice(0, 3);
      const answer = await data().documents.send(new BatchExecuteStatementCommand({ Statements: some }));
      const Code = ['ThrottlingError', 'InternalServerError'][sent.length % 2];
      return { Responses: [...(answer.Responses ?? []), ...Statements.slice(3).map(() => ({ Error: { Code } }))] };
    });
    expect(await replaced(busy, people)).toEqual(people.map(() => true));
    expect(sent).toEqual([10, 10, 7, 4]);
  });

  it('waits for those that a transaction holds, while the others are written', async () => {
    const people = await many(data(), 4);
    const sent: number[] = [];
    const held = through(data(), async (command, pass) => {
      const Statements = statementsOf(command);
      sent.push(Statements.length);
      if (sent.length > 1) return pass();
      await data().documents.send(new BatchExecuteStatementCommand({ Statements: Statements.slice(0, 2) }));
      return { Responses: [{}, {}, ...Statements.slice(2).map(() => ({ Error: { Code: 'TransactionConflict' } }))] };
    });
    expect(await replaced(held, people)).toEqual([true, true, true, true]);
    expect(sent).toEqual([4, 2]);
  });

  it('waits longer each time while every statement is throttled', async () => {
    const people = await many(data(), 10);
    let sent = 0;
    const busy = through(data(), async (command) => {
      sent += 1;
      return { Responses: statementsOf(command).map(() => ({ Error: { Code: 'ThrottlingError' } })) };
    });
    const limit = { waitUntil: performance.now() + 400, callUntil: Infinity, firstWait: 2, longestWait: 200 };
    await expect(withRetryLimit(limit, () => replaced(busy, people))).rejects.toThrow(BusyError);
    // Waits of the first length would let more than 300 pass.
    expect(sent).toBeLessThan(60);
  });

  it('counts a call as throttled when a statement was, and not when one failed', async () => {
    const people = await many(data(), 2);
    const failing = (Code: string) => {
      let calls = 0;
      return through(data(), (command, pass) => {
        const Responses = statementsOf(command).map(() => ({ Error: { Code } }));
        return calls++ > 0 ? pass() : Promise.resolve({ Responses });
      });
    };
    const throttles = async (Code: string, before: readonly Person[]): Promise<number> => {
      const start = data().meter.throttled();
      expect(await replaced(failing(Code), before)).toEqual([true, true]);
      return data().meter.throttled() - start;
    };
    expect(await throttles('InternalServerError', people)).toBe(0);
    expect(await throttles('ProvisionedThroughputExceeded', people.map(changed))).toBe(1);
  });

  it('puts what a statement is refused for, and sends the others once', async () => {
    const people = await many(data(), 4);
    const calls: string[] = [];
    const refusing = through(data(), async (command, pass) => {
      calls.push(command.constructor.name);
      if (command instanceof PutCommand) return pass();
      const Statements = statementsOf(command).slice(1);
      const { Responses = [] } = await data().documents.send(new BatchExecuteStatementCommand({ Statements }));
      return { Responses: [{ Error: { Code: 'ValidationError', Message: 'No such statement' } }, ...Responses] };
    });
    expect(await replaced(refusing, people)).toEqual([true, true, true, true]);
    expect(calls).toEqual(['BatchExecuteStatementCommand', 'PutCommand']);
    expect(await stored(data(), people)).toEqual(people.map(changed));
  });

  it('tells of all that was written before it throws what others would meet too', async () => {
    const people = await many(data(), 3);
    const denying = through(data(), async (_, pass) => {
      const { Responses: [, ...others] = [] } = (await pass()) as { Responses?: object[] };
      return { Responses: [{ Error: { Code: 'AccessDenied' } }, ...others] };
    });
    const told: unknown[] = [];
    const all = people.map((one) => replacement(one));
    await expect(writeMany(denying, all, (one, as) => told.push([all.indexOf(one), as]))).rejects.toThrow(
      /AccessDenied/,
    );
    expect(told).toEqual([1, 2].map((at) => [at, true]));
  });

  it('says of a repeated call, whose first answer was lost, that the condition failed', async () => {
    const people = await many(data(), 3);
    let calls = 0;
    const losing = through(data(), async (_, pass) => {
      const answer = await pass();
      if (calls++ === 0) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
      return answer;
    });
    expect(await replaced(losing, people)).toEqual([false, false, false]);
    expect(await stored(data(), people)).toEqual(people.map(changed));
  });
});
