import type { Bundle } from './bundles.ts';
import type { Memory } from './memory.ts';
import type { ExportMemory } from './support/export-process.ts';
import type { ImportMemory } from './support/import-process.ts';
import { oneDigit, table, whole } from './support/table.ts';

export const importMemoryTable = (measured: readonly ImportMemory[]): string => `## Memory of reading an import

\`npm run bench -- memory --large 1000000\`: most memory held, garbage collected, while a table is read for its preview, in a workspace where nobody is. Large tables are read in
ranges of 50,000 rows (ADR 095). What is noted of each address of a range lies outside the heap. The heap must not grow with the rows (10 %).

${table([
  ['rows', 'read', 'heap, MB', 'buffers, MB'],
  ...measured.map(({ rows, how, heap, buffers }) => [whole(rows), how, oneDigit(heap), oneDigit(buffers)]),
])}`;

export const exportsTable = (measured: readonly ExportMemory[]): string => `## Memory of writing an export

\`npm run bench -- exports --large 1000000\`: most heap held, garbage collected, and most memory the process ever had, while the file is written in parts of
50,000 contacts and joined, on disk, without tables and S3. A function does one part at a time. Neither may grow with the rows, once there is a whole part.

${table([
  ['format', 'rows', 'heap, MB', 'resident, MB', 'seconds', 'file, MB'],
  ...measured.map(({ format, rows, ...of }) => [
    ...[format, whole(rows), oneDigit(of.heapMegabytes), whole(of.residentMegabytes)],
    ...[oneDigit(of.seconds), oneDigit(of.fileMegabytes)],
  ]),
])}`;

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
DynamoDB document client. Runs differ by 0.05, so ratios have one digit. Aims (ADR 006): under 450 KB. ${measured.every(({ kilobytes }) => kilobytes < 450) ? '**Reached.**' : '**Not reached.**'} At most 1.6 times: ${slow.length === 0 ? '**reached.**' : `**not reached** by ${slow.join(' and ')}.`}
What is beside a bundle and read at first use (libphonenumber, RE2) is no part of this.

${table([
  ['function', 'KB', 'load, ms', 'of the document client'],
  ...measured.map(({ name, kilobytes, milliseconds, ratio }) => [
    name,
    whole(kilobytes),
    oneDigit(milliseconds),
    oneDigit(ratio),
  ]),
])}`;
}
