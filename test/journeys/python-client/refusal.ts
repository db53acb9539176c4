import { TembaError } from './temba-client.ts';

/** Returns the error that a call of the client raises; throws when it raises none. */
export const refusal = async (call: Promise<unknown>): Promise<TembaError> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TembaError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
};
