import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../../infra/local/lambda/environment.ts';
import { type Delivery, deliver } from '../../../../infra/local/stream/deliver.ts';
import type { StreamRecord } from '../../../../infra/local/stream/streams.ts';

const record = (sequence: number, created = 1000): StreamRecord => ({
  eventID: String(sequence),
  eventName: 'INSERT',
  dynamodb: { ApproximateCreationDateTime: created, SequenceNumber: String(sequence), Keys: {} },
});

const done: Outcome = { ok: true, json: '{"batchItemFailures":[]}' };
const thrown: Outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
const failedAt = (sequence: string): Outcome => ({
  ok: true,
  json: JSON.stringify({ batchItemFailures: [{ itemIdentifier: sequence }] }),
});

interface Setup {
  readonly source?: Partial<Delivery['source']>;
  readonly answer: (sequences: readonly string[], call: number) => Outcome;
  readonly seconds?: number | (() => number);
  readonly pause?: boolean;
  /** When each record was made. */
  readonly created?: readonly number[];
}

/** Delivers records 1 to 4; returns what was tried, checkpointed and given up. */
async function delivered({ source, answer, seconds = 1000, pause = true, created = [] }: Setup) {
  const seen: string[] = [];
  const checkpoints: string[] = [];
  const givenUp: [string, string][] = [];
  const names = (records: readonly StreamRecord[]) => records.map(({ eventID }) => eventID);
  const finished = await deliver(
    {
      source: { bisect: false, retries: 2, maximumAgeSeconds: null, partialFailures: true, ...source },
      invoke: async (records) => {
        seen.push(names(records).join(' '));
        return answer(names(records), seen.length);
      },
      checkpoint: ({ eventID }) => void checkpoints.push(eventID),
      giveUp: async (records, reason) => void givenUp.push([names(records).join(' '), reason]),
      pause: async () => pause,
      now: () => (typeof seconds === 'number' ? seconds : seconds()) * 1000,
    },
    [1, 2, 3, 4].map((sequence, index) => record(sequence, created[index])),
  );
  return { seen, checkpoints, givenUp, finished };
}

describe('delivering a batch', () => {
  test('a success is checkpointed at its end', async () => {
    expect(await delivered({ answer: () => done })).toEqual({
      seen: ['1 2 3 4'],
      checkpoints: ['4'],
      givenUp: [],
      finished: true,
    });
  });

  test('a partial failure goes on from the record that failed', async () => {
    const { seen, checkpoints } = await delivered({ answer: (_, call) => (call === 1 ? failedAt('3') : done) });
    expect(seen).toEqual(['1 2 3 4', '3 4']);
    expect(checkpoints).toEqual(['2', '4']);
  });

  test('the earliest of several failed records counts', async () => {
    const several: Outcome = {
      ok: true,
      json: '{"batchItemFailures":[{"itemIdentifier":"4"},{"itemIdentifier":"2"}]}',
    };
    expect((await delivered({ answer: (_, call) => (call === 1 ? several : done) })).seen).toEqual([
      '1 2 3 4',
      '2 3 4',
    ]);
  });

  test('without partial responses any result of the function means success', async () => {
    const { seen } = await delivered({ source: { partialFailures: false }, answer: () => failedAt('2') });
    expect(seen).toEqual(['1 2 3 4']);
  });

  test('an unknown identifier fails the whole batch', async () => {
    const { seen } = await delivered({ answer: (_, call) => (call === 1 ? failedAt('99') : done) });
    expect(seen).toEqual(['1 2 3 4', '1 2 3 4']);
  });

  test('a batch that fails too often is given up, and the stream goes on', async () => {
    const { seen, checkpoints, givenUp, finished } = await delivered({ answer: () => thrown });
    expect(seen).toHaveLength(3);
    expect(givenUp).toEqual([['1 2 3 4', 'RetryAttemptsExhausted']]);
    expect(checkpoints).toEqual(['4']);
    expect(finished).toBe(true);
  });

  test('bisecting isolates the one record that fails, in order', async () => {
    const { seen, checkpoints, givenUp } = await delivered({
      source: { bisect: true, retries: 0 },
      answer: (sequences) => (sequences.includes('3') ? thrown : done),
    });
    expect(seen).toEqual(['1 2 3 4', '1 2', '3 4', '3', '4']);
    expect(givenUp).toEqual([['3', 'RetryAttemptsExhausted']]);
    expect(checkpoints).toEqual(['2', '3', '4']);
  });

  test('records that are too old are given up without a try', async () => {
    const { seen, givenUp } = await delivered({ source: { maximumAgeSeconds: 60 }, seconds: 1061, answer: () => done });
    expect(seen).toEqual([]);
    expect(givenUp).toEqual([['1 2 3 4', 'RecordAgeExceeded']]);
  });

  test('without a limit of retries a batch is tried until its records are too old, and then named', async () => {
    const attempts = { count: 0 };
    const { seen, givenUp } = await delivered({
      source: { retries: null, maximumAgeSeconds: 6 * 3600, bisect: true },
      answer: (sequences) => {
        attempts.count++;
        return sequences.includes('1') ? thrown : done;
      },
      created: [1000, 1600, 1600, 1600],
      // A minute passes with each attempt.
      seconds: () => 1000 + attempts.count * 60,
    });
    expect(seen.filter((records) => records === '1').length).toBeGreaterThan(300);
    expect(givenUp).toEqual([['1', 'RecordAgeExceeded']]);
    expect(seen.slice(-2)).toEqual(['2', '3 4']);
  });

  test('a runner that stops leaves the rest without a checkpoint', async () => {
    const { checkpoints, finished } = await delivered({ answer: () => failedAt('3'), pause: false });
    expect(checkpoints).toEqual(['2']);
    expect(finished).toBe(false);
  });
});
