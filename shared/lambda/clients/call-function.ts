import { CONNECT_MS, patience } from '../../data/dynamo/index.ts';

let client: import('@aws-sdk/client-lambda').LambdaClient | undefined;

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
