/** Puts of many items, each with a condition of its own, in few calls (ADR 105). None harms another. */
import { type BatchStatementResponse, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { chunks, eachOf } from './each-of.ts';
import { COLLISIONS, CONFLICT, ContentionError, retryOnConflict } from './retry.ts';
import { PARTLY, retryWithinLimit } from './retry-limit.ts';
import { type Replacement, replacing } from './statement.ts';
import { isThrottledStatement } from './throttles.ts';
import { isOfTheRequest, UnstorableError, unstorable } from './unstorable.ts';
import { write } from './write.ts';

/** DynamoDB's limit for a call. */
const BATCH = 25;
const BATCHES_AT_ONCE = 4;

/** Whether it was written (false: its condition failed), or why it cannot be, now or later. */
export type Settled = boolean | UnstorableError | ContentionError;

/**
 * Writes items over those that exist; each is told of once, when it is decided. Throws when others would fail too; what
 * was told of by then is done. After a lost answer a call is repeated, and what it had written fails its condition.
 */
export const writeMany = <Some extends Replacement>(
  data: Data,
  all: readonly Some[],
  settle: (one: Some, settled: Settled) => void,
): Promise<void> =>
  eachOf(chunks(all, BATCH), BATCHES_AT_ONCE, async (some) => {
    const open = new Set(some);
    const done = (one: Some, settled: Settled): void => {
      open.delete(one);
      settle(one, settled);
    };
    if (some.length > 1) await together(data, open, done);
    // One alone, or those of a call that was refused for one of them.
    for (const one of open) done(one, await alone(data, one));
  });

async function alone(data: Data, { put }: Replacement): Promise<Settled> {
  try {
    return await write(data, put);
  } catch (error) {
    if (error instanceof UnstorableError || error instanceof ContentionError) return error;
    throw error;
  }
}

/** Sends the open ones until each is done. They stay open when the whole call is refused for its content. */
async function together<Some extends Replacement>(
  data: Data,
  open: ReadonlySet<Some>,
  done: (one: Some, settled: Settled) => void,
): Promise<void> {
  try {
    await retryOnConflict(COLLISIONS, 'items of a batch', async () => {
      const held = new Set<Some>();
      await retryWithinLimit(async () => {
        const some = [...open].filter((one) => !held.has(one));
        const Statements = some.map((one) => replacing(data, one));
        const { Responses = [] } = await data.documents.send(new BatchExecuteStatementCommand({ Statements }));
        let busy = false;
        for (const [index, one] of some.entries()) {
          const answer = settledBy(Responses[index] as BatchStatementResponse | undefined);
          if (answer === 'conflict') held.add(one);
          else if (answer === 'busy') busy = true;
          else done(one, answer);
        }
        if (busy) data.meter.countThrottle();
        return busy && PARTLY;
      });
      return held.size > 0 ? CONFLICT : null;
    });
  } catch (error) {
    if (error instanceof DynamoDBServiceException && isOfTheRequest(error)) return;
    if (!(error instanceof ContentionError)) throw error;
    for (const one of open) done(one, error);
  }
}

function settledBy(
  answer: BatchStatementResponse | undefined,
): Exclude<Settled, ContentionError> | 'busy' | 'conflict' {
  if (answer === undefined) return 'busy';
  const { Code: code, Message: message = '' } = answer.Error ?? {};
  if (code === undefined) return true;
  if (code === 'ConditionalCheckFailed') return false;
  if (code === 'TransactionConflict') return 'conflict';
  if (code === 'ValidationError') return unstorable(message, answer.Error);
  if (isThrottledStatement(code)) return 'busy';
  throw Object.assign(new Error(`A statement was refused: ${code}`), { name: code });
}
