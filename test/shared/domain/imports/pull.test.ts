/** A pull from TextIt: what it asks for, what it keeps of each answer, and how it waits when the source fails. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginPull,
  beginRound,
  goOn,
  isComplete,
  isRoundOver,
  nextOf,
  nextPullRound,
  type Pull,
  pageOf,
  secondsToWait,
  troubled,
  withPart,
} from '../../../../shared/domain/imports/textit/pull.ts';
import { headOf, lineOf, sourceAssetsOf } from '../../../../shared/domain/imports/textit/source-assets.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';
import { runs } from '../../../support/property/runs.ts';

const NOW = instant(Date.parse('2026-11-28T10:00:00Z') * 1_000);
const HOST = 'https://textit.com';
const [NOON, ONE] = ['2026-11-28T12:00:00.000Z', '2026-11-28T13:00:00.000Z'];
const secondsOn = (seconds: number): Instant => instant(NOW + seconds * 1_000_000);

const begun = (since: string | null = null): Pull => ({ ...beginPull({ host: HOST, since }, NOW), known: true });
const page = (part: string, next: string | null, contacts: number, hidden = 0) => ({
  ...{ part, next, contacts, hidden },
  pages: 1,
});
const pageAsked = ({ round }: Pull): string => (round === null ? expect.fail('There is no round') : pageOf(round));

describe('A pull', () => {
  it('begins without anything, and keeps whence it is', () => {
    expect(beginPull({ host: HOST, since: NOON }, NOW)).toStrictEqual({
      ...{ host: HOST, since: NOON, startedOn: NOW, status: 'pulling', known: false, round: null, parts: [] },
      ...{ pulled: 0, pages: 0, hidden: 0, failures: 0, notBefore: null, problem: null },
    });
  });

  it('asks for all contacts, or those modified since a minute before a time, as clocks differ', () => {
    expect(pageAsked(nextPullRound(begun(), NOON))).toBe('contacts.json?before=2026-11-28T12%3A00%3A00.000Z');
    expect(pageAsked(nextPullRound(begun(NOON), ONE))).toBe(
      'contacts.json?before=2026-11-28T13%3A00%3A00.000Z&after=2026-11-28T11%3A59%3A00.000Z',
    );
  });

  it('asks for one page after the other, and keeps what it has', () => {
    const first = withPart(nextPullRound(begun(), NOON), page('p1', 'contacts.json?cursor=a', 250, 2));
    expect(pageAsked(first)).toBe('contacts.json?cursor=a');
    expect([isRoundOver(first), isComplete(first)]).toEqual([false, false]);
    const second = withPart(first, page('p2', null, 10, 1));
    expect(second).toMatchObject({ pulled: 260, hidden: 3, parts: [['p1', 'p2']], round: { pulled: 260 } });
    expect([isRoundOver(second), isComplete(second)]).toEqual([true, false]);
    expect(withPart(begun(), page('p1', null, 1))).toEqual(begun());
  });

  it('goes on with who has changed meanwhile, until they are few', () => {
    const many = withPart(nextPullRound(begun(), NOON), page('p1', null, 251));
    const again = nextPullRound(many, ONE);
    expect(again.round).toEqual(beginRound(NOON, ONE));
    expect(again.parts).toEqual([['p1'], []]);
    // Nothing was asked in this round.
    expect([isRoundOver(again), isComplete(again)]).toEqual([false, false]);
    const few = withPart(again, page('p2', null, 250));
    expect(few.parts).toEqual([['p1'], ['p2']]);
    expect([isRoundOver(few), isComplete(few)]).toEqual([true, true]);
    expect([isRoundOver(begun()), isComplete(begun())]).toEqual([true, false]);
  });
});

describe('A pull whose source fails', () => {
  const problem = { code: 'pull_unreachable' } as unknown as NonNullable<Pull['problem']>;
  const failing = (pull: Pull, times: number, wait: number | null = 0): Pull =>
    Array.from({ length: times }).reduce<Pull>((now) => troubled(now, { problem, wait }, NOW), pull);

  it('waits twice as long each time, for a quarter of an hour at most', () => {
    const waits = Array.from({ length: 11 }, (_, n) => secondsToWait(failing(begun(), n + 1), NOW));
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
    expect(failing(begun(), 11)).toMatchObject({ status: 'pulling', failures: 11, problem });
  });

  it('is given up after 12 failures in a row; after 3 where the source has never answered', () => {
    expect(failing(begun(), 12)).toMatchObject({ status: 'failed', failures: 12, problem });
    const unknown = { ...begun(), known: false };
    expect(failing(unknown, 2).status).toBe('pulling');
    expect(failing(unknown, 3).status).toBe('failed');
    expect(failing(begun(), 1, null)).toMatchObject({ status: 'failed', failures: 0, problem });
  });

  it('waits as long as the source says, which is no failure', () => {
    const told = failing(begun(), 50, 60);
    expect(told).toMatchObject({ status: 'pulling', failures: 0, problem });
    expect(secondsToWait(told, NOW)).toBe(60);
    expect(secondsToWait(failing(begun(), 1, 5_000), NOW)).toBe(900);
    expect([0, 59.5, 60, 61].map((seconds) => secondsToWait(told, secondsOn(seconds)))).toEqual([60, 1, 0, 0]);
    expect(secondsToWait(begun(), NOW)).toBe(0);
  });

  it('begins to count anew after an answer, and when somebody goes on with it', () => {
    const none = { status: 'pulling', failures: 0, notBefore: null, problem: null };
    expect(withPart(failing(nextPullRound(begun(), NOON), 3), page('p1', null, 1))).toMatchObject(none);
    expect(goOn(failing(begun(), 12))).toMatchObject({ ...none, host: HOST, pulled: 0 });
  });
});

it('The next page is at the same endpoint, whatever the answer says', () => {
  expect(nextOf({ next: 'https://evil.example/steal?cursor=a&x=1' }, 'contacts.json?before=b')).toBe(
    'contacts.json?cursor=a&x=1',
  );
  for (const next of [null, undefined, 7, 'not a url']) expect(nextOf({ next }, 'contacts.json')).toBeNull();
});

describe('A contact of TextIt', () => {
  const source = sourceAssetsOf(
    [{ key: 'home_town', name: 'Home town', type: 'text' }, { key: 'age', name: 'Age', type: 'shoe' }, 'broken'],
    [
      { name: 'VIP', query: null, system: false },
      { name: 'Adults', query: 'age > 17' },
      { name: 'Open Tickets', system: true },
      { name: 'Farmers' },
      null,
    ],
  );
  const contact = {
    ...{ uuid: 'u1', name: 'Ann', language: 'eng', status: 'active', created_on: NOON, last_seen_on: null },
    urns: ['tel:+250788000001', 'tel:********'],
    groups: [{ name: 'VIP' }, { name: 'Adults' }, { name: 'Gone' }],
    fields: { home_town: 'Huye', age: null, gone: 'x' },
  };
  const read = (given: unknown, isKnown: boolean) => {
    const { line, hidden } = lineOf(given, source, isKnown);
    return { ...JSON.parse(line), hidden };
  };

  it('comes after a line with the fields of the source', () => {
    expect(JSON.parse(headOf(source))).toEqual({
      ...{ dormouse_export: 1, pulled: true },
      fields: [
        { name: 'Home town', type: 'text' },
        { name: 'Age', type: 'text' },
      ],
    });
    expect(source.groups).toEqual([
      { name: 'VIP', query: null },
      { name: 'Adults', query: 'age > 17' },
      { name: 'Farmers', query: null },
    ]);
  });

  it('that is new here has what it has, without smart groups and hidden addresses', () => {
    expect(read(contact, false)).toEqual({
      ...{ uuid: 'u1', name: 'Ann', language: 'eng', status: 'active', created_on: NOON, last_seen_on: null },
      ...{ urns: ['tel:+250788000001'], hidden: true, 'Group:VIP': true },
      fields: { 'Home town': 'Huye', Age: null, gone: 'x' },
    });
  });

  it('that may be known here also says what it does not have', () => {
    const bare = { ...contact, name: null, language: null, urns: ['tel:+250788000001'], groups: [] };
    expect(read(bare, true)).toEqual({
      ...{ uuid: 'u1', name: '--', language: '--', status: 'active', created_on: NOON, last_seen_on: null },
      ...{ urns: ['tel:+250788000001'], hidden: false, 'Group:VIP': false, 'Group:Farmers': false },
      fields: { 'Home town': 'Huye', Age: '--', gone: 'x' },
    });
  });

  it('is a line whatever the answer has in its place', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (given, isKnown) => {
        expect(lineOf(JSON.parse(JSON.stringify({ given }))['given'], source, isKnown).line).toMatch(/^\{.*\}$/);
      }),
      { numRuns: runs(300) },
    );
    expect(read({ urns: [7, 'tel:+250788000001'], groups: 'VIP', fields: [1] }, false)).toEqual({
      ...{ name: null, language: null, urns: ['tel:+250788000001'], hidden: false, fields: {} },
    });
  });
});
