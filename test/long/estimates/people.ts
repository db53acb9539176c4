import type { SentFile } from '../../support/imports/import-files.ts';

/** Who is in a file. */
export interface People {
  readonly count?: number;
  readonly name?: string;
  readonly groups?: number;
  readonly fields?: number;
  /** Letters of each field. */
  readonly text?: number;
  /** Addresses besides the number. */
  readonly urns?: number;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

const personAt = (n: number, { name = 'Person', groups = 0, fields = 0, text = 10, urns = 0 }: People) => ({
  name: `${name} ${n}`,
  urns: [`tel:+250788${String(n).padStart(6, '0')}`, ...numbers(urns).map((k) => `mailto:p${n}.${k}@example.org`)],
  groups: numbers(groups).map((k) => ({ name: `Group ${k}` })),
  fields: Object.fromEntries(numbers(fields).map((k) => [`field_${k}`, `${k} of ${n} `.padEnd(text, 'x')])),
});

const REFUSED = JSON.stringify({ name: 'Nobody', urns: ['tel:12'] });

/** A file of people, and of rows that are refused. */
export const fileOf = (people: People, refused = 0): SentFile => ({
  name: 'people.jsonl',
  content: [
    ...numbers(people.count ?? 60).map((n) => JSON.stringify(personAt(n, people))),
    ...numbers(refused).map(() => REFUSED),
  ].join('\n'),
});
