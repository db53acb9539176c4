import type { Bundle } from './bundles.ts';
import type { ListTime } from './lists.ts';
import type { Memory } from './memory.ts';
import type { Measurement } from './query.ts';
import type { Throughput } from './throughput.ts';

const whole = (number: number): string => Math.round(number).toLocaleString('en');
const oneDigit = (number: number): string => number.toFixed(1);

/** A Markdown table, its first row the heads. */
const table = ([heads = [], ...rows]: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

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

export const listsTable = (measured: readonly ListTime[]): string => `## First page of 250 contacts over HTTP

Medians of 100. Aim: no more than 20 % above that of the fewest, whatever the number of contacts.

${table([
  ['contacts in the workspace', 'contacts.json, ms', 'folder=active, ms'],
  ...measured.map(({ contacts, all, folder }) => [whole(contacts), oneDigit(all), oneDigit(folder)]),
])}`;

export function bundlesTable([base, ...functions]: readonly Bundle[]): string {
  const measured = base ? [base, ...functions] : functions;
  const quick = functions.filter(({ ratio }) => ratio <= 1.3).length;
  return `## Bundles

Size, and time to load in a fresh process: medians of 15, each against a bundle that only creates a DynamoDB document client. Aims: under
450 KB, ${verdict(
    measured.every(({ kilobytes }) => kilobytes < 450),
    '006',
  )} At most 1.3 times, reached by
${quick} of ${functions.length} functions: ADR 006, which also counts instructions, that no load blurs. \`phones.cjs\`, 111 KB beside
those that read phone numbers, is read with the first number and no part of this.

${table([
  ['function', 'KB', 'load, ms', 'of the document client'],
  ...measured.map(({ name, kilobytes, milliseconds, ratio }) => [
    name,
    whole(kilobytes),
    oneDigit(milliseconds),
    ratio.toFixed(2),
  ]),
])}`;
}

export const queryTable = (measured: readonly Measurement[]): string => `## Query language

A second of processor time; a typical query has five conditions.

${table([
  ['', 'a second', 'aim', 'µs each'],
  ...measured.map(({ what, rate, aim }) => [what, whole(rate), aim === 0 ? '' : whole(aim), (1e6 / rate).toFixed(2)]),
])}`;
