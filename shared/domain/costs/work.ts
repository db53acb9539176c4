import measured from './measured.ts';
import prices from './prices.ts';

/** A message is sent, received and deleted. */
const REQUESTS_A_MESSAGE = 3;
/** Memory with which Lambda gives one whole processor. */
const GB_A_PROCESSOR = 1.769;

/** The price of DynamoDB's reads and writes, in dollars. */
export const unitsPrice = ({ readUnits, writeUnits }: { readonly readUnits: number; readonly writeUnits: number }) =>
  writeUnits * prices.writeUnit + readUnits * prices.readUnit;

/** The price of queues and functions for a job over so many contacts, in dollars. */
export function queuesAndFunctions(
  contacts: number,
  { processorSecondsAThousandContacts }: { readonly processorSecondsAThousandContacts: number } = measured,
): number {
  const messages = contacts / measured.contactsInASlice;
  const seconds = (contacts / 1_000) * processorSecondsAThousandContacts;
  // A slice calls the worker once, and the stream's consumer at most once for 200 changes.
  const calls = messages + contacts / 200;
  return (
    messages * REQUESTS_A_MESSAGE * prices.queueRequest +
    calls * prices.functionCall +
    seconds * GB_A_PROCESSOR * prices.functionGbSecond
  );
}

/** What an import costs besides its units, in dollars: like any job, plus the files of its rows. */
export function importWorkPrice(rows: number): number {
  const { imports } = measured;
  const files = imports.filesWrittenASlice * prices.fileWritten + imports.filesReadASlice * prices.fileRead;
  return queuesAndFunctions(rows, imports) + (rows / measured.contactsInASlice) * files;
}
