/** What a variable of the environment names, as `name=value,…`; empty without it. */
export const namesInVariable = (text: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    (text ?? '').split(',').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
    }),
  );
