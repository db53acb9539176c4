import { type QueryError, tokenize } from '../../../shared/query/query.ts';

/** A part of a query with its colour, and whether the mistake is in it. */
interface Piece {
  readonly text: string;
  readonly kind: 'word' | 'operator' | 'value' | 'property' | 'space';
  readonly wrong: boolean;
}

const KINDS: Readonly<Record<string, Piece['kind']>> = {
  AND: 'word',
  OR: 'word',
  COMPARATOR: 'operator',
  STRING: 'value',
  TEXT: 'value',
};

/** Cuts a query into pieces, also one that cannot be read. */
export function piecesOf(text: string, error: Pick<QueryError, 'start' | 'end'> | null): Piece[] {
  const pieces: Piece[] = [];
  const tokens = tokenize(text, 0, text.length).filter(({ kind }) => kind !== 'EOF');
  let at = 0;
  const push = (end: number, kind: Piece['kind']) => {
    for (const [from, to] of cut(at, end, error)) {
      const wrong = error !== null && from < error.end && to > error.start;
      pieces.push({ text: text.slice(from, to), kind, wrong });
    }
    at = Math.max(at, end);
  };
  for (const [index, { kind, start, end }] of tokens.entries()) {
    push(start, 'space');
    const before = tokens[index + 1]?.kind === 'COMPARATOR';
    push(end, kind === 'PROPERTY' ? (before ? 'property' : 'value') : (KINDS[kind] ?? 'space'));
  }
  push(text.length, 'space');
  return pieces;
}

/** The ranges into which a mistake cuts a range. */
function cut(from: number, to: number, error: Pick<QueryError, 'start' | 'end'> | null): [number, number][] {
  const inner = error === null ? [] : [error.start, error.end].filter((place) => place > from && place < to);
  const places = [from, ...inner, to];
  return places.slice(1).flatMap((end, index): [number, number][] => {
    const start = places[index] ?? from;
    return start < end ? [[start, end]] : [];
  });
}
