import measured from './measured.ts';
import prices from './prices.ts';

/** A message is sent, received and deleted. */
const REQUESTS_A_MESSAGE = 3;
/** Memory at which Lambda gives one whole processor. */
const GB_A_PROCESSOR = 1.769;

/** What reads and writes of DynamoDB cost, in dollars. */
export const unitsPrice = ({ readUnits, writeUnits }: { readonly readUnits: number; readonly writeUnits: number }) =>
  writeUnits * prices.writeUnit + readUnits * prices.readUnit;

/** What queues and functions cost, in dollars, for a job over so many contacts. */
export function queuesAndFunctions(
  contacts: number,
  { processorSecondsAThousandContacts }: { readonly processorSecondsAThousandContacts: number } = measured,
): number {
  const messages = contacts / measured.contactsInASlice;
  const seconds = (contacts / 1_000) * processorSecondsAThousandContacts;
  // A slice wakes the worker once, and the follower of the stream at most once for every 200 changes.
  const calls = messages + contacts / 200;
  return (
    messages * REQUESTS_A_MESSAGE * prices.queueRequest +
    calls * prices.functionCall +
    seconds * GB_A_PROCESSOR * prices.functionGbSecond
  );
}

/** What an import costs beside its units, in dollars: as any job, and the files in which its rows lie. */
export function importWork(rows: number): number {
  const { imports } = measured;
  const files = imports.filesWrittenASlice * prices.fileWritten + imports.filesReadASlice * prices.fileRead;
  return queuesAndFunctions(rows, imports) + (rows / measured.contactsInASlice) * files;
}
