import type { Bundle } from './bundles.ts';
import type { ListTime } from './lists.ts';
import type { Memory } from './memory.ts';
import type { Throughput } from './throughput.ts';

const whole = (number: number): string => Math.round(number).toLocaleString('en');
const oneDigit = (number: number): string => number.toFixed(1);

/** A Markdown table, its first row the heads. */
const table = ([heads = [], ...rows]: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export function throughputTable({ contacts, bare, bareAll, completed, settled }: Throughput): string {
  const reference = (bare[0] + bare[1]) / 2;
  const share = (rate: number): string => `${whole((rate / reference) * 100)} %`;
  return `## A group through the archiving flow

${whole(contacts)} contacts in one static group, over HTTP, select, queue and worker into the tables. The reference is one bare Node client making
the same conditional updates on the same engine, in the same run. Aim: 70 %. An archiving also deletes the contact's entry in the group and
puts its history: the third row is the bare client with these too.

${table([
  ['', 'contacts a second', 'of the reference'],
  ['bare client, before', whole(bare[0]), ''],
  ['bare client, after', whole(bare[1]), ''],
  ['bare client, all three writes', whole(bareAll), share(bareAll)],
  ['until the start is completed', whole(completed), share(completed)],
  ['until counts and history have followed', whole(settled), share(settled)],
])}`;
}

export function memoryTable(measured: readonly Memory[]): string {
  const row = (name: 'select' | 'work') => (memory: Memory) => [
    name,
    whole(memory.contacts),
    oneDigit(memory[name].heapMegabytes),
    whole(memory[name].residentMegabytes),
  ];
  return `## Memory of a job

Most heap held after a message, and most memory the process ever had. It must not grow with the job.

${table([['', 'contacts', 'heap, MB', 'resident, MB'], ...measured.map(row('select')), ...measured.map(row('work'))])}`;
}

export const listsTable = (measured: readonly ListTime[]): string => `## First page of 250 contacts over HTTP

Medians. Aim: the same within 20 %, whatever the number of contacts.

${table([
  ['contacts in the workspace', 'contacts.json, ms', 'folder=active, ms'],
  ...measured.map(({ contacts, all, folder }) => [whole(contacts), oneDigit(all), oneDigit(folder)]),
])}`;

export const bundlesTable = (measured: readonly Bundle[]): string => `## Bundles

Size, and time to load in a fresh process: medians of 15, each against a bundle that only creates a DynamoDB document client. Aims: under
450 KB, at most 1.3 times.

${table([
  ['function', 'KB', 'load, ms', 'of the document client'],
  ...measured.map(({ name, kilobytes, milliseconds, ratio }) => [
    name,
    whole(kilobytes),
    oneDigit(milliseconds),
    ratio.toFixed(2),
  ]),
])}`;
