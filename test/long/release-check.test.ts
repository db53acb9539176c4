/** The check of a release: what gets no traffic, what goes back, and what was wrong before. */
import { beforeEach, describe, expect, it } from 'vitest';
import { checkRelease } from '../../functions/release/release.ts';
import { faultOf, type VersionRecord } from '../../shared/domain/duty/release.ts';

type Record = Omit<VersionRecord, 'answers'>;

const WELL: Record = { calls: 1_000, errors: 0, p99: 200, unbalanced: 0 };
const VERSION = { fn: 'contacts-on-aws', version: '12' };
let version: typeof VERSION;
let answer: (event: object) => unknown;
/** What the version did, by the seconds since its release began. */
let record: (seconds: number) => Record;
let calls: string[];
let asked: object[];

function run() {
  let now = 1_000;
  return checkRelease(
    { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'h-1' },
    {
      releases: {
        newVersionOf: async () => version,
        call: async (_, event) => {
          asked.push(event);
          return answer(event);
        },
        answer: async (_, __, mayBegin) => void calls.push(mayBegin ? 'may begin' : 'may not begin'),
        goBack: async () => void calls.push(`back after ${now - 1_000}`),
        recordOf: async (_, since) => record(now - since),
      },
      paths: new Map([['contacts-on-aws', '/api/v2/contacts.json']]),
      now: () => now,
      wait: async (seconds) => {
        now += seconds;
      },
      say: () => undefined,
    },
  );
}

beforeEach(() => {
  version = VERSION;
  answer = () => ({ statusCode: 403 });
  record = () => WELL;
  [calls, asked] = [[], []];
});

it('a version that answers, and does well for five minutes, is released', async () => {
  expect(await run()).toBe('released');
  expect(calls).toEqual(['may begin']);
  expect(asked).toMatchObject([{ rawPath: '/api/v2/contacts.json', requestContext: { http: { method: 'GET' } } }]);
});

it.each<[string, () => unknown]>([
  ['crashes', () => Promise.reject(new Error('Runtime.ImportModuleError'))],
  ['answers with 500', () => ({ statusCode: 500 })],
  ['asks for a migration', () => ({ statusCode: 503 })],
  ['answers nothing', () => ({})],
])('a version that %s gets no traffic', async (_, said) => {
  answer = said;
  expect(await run()).toBe('refused');
  expect(calls).toEqual(['may not begin']);
});

it('a worker is tried with no messages', async () => {
  version = { fn: 'jobs-work-on-aws', version: '3' };
  answer = () => ({ batchItemFailures: [] });
  expect(await run()).toBe('released');
  expect(asked).toEqual([{ Records: [] }]);
});

it('a version that begins to fail goes back at the next look, while it has a tenth', async () => {
  record = (seconds) => ({ ...WELL, errors: seconds > 100 ? 40 : 0 });
  expect(await run()).toBe('back');
  expect(calls).toEqual(['may begin', 'back after 120']);
});

describe('goes back', () => {
  it.each<[string, Partial<VersionRecord>, boolean]>([
    ['without any traffic', { calls: 0, p99: null }, false],
    ['at two errors', { errors: 2, calls: 3 }, false],
    ['at three errors in a hundred calls', { errors: 3, calls: 100 }, true],
    ['at one error in a thousand', { errors: 10, calls: 10_000 }, false],
    ['when it is slow', { p99: 5_000 }, true],
    ['when few calls are slow', { p99: 9_000, calls: 99 }, false],
    ['when a worker takes its time', { p99: 40_000, answers: false }, false],
    ['when a job does not add up', { unbalanced: 1, calls: 0 }, true],
  ])('%s', (_, part, goes) => {
    expect(faultOf({ ...WELL, answers: true, ...part }) !== null).toBe(goes);
  });
});
