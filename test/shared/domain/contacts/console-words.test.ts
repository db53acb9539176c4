/** English words of the console; other languages have to fit the English ones. That none is missing, the compiler says. */
import { expect, it } from 'vitest';
import { describeEvent } from '../../../../console/common/contacts/describe-event.ts';
import { history } from '../../../../console/common/texts/en/history.ts';
import type { RunErrorEvent } from '../../../../shared/domain/contacts/error-event.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { RunEvent } from '../../../../shared/domain/flows/flow.ts';

type Type = ContactEvent['type'] | RunErrorEvent['type'] | RunEvent['type'];
type Code = NonNullable<RunErrorEvent['code']>;

/** What an event of each type holds besides, where that decides what is said. */
const HELD: Readonly<Record<Type, object>> = {
  contact_status_changed: { status: 'stopped' },
  contact_name_changed: { name: 'Ann' },
  contact_language_changed: { language: 'kin' },
  contact_field_changed: { field: { name: 'Age' }, value: { text: '30' } },
  contact_groups_changed: { groups_added: [{ name: 'Mothers' }], groups_removed: [] },
  contact_urns_changed: { urns: [] },
  contact_created_on_changed: {},
  contact_last_seen_changed: {},
  contact_dormancy_changed: { dormant_since: null },
  run_result_changed: {},
  error: { code: 'urn:taken' },
  failure: {},
};

it.each(Object.entries(HELD))('The console has a sentence for the event %s', (type, held) => {
  const said = describeEvent({ type, ...held }, { history });
  expect(said).not.toBe('');
  expect(said).not.toBe(type.replaceAll('_', ' '));
});

it('The console has words for every error of history', () => {
  history.errors satisfies Readonly<Record<Code, string>>;
});
