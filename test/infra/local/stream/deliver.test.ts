import { expect, test } from 'vitest';
import type { Outcome } from '../../../../infra/local/lambda/environment.ts';
import { type Delivery, deliver } from '../../../../infra/local/stream/deliver.ts';
import cases from '../../../cases/infra/local/stream/deliver.json' with { type: 'json' };

interface Setup {
  readonly source?: Partial<Delivery['source']>;
  /** Of each call: the records that it says have failed, or null where it throws. Later calls succeed. */
  readonly answers?: readonly (readonly string[] | null)[];
  /** A record with which each call throws. */
  readonly poison?: string;
  /** The time, which may go on with each call. */
  readonly seconds?: number;
  readonly each?: number;
  /** The runner stops where it would wait to try again. */
  readonly stops?: boolean;
  /** When each record was made. */
  readonly created?: readonly number[];
}

const outcomeOf = (failed: readonly string[] | null): Outcome =>
  failed === null
    ? { ok: false, error: { errorType: 'Error', errorMessage: 'no' } }
    : { ok: true, json: JSON.stringify({ batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }) };

/** Delivers records 1 to 4; returns what was tried, checkpointed and given up. */
async function delivered({ source, answers = [], poison, seconds = 1000, each = 0, stops, created = [] }: Setup) {
  const seen: string[] = [];
  const checkpoints: string[] = [];
  const givenUp: [string, string][] = [];
  const records = ['1', '2', '3', '4'].map((eventID, index) => ({
    ...{ eventID, eventName: 'INSERT' as const },
    dynamodb: { ApproximateCreationDateTime: created[index] ?? 1000, SequenceNumber: eventID, Keys: {} },
  }));
  const finished = await deliver(
    {
      source: { bisect: false, retries: 2, maximumAgeSeconds: null, partialFailures: true, ...source },
      invoke: async (batch) => {
        const names = batch.map(({ eventID }) => eventID);
        const { [seen.length]: failed = [] } = answers;
        seen.push(names.join(' '));
        return outcomeOf(names.includes(poison ?? '') ? null : failed);
      },
      checkpoint: ({ eventID }) => void checkpoints.push(eventID),
      giveUp: async (batch, reason) => void givenUp.push([batch.map(({ eventID }) => eventID).join(' '), reason]),
      pause: async () => !stops,
      now: () => (seconds + seen.length * each) * 1000,
    },
    records,
  );
  return { seen, checkpoints, givenUp, finished };
}

test.each(cases as unknown as (Setup & { about: string; expected: object })[])(
  '$about',
  async ({ expected, ...setup }) => {
    expect(await delivered(setup)).toEqual({ givenUp: [], finished: true, ...expected });
  },
);

test('without a limit of retries a batch is tried until its records are too old, and then named', async () => {
  const { seen, givenUp } = await delivered({
    source: { retries: null, maximumAgeSeconds: 6 * 3600, bisect: true },
    poison: '1',
    created: [1000, 1600, 1600, 1600],
    each: 60,
  });
  expect(seen.filter((records) => records === '1').length).toBeGreaterThan(300);
  expect(givenUp).toEqual([['1', 'RecordAgeExceeded']]);
  expect(seen.slice(-2)).toEqual(['2', '3 4']);
});
