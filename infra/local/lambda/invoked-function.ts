const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function that a call to Lambda names, by its name or ARN; null for any other call. */
export function invokedFunction(method: string, path: string): string | null {
  const [, name] = (method === 'POST' && PATH.exec(path)) || [];
  return name === undefined ? null : (decodeURIComponent(name).split(':').at(-1) ?? null);
}
