import { fieldText, parseFieldValue } from '../contacts/fields.ts';
import { formatInstant, type Instant } from '../instant.ts';
import type { FieldType, Settings } from '../workspace.ts';
import type { Row } from './row.ts';
import type { ColumnTarget } from './target.ts';

interface ExampleEnv {
  readonly settings: Pick<Settings, 'dateStyle' | 'timezone'>;
  readonly now: Instant;
  /** The type of a field by its name. */
  readonly typeOf: (field: string) => FieldType;
}

/** What a row of one cell gives its contact, as the API shows it; empty for what the cell itself says as well. */
export function exampleOf(row: Row, { to, about }: ColumnTarget, { settings, now, typeOf }: ExampleEnv): string {
  switch (to) {
    case 'urn':
      return row.urns.join(', ');
    case 'name':
    case 'language':
      return row[to] ?? '';
    case 'created_on':
      return momentOf(row.createdOn);
    case 'last_seen_on':
      return momentOf(row.seenOn);
    case 'field': {
      const [text] = Object.values(row.fields);
      return text ? (fieldText(parseFieldValue(text, { ...settings, now }), typeOf(about)) ?? '') : '';
    }
    default:
      return '';
  }
}

const momentOf = (at: Instant | null | undefined): string => (at ? formatInstant(at) : '');
