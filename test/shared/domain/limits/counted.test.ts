/**
 * What a workspace may begin is counted by tables: requests in an hour, seconds of dear work, messages in a quarter of
 * an hour. Each boundary has a row; what several containers do together is in `allowance.test.ts`.
 */
import { expect, it } from 'vitest';
import { countRequest, spendLease } from '../../../../shared/domain/limits/allowance.ts';
import { takenWith } from '../../../../shared/domain/limits/dear-seconds.ts';
import { againAfter, waitOf } from '../../../../shared/domain/limits/inbound-budget.ts';
import counted from '../../../cases/domain/limits/requests.json' with { type: 'json' };
import waiting from '../../../cases/domain/limits/waiting.json' with { type: 'json' };

type Entries = readonly (readonly [at: number, count: number])[];

it.each(counted.leases)('a lease $name', ({ lease, limit, now, left }) => {
  expect(spendLease(lease, limit, now)).toEqual(left && { ...lease, ...left });
});

it.each(counted.requests)('$name', ({ used, lent, spent, limit, now, gives }) => {
  const ledger = { used: used as unknown as Entries, lent: lent as unknown as Entries };
  const { ledger: kept, ...answer } = countRequest(ledger, limit, now, spent);
  expect(kept).toEqual({ used: gives.used, lent: gives.lent });
  expect(answer).toMatchObject(
    'lease' in answer ? { lease: { size: gives.size } } : { availableAt: gives.availableAt },
  );
});

it.each(waiting.dear)('dear work $name', ({ taken, asked, now, gives }) => {
  expect(takenWith(taken, asked, now)).toEqual(gives);
});

it.each(waiting.waits)('$name', ({ all, ofChannel, rate, seconds, wait }) => {
  expect(waitOf({ all, ofChannel }, rate, seconds)).toBe(wait);
});

it.each(waiting.again)('a sender may try again $name', ({ wait, seconds, again }) => {
  expect(againAfter(wait, seconds)).toBe(again);
});
