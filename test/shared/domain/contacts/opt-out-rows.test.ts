/** The table `opt-out-rows.json` in `test/cases/domain`, and how cells of imports are read. */
import { describe, expect, it } from 'vitest';
import {
  BLOCKED_TARGET,
  keepsOptOut,
  OPT_IN_TARGET,
  OPT_OUT_TARGET,
  OPTED_OUT_ON_TARGET,
  optsOut,
  type RefusalPart,
  refusalModifiers,
  STATUS_TARGET,
} from '../../../../shared/domain/contacts/opt-out/imported.ts';
import { isLater, refusalOf, strongest, wordAt, wordOf } from '../../../../shared/domain/contacts/opt-out/last-word.ts';
import { formatInstant } from '../../../../shared/domain/instant.ts';
import tables from '../../../cases/domain/contacts/opt-out-rows.json' with { type: 'json' };
import cases from '../../../cases/domain/opt-out-rows.json' with { type: 'json' };
import { assets, at, contactOf, now, type ShownContact } from './world.ts';

type Time = 'optedOutOn' | 'optedOutBy' | 'asOf';

interface Case {
  readonly name: string;
  readonly contact: ShownContact;
  readonly row: Partial<Omit<RefusalPart, Time>> & { readonly [Key in Time]?: string };
  readonly modifiers: readonly object[];
  readonly status: string;
}

describe('a row of an import', () => {
  it.each(cases as unknown as readonly Case[])('$name', ({ contact, row, modifiers, status }) => {
    const { optedOutOn, optedOutBy, asOf, ...said } = row;
    const times = Object.entries({ optedOutOn, optedOutBy, asOf }).flatMap(([key, on]) => (on ? [[key, at(on)]] : []));
    const part: RefusalPart = { optOut: false, ...said, ...Object.fromEntries(times) };
    const made = refusalModifiers(part, contactOf(contact));
    const shown = made.modifiers.map((one) => (one.type === 'word' ? { ...one, on: formatInstant(one.on) } : one));
    expect({ modifiers: shown, status: made.status }).toEqual({ modifiers, status });
  });

  it('opts out by its own column or by the status stopped', () => {
    expect(optsOut({ optOut: true })).toBe(true);
    expect(optsOut({ optOut: false, status: 'stopped' })).toBe(true);
    expect(optsOut({ optOut: false, status: 'active' })).toBe(false);
  });

  it('keeps an opt-out that it contradicts', () => {
    const stopped = contactOf({ status: 'stopped', optOut: 'stopped' });
    expect(keepsOptOut({ optOut: false, status: 'active' }, stopped)).toBe(true);
    expect(keepsOptOut({ optOut: true, status: 'active' }, stopped)).toBe(false);
    expect(keepsOptOut({ optOut: false, status: 'archived' }, stopped)).toBe(false);
    expect(keepsOptOut({ optOut: false, status: 'active' }, contactOf({}))).toBe(false);
  });
});

describe('a cell', () => {
  const read = (target: typeof STATUS_TARGET, ...texts: string[]) => {
    const row: RefusalPart = { optOut: false };
    const wrong = texts.map((text) =>
      target.read(row, { text, clears: false, exact: false }, { settings: assets.settings, now }, ''),
    );
    return wrong.find((one) => one !== null)?.reason ?? row;
  };

  it.each(tables.statuses as unknown as [string, object | string][])('of the status %s', (text, is) =>
    expect(read(STATUS_TARGET, text)).toEqual(is),
  );

  it('of a status that contradicts another is refused, and stops all the same', () => {
    expect(read(STATUS_TARGET, 'active', 'archived')).toBe('conflict');
    const row: RefusalPart = { optOut: false, status: 'active' };
    const cell = { text: 'stopped', clears: false, exact: false };
    expect(STATUS_TARGET.read(row, cell, { settings: assets.settings, now }, '')).not.toBeNull();
    expect(row.status).toBe('stopped');
    expect(STATUS_TARGET.read(row, { ...cell, text: 'active' }, { settings: assets.settings, now }, '')).not.toBeNull();
    expect(row.status).toBe('stopped');
  });

  it('of a block or an opt-out is never taken back by another column', () => {
    expect(read(BLOCKED_TARGET, 'yes', 'no')).toEqual({ optOut: false, blocked: true });
    expect(read(BLOCKED_TARGET, 'no')).toEqual({ optOut: false, blocked: false });
    expect(read(OPT_OUT_TARGET, 'yes', 'no')).toEqual({ optOut: true });
    expect(read(OPT_IN_TARGET, 'no', 'yes')).toEqual({ optOut: true });
    expect(read(OPT_IN_TARGET, 'yes')).toEqual({ optOut: false });
  });

  it('that says neither yes nor no is refused', () => {
    expect([BLOCKED_TARGET, OPT_OUT_TARGET, OPT_IN_TARGET].map((one) => read(one, 'lizard'))).toEqual(
      Array(3).fill('invalid_flag'),
    );
    const cell = { text: 'lizard', clears: false, exact: false };
    const told = [STATUS_TARGET, BLOCKED_TARGET, OPT_OUT_TARGET].map(
      (one) => one.read({ optOut: false }, cell, { settings: assets.settings, now }, '')?.problem,
    );
    expect(told).toEqual([
      { code: 'none_of', value: 'lizard', values: 'active, archived, stopped, blocked' },
      { code: 'row_no_flag', text: 'lizard' },
      { code: 'row_no_opt_out', text: 'lizard' },
    ]);
  });

  it('of the time of an opt-out opts out, with the latest of several times', () => {
    const [one, other] = ['2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'];
    const by = at('2026-10-02T00:00:00.999999Z');
    expect(read(OPTED_OUT_ON_TARGET, other, one)).toEqual({ optOut: true, optedOutOn: at(other), optedOutBy: by });
    expect(read(OPTED_OUT_ON_TARGET, 'no')).toEqual({ optOut: false });
    expect(read(OPTED_OUT_ON_TARGET, 'yes')).toEqual({ optOut: true });
    const row: RefusalPart = { optOut: false };
    const cell = { text: 'last spring', clears: false, exact: false };
    const wrong = OPTED_OUT_ON_TARGET.read(row, cell, { settings: assets.settings, now }, '');
    expect([wrong?.reason, row]).toEqual(['invalid_time', { optOut: true, optedOutOn: now, optedOutBy: now }]);
  });

  it('may refuse messages in each of these columns', () => {
    const targets = [STATUS_TARGET, BLOCKED_TARGET, OPT_OUT_TARGET, OPT_IN_TARGET, OPTED_OUT_ON_TARGET];
    expect(targets.every(({ refuses }) => refuses)).toBe(true);
  });
});

