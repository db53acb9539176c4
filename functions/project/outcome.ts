import type { DynamoDBRecord } from 'aws-lambda';
import { isPermanentError } from '../../shared/data/dynamo/index.ts';
import { NoWorkspaceError } from '../../shared/data/workspace/index.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { PassedOverRecord } from '../../shared/messages/dead-letters.ts';

type Projection = PassedOverRecord['projection'];

/** What a projection may know of a record. */
export interface RecordName {
  readonly sequence: string;
  readonly key: string;
}

export const recordNameOf = ({ dynamodb }: DynamoDBRecord): RecordName => ({
  sequence: dynamodb?.SequenceNumber ?? '',
  key: dynamodb?.Keys?.['pk']?.S ?? '',
});

/** The result of a batch: the records to deliver again, and those that can never be projected. */
export class BatchOutcome {
  readonly #failed = new Set<string>();
  readonly #passedOver: PassedOverRecord[] = [];
  readonly #logger: Runtime['logger'];

  constructor(logger: Runtime['logger']) {
    this.#logger = logger;
  }

  /** A temporary error: the batch is delivered again from this record. */
  fail(projection: Projection, { sequence }: RecordName, error: unknown): void {
    this.#failed.add(sequence);
    this.#logger.error('projection failed', { error: error as Error, projection, sequence });
  }

  /** The record itself fails: it is sent to the failure destination, and the others go on. */
  passOver(projection: Projection, { sequence, key }: RecordName, error: unknown): void {
    // Without the message, which may quote a value.
    const reason = error instanceof Error ? error.name : 'unknown';
    this.#passedOver.push({ sequence, key, projection, reason });
    this.#logger.error('record passed over', { error: error as Error, projection, sequence, key });
  }

  /** Either of both, by the error. */
  refuse(projection: Projection, record: RecordName, error: unknown): void {
    if (isPermanentError(error) || error instanceof NoWorkspaceError) this.passOver(projection, record, error);
    else this.fail(projection, record, error);
  }

  /** Sends the skipped records to the failure destination; those that cannot be sent are delivered again. */
  async report({ passedOver }: Pick<Runtime, 'passedOver'>): Promise<void> {
    const [first] = this.#passedOver;
    if (first === undefined) return;
    try {
      await passedOver.send(this.#passedOver);
    } catch (error) {
      for (const record of this.#passedOver) this.fail(record.projection, record, error);
    }
  }

  /** The first record to deliver again. */
  firstFailed(records: readonly DynamoDBRecord[]): { failedFrom?: string } {
    const failedFrom = records
      .map((record) => recordNameOf(record).sequence)
      .find((sequence) => this.#failed.has(sequence));
    return failedFrom === undefined ? {} : { failedFrom };
  }
}

/** Calls `act` with all records; after a failure with halves, down to the single record. `act` may be repeated. */
export async function isolating<Record extends RecordName>(
  records: readonly Record[],
  outcome: BatchOutcome,
  projection: Projection,
  act: (some: readonly Record[]) => Promise<void>,
): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  try {
    await act(records);
  } catch (error) {
    const mayBeOne = records.length > 1 && isPermanentError(error);
    if (!mayBeOne) return outcome.refuse(projection, first, error);
    const middle = Math.ceil(records.length / 2);
    await isolating(records.slice(0, middle), outcome, projection, act);
    await isolating(records.slice(middle), outcome, projection, act);
  }
}
