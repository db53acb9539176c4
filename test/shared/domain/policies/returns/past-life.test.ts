import { describe, expect, it } from 'vitest';
import { localDay } from '../../../../../shared/domain/calendar/days.ts';
import type { Contact } from '../../../../../shared/domain/contacts/contact.ts';
import { spellsOf } from '../../../../../shared/domain/policies/returns/life.ts';
import {
  lifeOf,
  localDays,
  pastLife,
  type RecordedPast,
} from '../../../../../shared/domain/policies/returns/past-life.ts';
import { assets, at, contactOf } from '../../contacts/world.ts';

const ZONE = 'Africa/Kigali';
const settings = { ...assets.settings, timezone: ZONE };
const dayAt = localDays(ZONE);
const day = (text: string) => dayAt(at(`${text}T12:00:00Z`));
const TODAY = day('2026-11-24');

type Given = Partial<Omit<RecordedPast, 'contact'>> & { readonly contact?: Partial<Contact>; readonly since?: string };

function spells({ contact = {}, messages = [], history = [], since = '2025-11-25' }: Given) {
  const person = { ...contactOf({}), createdOn: at('2026-01-01T08:00:00Z'), lastSeenOn: null, ...contact };
  const past = pastLife({ contact: person, messages, history }, settings, ({ stage }) => stage === 'tell');
  return spellsOf(lifeOf(past, dayAt, day(since)), TODAY);
}

const said = (text: string, when: string) => ({ at: at(when), text });
const became = (status: Contact['status'], when: string, version = 5) => ({
  version,
  at: at(when),
  events: [{ type: 'contact_status_changed', status } as const],
});

it('reads the days of a zone as nights do, also where clocks change', () => {
  const zone = 'America/Sao_Paulo';
  const read = localDays(zone);
  const from = at('2018-10-20T00:00:00Z');
  for (let step = 0; step < 3_000; step++) {
    const time = (from + step * 437_000_000) as typeof from;
    expect(read(time)).toBe(localDay(zone, time));
  }
});

