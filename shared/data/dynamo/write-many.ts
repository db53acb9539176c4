/** Puts of many items, each with a condition of its own, in few calls (ADR 105). None harms another. */
import { type BatchStatementResponse, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import type { Data } from './client.ts';
import { chunks, eachOf } from './each-of.ts';
import { COLLISIONS, CONFLICT, ContentionError, retryOnConflict } from './retry.ts';
import { PARTLY, retryWithinLimit } from './retry-limit.ts';
import { type Insertion, type Replacement, statementOf } from './statement.ts';
import { isBusyStatement, isThrottledAction } from './throttles.ts';
import { isOfTheRequest, UnstorableError } from './unstorable.ts';
import { write } from './write.ts';

/** DynamoDB's limit for a call. */
const BATCH = 25;
const BATCHES_AT_ONCE = 4;

/** Whether it was written (false: its condition failed), or why it cannot be, now or later. */
export type Settled = boolean | UnstorableError | ContentionError;

type Single = Replacement | Insertion;

/**
 * Writes items over those that exist, or new ones; each is told of once, when it is decided. Throws when others would
 * fail too; what was told of by then is done. After a lost answer a call is repeated, and what it had written fails its
 * condition. Keys must be distinct.
 */
export const writeMany = <Some extends Single>(
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

async function alone(data: Data, { put }: Single): Promise<Settled> {
  try {
    return await write(data, put);
  } catch (error) {
    if (error instanceof UnstorableError || error instanceof ContentionError) return error;
    throw error;
  }
}

/**
 * Sends the open ones until each is done. Those stay open that are refused for their content, by themselves or with the
 * whole call: how a put is refused is known, and a put may do what a statement cannot.
 */
async function together<Some extends Single>(
  data: Data,
  open: ReadonlySet<Some>,
  done: (one: Some, settled: Settled) => void,
): Promise<void> {
  const refused = new Set<Some>();
  const left = (but: ReadonlySet<Some>): Some[] => [...open].filter((one) => !refused.has(one) && !but.has(one));
  try {
    await retryOnConflict(COLLISIONS, 'items of a batch', async () => {
      const held = new Set<Some>();
      const by = { done, held: (one: Some) => held.add(one), refused: (one: Some) => refused.add(one) };
      await retryWithinLimit(() => sendOnce(data, left(held), by));
      return held.size > 0 ? CONFLICT : null;
    });
  } catch (error) {
    if (error instanceof DynamoDBServiceException && isOfTheRequest(error)) return;
    if (!(error instanceof ContentionError)) throw error;
    for (const one of left(refused)) done(one, error);
  }
}

/** Codes of a condition that does not hold: of a replacement, and of an insertion. */
const NOT_SO: ReadonlySet<string> = new Set(['ConditionalCheckFailed', 'DuplicateItem']);

/** Who is told of each item: it was decided, a transaction holds it, or its content was refused. */
interface By<Some> {
  readonly done: (one: Some, settled: Settled) => void;
  readonly held: (one: Some) => void;
  readonly refused: (one: Some) => void;
}

/** One call. Throws what is busy when nothing else came of it, so that waits grow; other errors after all is told. */
async function sendOnce<Some extends Single>(
  data: Data,
  some: readonly Some[],
  by: By<Some>,
): Promise<typeof PARTLY | null> {
  const Statements = some.map((one) => statementOf(data, one));
  const { Responses = [] } = await data.documents.send(new BatchExecuteStatementCommand({ Statements }));
  const busy: string[] = [];
  let unknown: Error | null = null;
  for (const [index, one] of some.entries()) {
    const code = codeOf(Responses[index] as BatchStatementResponse | undefined);
    if (code === null || NOT_SO.has(code)) by.done(one, code === null);
    else if (code === 'TransactionConflict') by.held(one);
    else if (code === 'ValidationError') by.refused(one);
    else if (isBusyStatement(code)) busy.push(code);
    else unknown ??= refusalBy(code);
  }
  if (busy.some(isThrottledAction)) data.meter.countThrottle();
  if (unknown !== null) throw unknown;
  if (busy.length === some.length) throw Object.assign(refusalBy(busy[0]), { $fault: 'server' });
  return busy.length > 0 ? PARTLY : null;
}

/** Null where the statement was carried out; one without an answer may have been. */
const codeOf = (answer: BatchStatementResponse | undefined): string | null =>
  answer === undefined ? 'InternalServerError' : (answer.Error?.Code ?? null);

const refusalBy = (code = ''): Error => Object.assign(new Error(`A statement was refused: ${code}`), { name: code });
