/** The client against the local runner's stand-in of AWS, which refuses what AWS refuses. */
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, listen } from '../../../infra/local/ports.ts';
import { openLists } from '../../../infra/local/sms/lists.ts';
import { createSms } from '../../../infra/local/sms/server.ts';
import { listsIn, listsOf } from '../../../shared/domain/carrier/lists.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { openOptOutLists, paced } from '../../../shared/lambda/clients/opt-out-lists.ts';
import { NumberRefusedError, type OptOutLists } from '../../../shared/messages/opt-out-lists.ts';

const kept = openLists(null);
const interval: Record<string, number> = {};
let clock = Date.parse('2026-11-01T08:00:00.250Z');
const server = createSms({ lists: kept, now: () => clock, interval });

let lists: OptOutLists;
beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listen(server, 0)}`;
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  lists = openOptOutLists(new PinpointSMSVoiceV2Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 6 }));
});
afterAll(() => close(server));

const DAY = 86_400_000;
const number = (n: number): string => `+2507881${String(n).padStart(5, '0')}`;

it('a number that is put is there since then, and stays so when it is put again', async () => {
  const since = clock * 1_000;
  expect(await lists.find('Put', number(1))).toBeNull();
  expect(await lists.put('Put', number(1))).toBe(since);
  clock += 60_000;
  expect(await lists.put('Put', number(1))).toBe(since);
  expect(await lists.find('Put', number(1))).toEqual({ number: number(1), at: since, byPerson: false });
});

it('a list is read in pages of a hundred, each number with its time and who put it there', async () => {
  for (let n = 0; n < 101; n++) kept.put('Long', number(n), { at: clock + n, byPerson: n === 0 });
  const first = await lists.page('Long', null);
  expect(first.numbers).toHaveLength(100);
  expect(first.numbers[0]).toEqual({ number: number(0), at: clock * 1_000, byPerson: true });
  expect(await lists.page('Long', first.next)).toMatchObject({ numbers: [{ number: number(100) }], next: null });
  expect(await lists.page('Empty', null)).toEqual({ numbers: [], next: null });
});

it('a number is removed once in 30 days', async () => {
  await lists.put('Removed', number(1));
  expect(await lists.remove('Removed', number(1))).toBe('removed');
  expect(await lists.remove('Removed', number(1))).toBe('absent');
  await lists.put('Removed', number(1));
  clock += 30 * DAY - 1;
  expect(await lists.remove('Removed', number(1))).toBe('not_yet');
  clock += 1;
  expect(await lists.remove('Removed', number(1))).toBe('removed');
});

it('what AWS takes for no number is refused as such', async () => {
  await expect(lists.put('Put', 'nonsense')).rejects.toThrow(NumberRefusedError);
});

it('what is refused because it comes too often is sent again', async () => {
  interval['PutOptedOutNumber'] = 50;
  await Promise.all([lists.put('Often', number(1)), lists.put('Often', number(2))]);
  interval['PutOptedOutNumber'] = 0;
  expect(kept.entries('Often').size).toBe(2);
});

it('paced, no request begins before its time', async () => {
  const begun: number[] = [];
  const noting: OptOutLists = {
    ...lists,
    find: async () => {
      begun.push(Date.now());
      return null;
    },
  };
  const slow = paced(noting, 20);
  for (let n = 0; n < 3; n++) await slow.find('Put', number(n));
  const gaps = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
  expect(gaps.every((gap) => gap >= 19)).toBe(true);
});

it('lists are named with their workspaces', () => {
  expect(listsIn('Default=w1,Other=w2')).toEqual([
    { list: 'Default', workspace: 'w1' },
    { list: 'Other', workspace: 'w2' },
  ]);
  expect(listsIn('')).toEqual([]);
  expect(listsOf('Default=w1,Other=w2', 'w2' as WorkspaceId)).toMatchObject([{ list: 'Other' }]);
  expect(listsOf(undefined, 'w2' as WorkspaceId)).toEqual([]);
});
