/** Rows of a typical programme: two addresses, five fields, two groups. */
export interface Person {
  readonly name: string;
  readonly urns: readonly [string, string];
  readonly fields: readonly string[];
}

export const FIELDS = ['Town', 'District', 'Children', 'Clinic', 'Work'] as const;
export const GROUPS = ['Mothers', 'Reminders'] as const;

/** So many people, numbered from `from`, so that none exists yet. */
export const peopleFrom = (from: number, count: number): Person[] =>
  Array.from({ length: count }, (_, index) => personAt(from + index));

function personAt(n: number): Person {
  const number = String(n).padStart(7, '0');
  return {
    name: `Person ${n}`,
    urns: [`tel:+25078${number}`, `mailto:person${n}@example.org`],
    fields: [`Town ${n % 100}`, `District ${n % 30}`, `${n % 7}`, `Clinic ${n % 50}`, `Work ${n % 9}`],
  };
}

/** The same as a table. */
export function csvOf(people: readonly Person[]): string {
  const head = [
    'Name',
    'Phone',
    'Email',
    ...FIELDS.map((field) => `Field:${field}`),
    ...GROUPS.map((group) => `Group:${group}`),
  ];
  const lines = people.map(({ name, urns: [phone, email], fields }) =>
    [name, phone.slice('tel:'.length), email.slice('mailto:'.length), ...fields, ...GROUPS.map(() => 'yes')].join(','),
  );
  return [head.join(','), ...lines].join('\n');
}
