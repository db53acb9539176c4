import measured from './measured.ts';
import prices from './prices.ts';

/** A message is sent, received and deleted. */
export const REQUESTS_A_MESSAGE = 3;
/** Memory with which Lambda gives one whole processor. */
export const GB_A_PROCESSOR = 1.769;
/** Changes that the stream brings to its function at most at a time. */
const CHANGES_A_CALL = 200;

/** The price of DynamoDB's reads and writes, in dollars. */
export const unitsPrice = ({ readUnits, writeUnits }: { readonly readUnits: number; readonly writeUnits: number }) =>
  writeUnits * prices.writeUnit + readUnits * prices.readUnit;

/** What a job does besides reading and writing the tables. */
export interface JobWork {
  readonly contacts: number;
  readonly slices: number;
  /** Of the job and of what follows from it. */
  readonly writeUnits: number;
  /** What it reads or writes besides the tables. */
  readonly on: 'tables' | 'import' | 'export';
}

/** The price of queues, functions and files for a job, in dollars. */
export function workPrice({ contacts, slices, writeUnits, on }: JobWork): number {
  const { processor } = measured;
  // Selecting takes a message for some twenty slices, and each slice one.
  const messages = 1 + Math.ceil(slices / measured.slicesASelection) + slices;
  const calls = messages + Math.ceil(contacts / CHANGES_A_CALL);
  const seconds = contacts * processor.contact + writeUnits * processor.writeUnit;
  return (
    messages * REQUESTS_A_MESSAGE * prices.queueRequest +
    calls * prices.functionCall +
    seconds * GB_A_PROCESSOR * prices.functionGbSecond +
    filesPrice(slices, on)
  );
}

/** The price of files: some for each slice, and some once. */
function filesPrice(slices: number, on: JobWork['on']): number {
  if (on === 'tables') return 0;
  const { written, read } = measured.files[on];
  return (slices * written + 1) * prices.fileWritten + slices * read * prices.fileRead;
}
