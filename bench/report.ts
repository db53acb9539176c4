import type { Bundle } from './bundles.ts';
import { BUNDLES_BEFORE } from './bundles-before.ts';
import type { Memory } from './memory.ts';
import { oneDigit, table, whole } from './support/table.ts';
import type { Throughput } from './throughput.ts';

const verdict = (reached: boolean, adr: string): string => (reached ? '**Reached.**' : `**Not reached**: ADR ${adr}.`);

export function throughputTable({ contacts, bare, bareAll, completed, settled }: Throughput): string {
  const reference = (bare[0] + bare[1]) / 2;
  const share = (rate: number): string => `${whole((rate / reference) * 100)} %`;
  return `## A group through the archiving flow

${whole(contacts)} contacts in one static group, over HTTP, select, queue and worker into the tables. The reference is one bare Node client making
the same conditional updates on the same engine, in the same run. Aim: 70 %. ${verdict(completed >= 0.7 * reference, '011')} An archiving also deletes the contact's entry in the group and
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

type ImportHeap = readonly (readonly [rows: number, heap: number])[];

export const importHeapTable = (measured: ImportHeap): string => `## Memory of reading an import

\`npm run bench -- memory\`: most heap held, garbage collected, while a table is read for its preview, in a workspace where nobody is. What is noted of each address lies outside the
heap, 16 bytes in a table that is at most half full. The heap must not grow with the rows (10 %).

${table([['rows', 'heap, MB'], ...measured.map(([rows, heap]) => [whole(rows), oneDigit(heap)])])}`;

export function memoryTable(measured: readonly Memory[]): string {
  const row = (name: 'select' | 'work') => (memory: Memory) => [
    name,
    whole(memory.contacts),
    oneDigit(memory[name].heapMegabytes),
    whole(memory[name].residentMegabytes),
  ];
  return `## Memory of a job

Most heap held after a message, and most memory the process ever had. The heap must not grow with the job (10 %); what is resident
holds garbage that was not collected yet, since Node lets it grow while there is memory.

${table([['', 'contacts', 'heap, MB', 'resident, MB'], ...measured.map(row('select')), ...measured.map(row('work'))])}`;
}

export function bundlesTable(measured: readonly Bundle[]): string {
  const slow = measured.filter(({ ratio }) => Number(oneDigit(ratio)) > 1.6).map(({ name }) => name);
  return `## Bundles

Size, and time to load in a fresh process: the lower quartile of 24 loads, in turn with the others, against a bundle that only creates a
DynamoDB document client. Runs differ by 0.05, so ratios have one digit. Aims (ADR 006): under 450 KB. ${verdict(
    measured.every(({ kilobytes }) => kilobytes < 450),
    '006',
  )} At most 1.6 times: ${slow.length === 0 ? '**reached.**' : `**not reached** by ${slow.join(' and ')}.`}
What is beside a bundle and read at first use (libphonenumber, RE2) is no part of this. "Before" is commit 39fed1d, in which schemas, patterns
and modules were deferred by hand, measured in the same session.

${table([
  ['function', 'KB', 'load, ms', 'of the document client', 'KB before', 'of the document client before'],
  ...measured.map(({ name, kilobytes, milliseconds, ratio }) => {
    const before = BUNDLES_BEFORE[name];
    return [
      name,
      whole(kilobytes),
      oneDigit(milliseconds),
      oneDigit(ratio),
      before ? whole(before.kilobytes) : '',
      before ? oneDigit(before.ratio) : '',
    ];
  }),
])}`;
}
