import measured from './measured.json' with { type: 'json' };
import prices from './prices.json' with { type: 'json' };

export interface JobCost {
  readonly what: string;
  readonly writeUnits: number;
  /** For a million contacts, in dollars. */
  readonly database: number;
  readonly queuesAndFunctions: number;
}

const CONTACTS = 1_000_000;
/** A message is sent, received and deleted. */
const REQUESTS_A_MESSAGE = 3;
/** Memory at which Lambda gives one whole processor. */
const GB_A_PROCESSOR = 1.769;

/** What jobs over a million contacts cost. */
export const jobCosts = (): JobCost[] =>
  measured.jobs.map(({ what, writeUnits, readUnits }) => ({
    what,
    writeUnits,
    database: CONTACTS * (writeUnits * prices.writeUnit + readUnits * prices.readUnit),
    queuesAndFunctions: queuesAndFunctions(),
  }));

function queuesAndFunctions(): number {
  const messages = CONTACTS / measured.contactsInASlice;
  const seconds = (CONTACTS / 1_000) * measured.processorSecondsAThousandContacts;
  // A slice wakes the worker once, and the follower of the stream at most once for every 200 changes.
  const calls = messages + CONTACTS / 200;
  return (
    messages * REQUESTS_A_MESSAGE * prices.queueRequest +
    calls * prices.functionCall +
    seconds * GB_A_PROCESSOR * prices.functionGbSecond
  );
}