describe('refusals', () => {
  const [early, late] = [at('2026-10-01T00:00:00Z'), at('2026-10-02T00:00:00Z')];

  it('of earlier releases were said at the latest when the status was set, or the contact deleted', () => {
    const old = { optOut: 'stopped', lastWord: null } as const;
    expect(refusalOf({ ...old, statusOn: early })).toEqual({ reason: 'stopped', said: early });
    expect(refusalOf({ ...old, modifiedOn: late })).toEqual({ reason: 'stopped', said: late });
    expect(refusalOf({ ...old, optOut: 'blocked', statusOn: early })).toEqual({ reason: 'blocked', said: null });
    expect(refusalOf({ ...old, optOut: null, statusOn: early })).toBeNull();
  });

  it('heard again change nothing, and of two at once the one with a word is kept', () => {
    const [said, stop, arret] = [
      { says: 'out', on: early },
      { says: 'out', on: early, word: 'stop' },
      { says: 'out', on: early, word: 'arret' },
    ] as const;
    for (const one of [said, stop, arret]) expect(isLater(one, one)).toBe(false);
    expect([isLater(stop, said), isLater(said, stop)]).toEqual([true, false]);
    expect([isLater(stop, arret), isLater(arret, stop)]).toEqual([true, false]);
  });

  it('together are a block if one is, with the latest opt-out', () => {
    const stop = { reason: 'stopped', said: early } as const;
    expect(strongest([])).toBeNull();
    expect(strongest([stop])).toEqual(stop);
    expect(strongest([stop, { reason: 'blocked', said: null }])).toEqual({ reason: 'blocked', said: early });
    expect(strongest([{ reason: 'blocked', said: null }, stop])).toEqual({ reason: 'blocked', said: early });
    expect(strongest([stop, { reason: 'stopped', said: late }, stop])).toEqual({ reason: 'stopped', said: late });
  });

  it('of an address are later than what its new contact has said', () => {
    expect(wordOf({ reason: 'blocked', said: null }, null)).toBeNull();
    expect(wordOf({ reason: 'stopped', said: early }, null)).toEqual({ says: 'out', on: early });
    expect(wordOf({ reason: 'stopped', said: early }, { says: 'in', on: late })).toEqual({ says: 'out', on: late });
    expect(wordOf({ reason: 'stopped', said: late }, { says: 'in', on: early })).toEqual({ says: 'out', on: late });
  });

  it('that somebody sets or lifts now count, even after words of the future', () => {
    expect(wordAt('out', early, null)).toEqual({ says: 'out', on: early });
    expect(wordAt('in', early, { says: 'out', on: late }, 'phoned')).toEqual({
      ...{ says: 'in', on: late + 1, reason: 'phoned' },
    });
    expect(wordAt('out', early, { says: 'in', on: late })).toEqual({ says: 'out', on: late });
    expect(wordAt('out', early, { says: 'out', on: late })).toStrictEqual({ says: 'out', on: late });
    expect(wordAt('in', early, { says: 'in', on: late })).toEqual({ says: 'in', on: late });
    expect(wordAt('out', late, { says: 'out', on: early })).toEqual({ says: 'out', on: late });
  });
});
