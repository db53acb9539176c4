import { CONNECT_MS, patience } from '../../data/dynamo/index.ts';
import type { SearchParts } from '../../messages/search-parts.ts';
import type { Config } from '../invocation/config.ts';

let client: import('@aws-sdk/client-lambda').LambdaClient | undefined;

/** A part takes some two seconds; whoever searches has fifteen. */
const WAITS_FOR_MS = 7_000;

/** The function that reads parts of snapshots; null where the deployment leaves no room for it. */
export const openSearchParts = ({ searchParts }: Config): SearchParts | null =>
  searchParts === undefined
    ? null
    : { ...searchParts, read: (part) => callFunction(searchParts.name, part, WAITS_FOR_MS) };

/**
 * Calls a function and gives its result. It is called once: whoever asks knows what to do instead. Throws without the
 * function's own words, which may hold what it was asked.
 */
export async function callFunction(FunctionName: string, event: object, milliseconds: number): Promise<unknown> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  client ??= new LambdaClient({ requestHandler: { connectionTimeout: CONNECT_MS }, maxAttempts: 1 });
  const asked = new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await client.send(asked, {
    abortSignal: AbortSignal.timeout(patience().silence(milliseconds)),
  });
  if (FunctionError) throw new Error(`${FunctionName}: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}
