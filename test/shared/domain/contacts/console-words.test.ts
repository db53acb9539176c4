/** English words of the console, which other languages must match; the compiler finds missing ones. */
import { expect, it } from 'vitest';
import { describeEvent } from '../../../../console/common/contacts/describe-event.ts';
import { CONTACT_DESCRIPTION } from '../../../../scripts/openapi/contact-description.ts';
import type { RunErrorEvent } from '../../../../shared/domain/contacts/error-event.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { RunEvent } from '../../../../shared/domain/flows/flow.ts';
import { textsIn } from '../../../support/languages.ts';

const { history } = textsIn('en');

type Code = NonNullable<RunErrorEvent['code']>;

/** What an event of each type holds besides, where that decides what is said. */
const HELD: Readonly<Record<string, object>> = {
  contact_status_changed: { status: 'stopped' },
  contact_name_changed: { name: 'Ann' },
  contact_language_changed: { language: 'kin' },
  contact_field_changed: { field: { name: 'Age' }, value: { text: '30' } },
  contact_groups_changed: { groups_added: [{ name: 'Mothers' }], groups_removed: [] },
  contact_urns_changed: { urns: [] },
  contact_created_on_changed: {},
  contact_last_seen_changed: {},
  contact_dormancy_changed: { dormant_since: null },
  contact_policy_stage: { taken: { stage: 'archive' } },
  contact_hold_changed: { hold: null },
  run_result_changed: {},
  error: { code: 'urn:taken' },
  failure: {},
} satisfies Readonly<
  Record<string, object> & Record<RunErrorEvent['type'] | Exclude<RunEvent['type'], ContactEvent['type']>, object>
>;

const TYPES = new Set([...Object.keys(HELD), ...Object.keys(CONTACT_DESCRIPTION.events)]);

it.each([...TYPES])('The console has a sentence for the event %s', (type) => {
  const said = describeEvent({ type, ...HELD[type] }, { history }, CONTACT_DESCRIPTION.events);
  expect(said).not.toBe('');
  expect(said).not.toBe(type.replaceAll('_', ' '));
});

it('The console has a sentence for a value that its texts do not know, by what the API calls it', () => {
  const others = { ...history, other: {} };
  expect(
    describeEvent(
      { type: 'contact_created_on_changed', created_on: 'today' },
      { history: others as never },
      CONTACT_DESCRIPTION.events,
    ),
  ).toBe('Created On set to today.');
});

it('The console has words for every error of history', () => {
  history.errors satisfies Readonly<Record<Code, string>>;
});
