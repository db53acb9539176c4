import type { QueryContact } from '../../../query/query.ts';

/** Each address on a line; a line break or backslash within one is escaped. */
export const textOfUrns = (urns: QueryContact['urns']): string =>
  urns.map(([scheme, path]) => `${scheme}:${escaped(path)}`).join('\n');

/** A path, or a part of one, as it is in the text. */
export const escaped = (path: string): string => path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** The addresses of a text of `textOfUrns`. */
export function urnsOfText(text: string): QueryContact['urns'] {
  const isPlain = !text.includes('\\');
  const urns: [scheme: string, path: string][] = [];
  for (let from = 0; from <= text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const colon = text.indexOf(':', from);
    const path = text.slice(colon + 1, end);
    urns.push([text.slice(from, colon), isPlain ? path : unescaped(path)]);
    from = end + 1;
  }
  return urns;
}

const unescaped = (path: string): string => path.replace(/\\(.)/g, (_, one) => (one === 'n' ? '\n' : one));
