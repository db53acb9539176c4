/** What work on tables sends to them, and what that costs. */
import { type Consumed, consumedSince, type Data } from '../../../shared/data/dynamo/index.ts';

/** The same tables, whose calls go through `send`. */
export const through = (
  data: Data,
  send: (command: object, pass: () => Promise<unknown>) => Promise<unknown>,
): Data => ({
  ...data,
  documents: { send: (command: object) => send(command, () => data.documents.send(command as never)) } as never,
});

/** The same tables, and the names of the calls that are made on them. */
export function noting(data: Data): { readonly noted: Data; readonly calls: string[] } {
  const calls: string[] = [];
  const noted = through(data, (command, pass) => {
    calls.push(command.constructor.name);
    return pass();
  });
  return { noted, calls };
}

export async function costOf({ meter }: Data, work: () => Promise<unknown>): Promise<Consumed> {
  const start = meter.read();
  await work();
  return consumedSince(meter, start);
}
