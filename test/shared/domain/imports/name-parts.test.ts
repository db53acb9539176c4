/** A name of several columns is as it is spoken, whatever their order. */
import { expect, it } from 'vitest';
import { inNameOrder } from '../../../../shared/domain/imports/read-row.ts';

type Cells = Parameters<typeof inNameOrder>[0];

const CASES: readonly (readonly [string, Cells, string])[] = [
  [
    'Salesforce: the last name first',
    [
      ['LastName', 'Uwase'],
      ['FirstName', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'REDCap',
    [
      ['last_name', 'Uwase'],
      ['middle_name', 'Marie'],
      ['first_name', 'Ann'],
    ],
    'Ann Marie Uwase',
  ],
  [
    'a whole name beside its parts',
    [
      ['First Name', 'Ann'],
      ['Last Name', 'Uwase'],
      ['Full Name', 'Ann M. Uwase'],
    ],
    'Ann M. Uwase',
  ],
  [
    'a whole name that is spelled otherwise',
    [
      ['Name', 'Anne Uwase'],
      ['Given Name', 'Ann'],
      ['Family Name', 'Uwase'],
    ],
    'Anne Uwase',
  ],
  [
    'parts of somebody whose whole name is blank',
    [
      ['Name', ''],
      ['Last name', 'Uwase'],
      ['First name', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'Name is a first name beside a surname',
    [
      ['Surname', 'Uwase'],
      ['Name', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'Name is whole if it has the surname',
    [
      ['Surname', 'Uwase'],
      ['Name', 'Ann Uwase'],
    ],
    'Ann Uwase',
  ],
  [
    'French',
    [
      ['Nom', 'Uwase'],
      ['Prénom', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'Spanish',
    [
      ['Apellidos', 'Uwase'],
      ['Nombre', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'a prefix and a suffix',
    [
      ['Suffix', 'Jr'],
      ['Last Name', 'Uwase'],
      ['First Name', 'Ann'],
      ['Name Prefix', 'Dr'],
    ],
    'Dr Ann Uwase Jr',
  ],
  [
    'headings of one word',
    [
      ['lastname', 'Uwase'],
      ['middlename', 'Marie'],
      ['firstname', 'Ann'],
    ],
    'Ann Marie Uwase',
  ],
  [
    'Nom is a surname, and comes after a middle name',
    [
      ['Nom', 'Uwase'],
      ['Middle name', 'Marie'],
      ['Prénom', 'Ann'],
    ],
    'Ann Marie Uwase',
  ],
  [
    'a whole name that has another first name',
    [
      ['Name', 'Hanna Uwase'],
      ['Given Name', 'Johanna'],
      ['Family Name', 'Uwase'],
    ],
    'Hanna Uwase',
  ],
  [
    'a whole name, and a surname with spaces around it and in capitals',
    [
      ['Full Name', 'Ann Uwase'],
      ['Surname', ' UWASE '],
    ],
    'Ann Uwase',
  ],
  [
    'a whole name that has only spaces',
    [
      ['Name', '  '],
      ['Last name', 'Uwase'],
      ['First name', 'Ann'],
    ],
    'Ann Uwase',
  ],
  [
    'two columns that say no part',
    [
      ['Name', 'Ann'],
      ['Contact name', 'Uwase'],
    ],
    'Ann Uwase',
  ],
];

it.each(CASES)('%s', (_, cells, spoken) => {
  const named = inNameOrder([['Phone', '1'], ...cells, ['Town', 'Huye']], (column) => !/Phone|Town/.test(column));
  const others = named.filter(([column]) => /Phone|Town/.test(column));
  expect(others.map(([, text]) => text)).toEqual(['1', 'Huye']);
  const parts = named.filter((cell) => !others.includes(cell)).map(([, text]) => text);
  expect(parts.filter((part) => part.trim() !== '').join(' ')).toBe(spoken);
});
