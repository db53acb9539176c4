import { expect, test } from 'vitest';
import { selectMessage, workMessage } from '../../../shared/messages/jobs.ts';

const workspace = 'f74ad5c1-f3ba-460c-b56f-49b5fa553105';
const job = '01a20cff-7d00-765f-b4d7-4289e90e9d3f';

test.each([[{ workspace, job, page: 0 }], [{ workspace, job, page: 7, send: true }]])(
  'a select message is %o',
  (message) => {
    expect(selectMessage.parse(message)).toEqual(message);
  },
);

test('a work message names one slice of one job', () => {
  expect(workMessage.parse({ workspace, job, slice: 3, turn: 1 })).toEqual({ workspace, job, slice: 3, turn: 1 });
});

test.each([
  [{ workspace, job, turn: 0 }],
  [{ workspace, job, slice: 0 }],
  [{ workspace, job: 'x', slice: 0, turn: 0 }],
  [{ workspace, job, slice: -1, turn: 0 }],
  [{ workspace, job, slice: 1.5, turn: 0 }],
  [{ workspace, job, slice: '1', turn: 0 }],
  [null],
])('%o is not a work message', (message) => {
  expect(workMessage.safeParse(message).success).toBe(false);
});
