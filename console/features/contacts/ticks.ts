/** Who is ticked in a list: some, or all that the list has, also on pages that were never shown, but some. */
export type Ticks =
  | { readonly mode: 'some'; readonly uuids: ReadonlySet<string> }
  | { readonly mode: 'all'; readonly except: ReadonlySet<string> };

export const NOBODY: Ticks = { mode: 'some', uuids: new Set() };
export const EVERYBODY: Ticks = { mode: 'all', except: new Set() };

export const isTicked = (ticks: Ticks, uuid: string): boolean =>
  ticks.mode === 'some' ? ticks.uuids.has(uuid) : !ticks.except.has(uuid);

/**
 * The ticks after a page's were changed; other pages keep theirs.
 * @param page - everybody on the page
 * @param ticked - those of the page that are ticked now
 */
export function withPage(ticks: Ticks, page: readonly string[], ticked: readonly string[]): Ticks {
  const now = new Set(ticked);
  if (ticks.mode === 'some') {
    const uuids = new Set(ticks.uuids);
    for (const uuid of page) {
      if (now.has(uuid)) uuids.add(uuid);
      else uuids.delete(uuid);
    }
    return { mode: 'some', uuids };
  }
  const except = new Set(ticks.except);
  for (const uuid of page) {
    if (now.has(uuid)) except.delete(uuid);
    else except.add(uuid);
  }
  return { mode: 'all', except };
}

/**
 * The ticks once a page was read anew: who is not on it any more was archived, stopped or moved by somebody else, is not seen, and is acted
 * on by nobody who does not see them.
 * @param before - everybody who was on the page
 */
export function withoutRemoved(ticks: Ticks, before: readonly string[], page: readonly string[]): Ticks {
  if (ticks.mode === 'all') return ticks;
  const here = new Set(page);
  const gone = before.filter((uuid) => ticks.uuids.has(uuid) && !here.has(uuid));
  return gone.length === 0
    ? ticks
    : { mode: 'some', uuids: new Set([...ticks.uuids].filter((one) => !gone.includes(one))) };
}

/** How many are ticked; null when it is all of a list whose length is not known. */
export function countOf(ticks: Ticks, total: number | null): number | null {
  if (ticks.mode === 'some') return ticks.uuids.size;
  return total === null ? null : Math.max(0, total - ticks.except.size);
}
