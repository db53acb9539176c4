import type { StreamSource } from '../assembly/model.ts';
import type { Outcome } from '../lambda/environment.ts';
import { isRefused } from '../lambda/function.ts';
import { failedItems } from '../sqs/poller.ts';
import type { StreamRecord } from './streams.ts';

type GiveUpReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface Delivery {
  readonly source: Pick<StreamSource, 'bisect' | 'retries' | 'maximumAgeSeconds' | 'partialFailures'>;
  readonly invoke: (records: readonly StreamRecord[]) => Promise<Outcome>;
  /** All records up to this one are handled. */
  readonly checkpoint: (record: StreamRecord) => void;
  readonly giveUp: (records: readonly StreamRecord[], reason: GiveUpReason, attempts: number) => Promise<void>;
  /** Waits before the next attempt; false when the runner stops. */
  readonly pause: (attempts: number) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Work {
  readonly records: readonly StreamRecord[];
  /** How often it failed as a whole. */
  readonly attempts: number;
}

const sequence = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber;

/** Index of the first record to deliver again; the number of records when there is none. */
function firstFailure(outcome: Outcome, records: readonly StreamRecord[], partialFailures: boolean): number {
  const failed = failedItems(outcome, records.map(sequence), partialFailures);
  const index = records.findIndex((record) => failed.has(sequence(record)));
  return index < 0 ? records.length : index;
}

function tooOld({ source, now }: Delivery, [first]: readonly StreamRecord[]): boolean {
  if (source.maximumAgeSeconds === null || !first) return false;
  return now() / 1000 - first.dynamodb.ApproximateCreationDateTime > source.maximumAgeSeconds;
}

async function discard(
  delivery: Delivery,
  { records, attempts }: Work,
  reason: GiveUpReason,
): Promise<readonly Work[]> {
  await delivery.giveUp(records, reason, attempts);
  checkpointLast(delivery, records);
  return [];
}

function checkpointLast(delivery: Delivery, records: readonly StreamRecord[]): void {
  const last = records.at(-1);
  if (last) delivery.checkpoint(last);
}

/** What to do after a batch failed at its first record: its halves, itself again, or nothing. */
async function afterFailure(delivery: Delivery, { records, attempts }: Work): Promise<readonly Work[]> {
  const { bisect, retries } = delivery.source;
  if (bisect && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    // Splitting does not count as an attempt (Lambda developer guide, "BisectBatchOnFunctionError").
    return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, attempts }));
  }
  const failed = { records, attempts: attempts + 1 };
  return retries !== null && attempts >= retries ? discard(delivery, failed, 'RetryAttemptsExhausted') : [failed];
}

/** One attempt; resolves with what is left of the batch. */
async function attempt(delivery: Delivery, work: Work): Promise<readonly Work[]> {
  const { records } = work;
  if (tooOld(delivery, records)) return discard(delivery, work, 'RecordAgeExceeded');
  const outcome = await delivery.invoke(records);
  // A refusal is no attempt: Lambda tries again until the records are too old (Lambda developer guide, "Throttling").
  if (isRefused(outcome)) return [work];
  const done = firstFailure(outcome, records, delivery.source.partialFailures);
  checkpointLast(delivery, records.slice(0, done));
  if (done === records.length) return [];
  return done > 0 ? [{ records: records.slice(done), attempts: 0 }] : afterFailure(delivery, work);
}

/**
 * Delivers a batch in order: continues at a failed record, halves one that fails as a whole, retries as the source
 * says, gives up the rest. False when the runner stopped before: unfinished records come again at the next start.
 */
export async function deliver(delivery: Delivery, batch: readonly StreamRecord[]): Promise<boolean> {
  let work: readonly Work[] = [{ records: batch, attempts: 0 }];
  for (let [current, ...rest] = work; current; [current, ...rest] = work) {
    const again = await attempt(delivery, current);
    if (again.length > 0 && !(await delivery.pause(current.attempts))) return false;
    work = [...again, ...rest];
  }
  return true;
}
