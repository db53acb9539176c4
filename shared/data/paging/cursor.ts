/**
 * Cursors: where a page of a list begins or ends, and which pages are beside it. Text to clients, who send it back as it is:
 * `n` and a key for the page that begins behind the key, `p` and a key for the page that ends before it. Without a key the
 * list's first page, or its last.
 */

/** Thrown for a cursor that no list of ours has returned. */
export class CursorError extends Error {
  readonly code = 'invalid_cursor';

  constructor(cursor: string) {
    super(`Not a cursor: ${cursor}`);
  }
}

export interface PagePlace {
  /** The list is read from its end towards its beginning, to be shown as the list goes. */
  readonly back: boolean;
  readonly key: string | null;
}

/** Cursors of the pages beside one. */
export interface Neighbours {
  /** Where the next page begins; null when there is none. */
  readonly cursor: string | null;
  /** Where the page before ends; null on the first. */
  readonly previous: string | null;
}

/** @param shape - what the list's keys look like */
export function placeOf(cursor: string | null | undefined, shape: RegExp): PagePlace {
  if (!cursor) return { back: false, key: null };
  const [way, key] = [cursor.slice(0, 1), cursor.slice(1)];
  if ((way !== 'n' && way !== 'p') || (key !== '' && !shape.test(key))) throw new CursorError(cursor);
  return { back: way === 'p', key: key || null };
}

export const cursorTo = ({ back, key }: PagePlace): string => `${back ? 'p' : 'n'}${key ?? ''}`;

/**
 * The cursors of the pages beside one. `read`: its keys as they were read, which for a page read backwards is last to first; `more`:
 * there are others where reading stopped. A client that has a cursor came from a page, so there is always a way back; when all
 * that was on that page is gone, it is the list's end.
 */
export function neighboursOf({ back, key }: PagePlace, read: readonly string[], more: boolean): Neighbours {
  const onwards = more ? cursorTo({ back, key: read.at(-1) ?? key }) : null;
  const backwards = key === null ? null : cursorTo({ back: !back, key: read[0] ?? null });
  return back ? { cursor: backwards, previous: onwards } : { cursor: onwards, previous: backwards };
}

/** Keys, or what has them, in the order of the list when they were read in that of a place. */
export const asListed = <Item>({ back }: PagePlace, read: readonly Item[]): Item[] =>
  back ? read.toReversed() : [...read];

/** The page at a place of a list that is held whole: which of its items, and the cursors beside them. `keys` are in the list's order. */
export function pageWindowOf(
  keys: readonly string[],
  place: PagePlace,
  { limit, descending }: { readonly limit: number; readonly descending: boolean },
): Neighbours & { readonly start: number; readonly end: number } {
  const precedes = (a: string, b: string) => (descending ? a > b : a < b);
  const { back, key } = place;
  const before = key === null ? 0 : keys.filter((one) => precedes(one, key)).length;
  const upTo = key !== null && keys[before] === key ? before + 1 : before;
  const end = back ? (key === null ? keys.length : before) : Math.min(upTo + limit, keys.length);
  const start = back ? Math.max(0, end - limit) : upTo;
  const read = asListed(place, keys.slice(start, end));
  return { start, end, ...neighboursOf(place, read, back ? start > 0 : end < keys.length) };
}

/** Reads on while a page has nothing to be shown, so that only the end of a list is an empty page (TextIt 7.2). */
export async function untilShown<Page extends Neighbours>(
  cursor: string | null | undefined,
  isEmpty: (page: Page) => boolean,
  read: (cursor: string | null | undefined) => Promise<Page>,
): Promise<Page> {
  for (let at = cursor; ; ) {
    const page = await read(at);
    const onwards = at?.startsWith('p') ? page.previous : page.cursor;
    if (!isEmpty(page) || onwards === null) return page;
    at = onwards;
  }
}
