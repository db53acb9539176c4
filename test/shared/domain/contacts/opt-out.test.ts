/** The tables `opt-out-*.json` in `test/cases/domain`, and what holds for any history of opt-outs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact, Status } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { comparable } from '../../../../shared/domain/contacts/opt-out/comparable.ts';
import {
  EVENT_TYPES,
  type EventType,
  effectOf,
  type InboundEvent,
  wordIn,
} from '../../../../shared/domain/contacts/opt-out/inbound-event.ts';
import { hasOptedOut, refusalOf } from '../../../../shared/domain/contacts/opt-out/last-word.ts';
import { meaningOf } from '../../../../shared/domain/contacts/opt-out/words.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { OPTS_IN_BY } from '../../../../shared/domain/settings/settings.ts';
import type { Settings } from '../../../../shared/domain/workspace.ts';
import cases from '../../../cases/domain/contacts/opt-out.json' with { type: 'json' };
import eventCases from '../../../cases/domain/opt-out-events.json' with { type: 'json' };
import wordCases from '../../../cases/domain/opt-out-words.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';
import { assets, change, contactOf } from './world.ts';

const settingsWith = (some: object): Settings => ({ ...assets.settings, ...some });
const minute = (minutes: number) => instant(minutes * 60_000_000);

/** Changes by people are made at this minute, and all events have arrived long after. */
const BY_HAND = minute(50);
const ARRIVAL = minute(100);

function heard(contact: Contact, event: InboundEvent, settings: Settings, now = ARRIVAL): Contact {
  const modifiers = effectOf(event, contact, settings);
  return apply(contact, modifiers, { ...assets, settings }, { now, change, taken: new Set() }).contact;
}

function handled(contact: Contact, status: Status, reason?: string): Contact {
  const modifier: Modifier = { type: 'status', status, ...(reason !== undefined && { reason }) };
  return apply(contact, [modifier], assets, { now: BY_HAND, change, taken: new Set() }).contact;
}

/** Deleted, and created again with the address. */
function again(contact: Contact): Contact {
  const { uuid } = contact;
  return newContact({ uuid, now: BY_HAND, change, optOut: refusalOf(contact) });
}

describe.each(wordCases)('$about', ({ settings, texts }) => {
  it.each(Object.entries(texts))('%j is %s', (text, is) => {
    expect(meaningOf([text], settingsWith(settings))?.is ?? null).toBe(is);
  });
});

describe('a message', () => {
  it('is an opt-out when its button is one, whatever its text says', () => {
    expect(meaningOf(['No, thank you', 'STOP'], assets.settings)).toEqual({ is: 'stop', word: 'stop' });
    expect(meaningOf(['Arrêt', 'PAYLOAD_7'], assets.settings)).toEqual({ is: 'stop', word: 'arret' });
    expect(meaningOf(['yes', 'Help'], assets.settings)).toEqual({ is: 'help', word: 'help' });
  });

  it('is a word within 200 characters, which leaves room for marks around it', () => {
    expect(meaningOf([`STOP${'!'.repeat(196)}`], assets.settings)?.is).toBe('stop');
    expect(meaningOf([`STOP${'!'.repeat(197)}`], assets.settings)).toBeNull();
  });

  it.each(cases.kept as unknown as ['msg_received' | 'stop_contact', 'Arrêt' | 'Start' | 'Muraho', object][])(
    'of type %s with the text %s is kept with its word, if it has one',
    (type, text, said) => {
      const word = wordIn({ type, texts: [text], at: minute(1) }, assets.settings);
      expect(word).toStrictEqual({ type: 'word', ...said, on: minute(1) });
    },
  );

  it('is a sign of life under a block too, and nothing else is', () => {
    const under = (type: EventType) =>
      effectOf({ type, texts: [''], at: minute(1) }, { status: 'blocked' }, assets.settings);
    const seen = { type: 'seen', seenOn: minute(1) };
    expect(under('msg_received')).toContainEqual(seen);
    expect(under('stop_contact')).toEqual([{ type: 'word', says: 'out', on: minute(1) }]);
    for (const type of ['new_conversation', 'referral', 'mo_call'] as const) expect(under(type)).toEqual([]);
  });

  it('is compared in a form that stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it.each(['ẞ', 'ß', 'ﬀ', 'ŉ', 'İ', 'Σ\uFEFFΣ', 'ǅ', 'ﬅ'])('keeps that form for %j too', (text) => {
    expect(comparable(comparable(text))).toBe(comparable(text));
    expect(comparable(text.toUpperCase())).toBe(comparable(text));
  });

  it('means the same whatever the case of its letters', () => {
    const words = fc.constantFrom('stop', 'arrêt', 'стоп', 'quit', 'unsubscribe', 'info', 'yes');
    fc.assert(
      fc.property(words, fc.constantFrom('en', 'tr', 'lt', 'az'), (word, locale) => {
        expect(meaningOf([word.toLocaleUpperCase(locale)], assets.settings)).toEqual(
          meaningOf([word], assets.settings),
        );
      }),
    );
  });
});