describe('the life that messages and history tell', () => {
  it('goes by the days of the workspace: two messages around its midnight are a day apart', () => {
    const messages = [said('hi', '2026-03-01T21:59:00Z'), said('hi', '2026-03-01T22:01:00Z')];
    expect(spells({ messages }).seen[0]).toMatchObject({ from: 0, to: 1, ends: 'returned' });
  });

  it('takes a STOP as a withdrawal and not as a return', () => {
    const messages = [said('hi', '2026-03-01T08:00:00Z'), said(' Stop! ', '2026-03-31T08:00:00Z')];
    const contact = { status: 'stopped', lastSeenOn: at('2026-03-31T08:00:00Z') } as const;
    expect(spells({ contact, messages, history: [became('stopped', '2026-03-31T08:00:01Z')] }).seen).toEqual([
      { start: day('2026-03-01'), from: 0, to: 30, ends: 'withdrawn', sightings: [day('2026-03-01')] },
    ]);
  });

  it('begins anew with the message by which a person comes back after a STOP', () => {
    const messages = [
      said('hi', '2026-03-01T08:00:00Z'),
      said('stop', '2026-03-31T08:00:00Z'),
      said('start', '2026-06-01T08:00:00Z'),
    ];
    const history = [became('stopped', '2026-03-31T08:00:01Z'), became('active', '2026-06-01T08:00:01Z', 6)];
    expect(spells({ messages, history }).seen).toMatchObject([
      { ends: 'withdrawn', to: 30 },
      { start: day('2026-06-01'), from: 0, ends: 'open' },
    ]);
  });

  it('counts an archived person who is restored as a late entry', () => {
    const messages = [said('hi', '2026-03-01T08:00:00Z')];
    const history = [became('archived', '2026-03-11T08:00:00Z'), became('active', '2026-03-21T08:00:00Z', 6)];
    expect(spells({ messages, history }).seen).toMatchObject([
      { from: 0, to: 10, ends: 'withdrawn' },
      { from: 20, ends: 'open' },
    ]);
  });

  it('knows what an import said of the last sighting, from the day of the import', () => {
    const seen = { type: 'contact_last_seen_changed', last_seen_on: '2025-06-01T08:00:00Z' } as const;
    const history = [{ version: 1, at: at('2026-01-01T08:00:00Z'), events: [seen] }];
    const contact = { createdOn: at('2020-01-01T08:00:00Z'), lastSeenOn: at('2025-06-01T08:00:00Z') };
    expect(spells({ contact, history })).toEqual({
      seen: [
        {
          start: day('2025-06-01'),
          from: day('2026-01-01') - day('2025-06-01'),
          to: TODAY - day('2025-06-01'),
          ends: 'open',
          sightings: [day('2025-06-01')],
        },
      ],
      neverSeen: [],
    });
  });

  it('watches a person from the first of the messages that were brought along', () => {
    const contact = { createdOn: at('2026-10-01T08:00:00Z') };
    const messages = [said('hi', '2026-03-01T08:00:00Z'), said('hi', '2026-03-31T08:00:00Z')];
    expect(spells({ contact, messages }).seen).toMatchObject([
      { from: 0, to: 30, ends: 'returned' },
      { from: 0, ends: 'open' },
    ]);
  });

  it('counts a last sign of life that was no message', () => {
    const contact = { lastSeenOn: at('2026-05-01T08:00:00Z') };
    const { seen, neverSeen } = spells({ contact });
    expect(seen).toMatchObject([{ start: day('2026-05-01'), ends: 'open' }]);
    expect(neverSeen).toMatchObject([{ start: day('2026-01-01'), to: 120, ends: 'returned' }]);
  });

  it('forgets what an older contact did before history begins, whether it came back or not', () => {
    const createdOn = at('2020-01-01T08:00:00Z');
    const messages = [said('hi', '2026-06-01T08:00:00Z'), said('hi', '2026-07-01T08:00:00Z')];
    const cameBack = spells({ contact: { createdOn }, messages });
    expect(cameBack.seen).toMatchObject([{ start: day('2026-06-01'), to: 30 }, { start: day('2026-07-01') }]);
    const lastSeenOn = at('2025-01-01T08:00:00Z');
    expect(spells({ contact: { createdOn, lastSeenOn } })).toEqual({ seen: [], neverSeen: [] });
  });

  it('believes the status of the contact where history lacks its change', () => {
    const contact = { status: 'archived', statusOn: at('2026-03-11T08:00:00Z') } as const;
    expect(spells({ contact, messages: [said('hi', '2026-03-01T08:00:00Z')] }).seen).toMatchObject([
      { from: 0, to: 10, ends: 'withdrawn' },
    ]);
  });

  it('splits a gap by a message that came late', () => {
    const messages = [
      said('hi', '2026-03-01T08:00:00Z'),
      said('hi', '2026-03-31T08:00:00Z'),
      said('late', '2026-03-11T08:00:00Z'),
    ];
    expect(spells({ messages }).seen.map(({ to, ends }) => (ends === 'open' ? ends : to))).toEqual([10, 20, 'open']);
  });

  const staged = (stage: string, when: string, left?: true) => ({
    version: 7,
    at: at(when),
    events: [
      {
        type: 'contact_policy_stage' as const,
        taken: {
          ...{ policy: 'p', version: 1, stage, clock: 'last_seen', clock_on: '2026-03-01T08:00:00Z', on: when },
          ...{ stops_sending: false, ...(left && { left }) },
        },
      },
    ],
  });

  it.each([
    ['a notice, within 14 days', staged('tell', '2026-06-01T09:00:00Z'), '2026-06-15', 'prompted'],
    ['a notice, on the 15th day', staged('tell', '2026-06-01T09:00:00Z'), '2026-06-16', 'returned'],
    ['a stage that told nothing', staged('flag', '2026-06-01T09:00:00Z'), '2026-06-05', 'returned'],
    [
      'a mark that only says that the person left',
      staged('tell', '2026-06-01T09:00:00Z', true),
      '2026-06-05',
      'returned',
    ],
  ])('counts a message after %s as what it is', (_, history, came, ends) => {
    const messages = [said('hi', '2026-03-01T08:00:00Z'), said('I am here', `${came}T08:00:00Z`)];
    expect(spells({ messages, history: [history] }).seen[0]).toMatchObject({ start: day('2026-03-01'), ends });
  });
});
