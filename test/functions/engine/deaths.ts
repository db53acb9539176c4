/** Workers that die, and whatever else happens to a call to the tables. */
import {
  BatchExecuteStatementCommand,
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import * as calls from '../../shared/data/calls.ts';
import type { World } from './world.ts';

type Command = Parameters<Data['documents']['send']>[0];

/** The same world, or runtime, whose connection to the tables does as `send` says. */
export const through = <Of extends Pick<World, 'data'>>(
  world: Of,
  send: (command: Command, pass: () => Promise<unknown>) => Promise<unknown>,
): Of => ({ ...world, data: calls.through(world.data, send as Parameters<typeof calls.through>[1]) });

/** A worker that dies: its connection to the tables breaks after so many single writes, also within a batch. */
export function dying<Of extends Pick<World, 'data'>>(world: Of, writes: number): Of {
  let left = writes;
  return through(world, async (command, pass) => {
    const count = writesIn(command);
    const done = Math.min(left, count);
    left -= done;
    if (done === count) return pass();
    if (command instanceof BatchExecuteStatementCommand && done > 0)
      await world.data.documents.send(firstOf(command, done));
    throw new Error('The worker died');
  });
}

/** Single conditional writes of a call. */
export function writesIn(command: Command): number {
  if (command instanceof BatchExecuteStatementCommand) return command.input.Statements?.length ?? 0;
  return command instanceof PutCommand ? 1 : 0;
}

/** The same call with its first statements only. */
export const firstOf = ({ input }: BatchExecuteStatementCommand, count: number): BatchExecuteStatementCommand =>
  new BatchExecuteStatementCommand({ ...input, Statements: input.Statements?.slice(0, count) });

const WRITES = [
  ...[PutCommand, UpdateCommand, DeleteCommand],
  ...[BatchWriteCommand, BatchExecuteStatementCommand, TransactWriteCommand],
];

/** A worker that dies at a write of any kind, the first being 0: before it is done, or as soon as it is. */
export function dyingAt(world: World, write: number, when: 'before' | 'after'): World {
  let left = write;
  return through(world, async (command, pass) => {
    const dies = WRITES.some((kind) => command instanceof kind) && left-- <= 0;
    const done = dies && when === 'before' ? undefined : await pass();
    if (dies) throw new Error('The worker died');
    return done;
  });
}