it('what was said at a time that cannot be read does not opt in, and opts out', () => {
  const said = (texts: string[], undated: boolean): InboundEvent => ({
    type: 'msg_received',
    texts,
    at: minute(9),
    undated,
  });
  const stopped = heard(contactOf({}), said(['STOP'], true), assets.settings);
  expect(stopped.status).toBe('stopped');
  expect(heard(stopped, said(['Muraho'], true), assets.settings, minute(99)).status).toBe('stopped');
  expect(heard(stopped, { ...said(['Muraho'], false), at: minute(10) }, assets.settings).status).toBe('active');
});

describe('what a person said', () => {
  it.each(eventCases)('$name: $events', ({ settings = {}, events, status }) => {
    const after = events.reduce((contact, event) => {
      const [, at, text = ''] = event.match(/^(\d+) (.*)$/) ?? [];
      if (at === undefined) {
        const [to, reason] = event.split(': ');
        return handled(contact, to as Status, reason);
      }
      const type = (/^<(.*)>$/.exec(text)?.[1] ?? 'msg_received') as EventType;
      return heard(contact, { type, texts: [text], at: minute(Number(at)) }, settingsWith(settings));
    }, contactOf({}));
    expect(after.status).toBe(status);
  });

  it('is told by history with its word, or the reason of somebody else', () => {
    const stop = { type: 'word', says: 'out', on: minute(1), word: 'arret' } as const;
    const back = { type: 'status', status: 'active', reason: 'phoned us' } as const;
    const { events } = apply(contactOf({}), [stop, back], assets, { now: BY_HAND, change, taken: new Set() });
    expect(events.filter(({ type }) => type === 'contact_status_changed')).toEqual([
      { type: 'contact_status_changed', status: 'stopped', _word: 'arret' },
      { type: 'contact_status_changed', status: 'active', _reason: 'phoned us' },
    ]);
  });
});

describe('any history', () => {
  const texts = fc.constantFrom('STOP', 'arrêt', 'START', 'HELP', 'Muraho');
  const events: fc.Arbitrary<InboundEvent> = fc.record({
    type: fc.oneof(fc.constant('msg_received' as const), fc.constantFrom(...EVENT_TYPES)),
    texts: fc.tuple(texts),
    // Few times, so that many are the same.
    at: fc.nat(8).map(minute),
  });
  const inTwoOrders = fc
    .array(events, { maxLength: 8 })
    .chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
    );
  const begun = fc.constantFrom<Status>('active', 'archived', 'stopped');
  const optsInBy = fc.constantFrom(...OPTS_IN_BY);

  it('ends in the same state in whatever order it arrives', () => {
    const stateOf = ({ status, optOut, lastWord, lastSeenOn }: Contact) => ({ status, optOut, lastWord, lastSeenOn });
    fc.assert(
      fc.property(begun, optsInBy, inTwoOrders, (status, by, [one, other]) => {
        const settings = settingsWith({ optsInBy: by });
        const before = apply(contactOf({}), [{ type: 'status', status }], assets, {
          ...{ now: minute(4), change },
          taken: new Set(),
        }).contact;
        const ended = (list: readonly InboundEvent[]) =>
          list.reduce((contact, event) => heard(contact, event, settings), before);
        expect(stateOf(ended(other))).toEqual(stateOf(ended(one)));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('leaves a person active only if the last word was in', () => {
    const acts = fc.oneof(
      events.map((event) => ({ event })),
      fc.record({ status: fc.constantFrom<Status | 'again'>('active', 'archived', 'blocked', 'again') }),
    );
    fc.assert(
      fc.property(optsInBy, fc.array(acts, { maxLength: 12 }), (by, list) => {
        const settings = settingsWith({ optsInBy: by });
        const after = list.reduce<Contact>(
          (contact, act) =>
            'event' in act
              ? heard(contact, act.event, settings)
              : act.status === 'again'
                ? again(contact)
                : handled(contact, act.status),
          contactOf({}),
        );
        const said = list.flatMap((act) => ('event' in act ? act.event : []));
        if (lastIsOut(said, by)) expect(after.status).not.toBe('active');
        if (hasOptedOut(after)) expect(after.status).not.toBe('active');
      }),
      { numRuns: runs(5_000) },
    );
  });

  /** The rule in other words than the code's: the latest that counts, and of several at that time any opt-out. */
  function lastIsOut(said: readonly InboundEvent[], by: Settings['optsInBy']): boolean {
    const isOut = ({ type, texts: [text] }: InboundEvent) =>
      type === 'stop_contact' || (type === 'msg_received' && ['STOP', 'arrêt'].includes(text ?? ''));
    const isIn = ({ type, texts: [text] }: InboundEvent) => {
      if (by === 'start_words') return type === 'msg_received' && text === 'START';
      return type === 'new_conversation' || type === 'referral' || (type === 'msg_received' && text !== 'HELP');
    };
    const words = said.filter((one) => isOut(one) || isIn(one));
    const last = Math.max(...words.map(({ at }) => at));
    return words.some((one) => one.at === last && isOut(one));
  }
});
