/** Google Contacts as CSV, in the form since 2024 (`First Name`, `Labels`) and before (`Given Name`). */
import { groupCell } from '../../../../shared/domain/cells/json.ts';
import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import type { Found } from './table.ts';

export const isGoogle = (first: string): boolean => {
  const [header = ''] = first.trimStart().split(/[\r\n]/, 1);
  return (
    /(?:Phone|E-mail) 1 - (?:Value|Label|Type)/.test(header) &&
    /(?:Labels|Group Membership|Given Name|First Name)/.test(header)
  );
};

export async function* googleRecords(records: AsyncIterable<Found>): AsyncGenerator<Found> {
  for await (const record of records) yield isWrong(record) ? record : { ...record, cells: cellsIn(record) };
}

const NAMES = [
  ['Name Prefix'],
  ['First Name', 'Given Name'],
  ['Middle Name', 'Additional Name'],
  ['Last Name', 'Family Name'],
  ['Name Suffix'],
];
const FIELDS: Readonly<Record<string, string>> = {
  'Organization Name': 'Organization',
  'Organization 1 - Name': 'Organization',
  'Organization Title': 'Job title',
  'Organization 1 - Title': 'Job title',
  'Address 1 - Formatted': 'Postal address',
};
/** Columns of Google that say nothing of a person, or say it elsewhere. */
const LEFT_OUT =
  /^(?:Name|(?:First|Given|Middle|Additional|Last|Family) Name|Name (?:Prefix|Suffix)|(?:Phonetic|Yomi) .*|File As|Photo|Initials|Short Name|Maiden Name|(?:Organization|Address|Website|Relation|Event|IM|Custom Field|External ID|Jot|Calendar Link) ?\d* - .*|Organization (?:Department|Yomi Name)|Labels|Group Membership|(?:Phone|E-mail) \d+ - .*)$/;

function cellsIn({ cells }: FileRecord): [string, string][] {
  const of = new Map(cells.map(([column, text]) => [column, text.trim()]));
  const parts = NAMES.map((columns) => columns.map((column) => of.get(column) ?? '').find((part) => part !== '') ?? '');
  const name =
    of.get('Name') || parts.filter((part) => part !== '').join(' ') || of.get('File As') || of.get('Organization Name');
  const several = (kind: 'Phone' | 'E-mail', as: string) =>
    [...of]
      .filter(([column]) => column.startsWith(`${kind} `) && column.endsWith(' - Value'))
      .filter(([column]) => !/fax|pager/i.test(labelOf(column, of)))
      .flatMap(([, text]) => splitUp(text).map((one): [string, string] => [as, one]));
  return [
    ...(name ? [['Name', name] as [string, string]] : []),
    ...several('Phone', 'Phone'),
    ...several('E-mail', 'Email'),
    ...groupsIn(splitUp(of.get('Labels') ?? of.get('Group Membership') ?? '')),
    ...[...of].flatMap(([column, text]): [string, string][] => {
      const name = fieldOf(column, of);
      return name === null || text === '' ? [] : [[name, splitUp(text).join(', ')]];
    }),
  ];
}

/** What a column is called here; a person's own field by its label. Null: left out. */
function fieldOf(column: string, of: ReadonlyMap<string, string>): string | null {
  const own = FIELDS[column] ?? (/^Custom Field \d+ - Value$/.test(column) ? labelOf(column, of) : '');
  return own || (LEFT_OUT.test(column) || / Yomi(?: |$)/.test(column) ? null : column);
}

/** The label beside a value; in the older form a type. */
const labelOf = (column: string, of: ReadonlyMap<string, string>): string =>
  of.get(column.replace(/Value$/, 'Label')) ?? of.get(column.replace(/Value$/, 'Type')) ?? '';

/** Several values of one kind stand in one cell. */
const splitUp = (text: string): readonly string[] =>
  text
    .split(':::')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Google's own labels say nothing: everybody is in `myContacts`. */
const OWN_LABEL = /^(?:\* ?.*|mycontacts|starred)$/i;

const groupsIn = (names: readonly string[]): [string, string][] =>
  names.filter((name) => name !== '' && !OWN_LABEL.test(name)).map((name) => ['Groups', groupCell(name)]);
