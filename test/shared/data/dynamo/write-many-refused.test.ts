/** Statements of a batch that are throttled, held or refused, and answers that are lost. */
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { BusyError, withRetryLimit, writeMany } from '../../../../shared/data/dynamo/index.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { changed, many, type Person, replacement, settledOf, stored, through } from './replacements.ts';

describeOnEngines('of many statements', (data) => {
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

  it('waits longer each time while every statement is throttled', async () => {
    const people = await many(data(), 10);
    let sent = 0;
    const busy = through(data(), async (command) => {
      sent += 1;
      const { Statements = [] } = (command as BatchExecuteStatementCommand).input;
      return { Responses: Statements.map(() => ({ Error: { Code: 'ThrottlingError' } })) };
    });
    const limit = { waitUntil: performance.now() + 400, callUntil: Infinity, firstWait: 2, longestWait: 200 };
    const all = people.map((one) => replacement(one));
    await expect(withRetryLimit(limit, () => settledOf(busy, all))).rejects.toThrow(BusyError);
    // Waits of the first length would let more than 300 pass.
    expect(sent).toBeLessThan(60);
  });

  it('counts a call as throttled when a statement was, and not when one failed', async () => {
    const people = await many(data(), 2);
    const failing = (Code: string) => {
      let calls = 0;
      return through(data(), (command, pass) => {
        const { Statements = [] } = (command as BatchExecuteStatementCommand).input;
        return calls++ > 0 ? pass() : Promise.resolve({ Responses: Statements.map(() => ({ Error: { Code } })) });
      });
    };
    const throttles = async (Code: string, before: readonly Person[]): Promise<number> => {
      const start = data().meter.throttled();
      const all = before.map((one) => replacement(one));
      expect(await settledOf(failing(Code), all)).toEqual([true, true]);
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
      const [, second, ...others] = (command as BatchExecuteStatementCommand).input.Statements ?? [];
      const Statements = [second, ...others].filter((one) => one !== undefined);
      const { Responses = [] } = await data().documents.send(new BatchExecuteStatementCommand({ Statements }));
      return { Responses: [{ Error: { Code: 'ValidationError', Message: 'No such statement' } }, ...Responses] };
    });
    const all = people.map((one) => replacement(one));
    expect(await settledOf(refusing, all)).toEqual([true, true, true, true]);
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
    expect(told).toEqual([
      [1, true],
      [2, true],
    ]);
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
});
