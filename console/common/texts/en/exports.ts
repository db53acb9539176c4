import { many } from './plural.ts';

export const exports = {
  formats: {
    xlsx: 'XLSX, for spreadsheets',
    csv: 'CSV',
    jsonl: 'JSONL, for programs',
    parquet: 'Parquet, for databases and data analysis',
  },
  columnsHint: 'In the order in which they are chosen. None chosen: all that an import takes back.',
  allColumns: 'All that an import takes back',
  use: 'Use these',
  columnNames: {
    uuid: 'Contact id',
    ref: 'Reference, without an address',
    name: 'Name',
    language: 'Language',
    status: 'Status',
    blocked: 'Blocked',
    opted_out_on: 'Opted out on',
    created_on: 'Created on',
    modified_on: 'Changed on',
    last_seen_on: 'Last seen on',
    dormant_since: 'Dormant since',
    urns: 'All addresses',
    groups: 'All groups',
    fields: 'All fields',
  },
  writtenOne: 'Written',
  written: 'Written',
  file: 'File',
  rows: (count: number, shown: string) => `${shown} ${many(count, 'row', 'rows')}`,
  kilobytes: (shown: string) => `${shown} kB`,
  deleted: (count: number, shown: string) =>
    `${shown} ${many(count, 'was deleted meanwhile and is', 'were deleted meanwhile and are')} not in it.`,
  again: 'Export again',
  keptUntil: (time: string) => `It is kept until ${time}.`,
};
