import { plainText } from '../../../query/query.ts';
import { tooLong } from '../../cells/cell.ts';
import { truncate } from '../../text/truncate.ts';
import { splitWords } from '../../text/words.ts';
import type { Contact } from '../contact.ts';
import { type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { writtenText } from './exported.ts';
import { valueEvents } from './history-events.ts';
import { importedValue, titlesIn, value } from './imported.ts';
import { shownText } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessNull } from './stored.ts';
import { undoWhole } from './undo.ts';

/** Code points; the limit of TextIt's engine and database (1.4). The API's own limit is 64. */
const NAME_LIMIT = 128;

interface SetName {
  readonly type: 'name';
  readonly name: string | null;
}

/**
 * Null or empty clears; a longer name is cut, without an ellipsis (TextIt 1.4). The cut name is compared: TextIt
 * compares the uncut one, and so reports a change whenever a long name is set again.
 */
function setName(contact: Contact, modifier: SetName): ModifierOutcome {
  const name = truncate(modifier.name ?? '', NAME_LIMIT) || null;
  return outcome(name === contact.name ? contact : { ...contact, name });
}

/** Several columns are joined: first and last name. */
const imported = importedValue('name', (name: string | null): SetName => ({ type: 'name', name }), {
  target: 'name',
  cells: value,
  names: titlesIn(
    'name contactname fullname firstname lastname surname givenname familyname nom nombre prenom nomcomplet',
    'nombrecompleto nomecompleto apellido apellidos sobrenome jina amazina izina',
  ),
  read: (row, { text, clears }) => {
    row.name = clears ? null : row.name ? `${row.name} ${text}` : text;
    return tooLong(row.name ?? '', NAME_LIMIT);
  },
});

/** The whole name as one text (TextIt 1.4). */
export const name = {
  label: 'Name',
  blank: () => null,
  stored: unlessNull('name'),
  bytes: 'counted',
  modifiers: { name: setName },
  events: valueEvents(
    'name',
    'contact_name_changed',
    (name) => ({ name: name ?? '' }),
    (said) => said.name || null,
  ),
  undo: undoWhole('name'),
  query: {
    names: ['name', 'plain_name'],
    values: { name: (contact) => contact.name },
    added: { plain_name: { type: 'text', value: ({ name }) => name && plainText(name) } },
  },
  template: {
    name: (contact) => contact.name,
    first_name: (contact) => splitWords(contact.name ?? '')[0] ?? null,
  },
  api: { name: shownText((contact) => contact.name) },
  export: { name: writtenText((contact) => contact.name) },
  import: imported,
  bus: { name: published((contact) => contact.name) },
  sort: { name: (contact) => contact.name },
  input: { name: { limits: { max: 64 }, problem: null, modifier: (name): SetName => ({ type: 'name', name }) } },
} as const satisfies Property<'name'>;
