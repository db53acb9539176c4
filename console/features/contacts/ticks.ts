/** The ticked contacts of a list: some, or all except some, which includes pages that were never shown. */
export type Ticks =
  | { readonly mode: 'some'; readonly uuids: ReadonlySet<string> }
  | { readonly mode: 'all'; readonly except: ReadonlySet<string> };

export const NOBODY: Ticks = { mode: 'some', uuids: new Set() };
export const EVERYBODY: Ticks = { mode: 'all', except: new Set() };

export const isTicked = (ticks: Ticks, uuid: string): boolean =>
  ticks.mode === 'some' ? ticks.uuids.has(uuid) : !ticks.except.has(uuid);

/** The ticks after a change on one page, with all its contacts and those that are ticked now. */
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

/** The ticks after a page was read again: contacts that the user no longer sees lose theirs. */
export function withoutRemoved(ticks: Ticks, before: readonly string[], page: readonly string[]): Ticks {
  if (ticks.mode === 'all') return ticks;
  const here = new Set(page);
  const gone = before.filter((uuid) => ticks.uuids.has(uuid) && !here.has(uuid));
  return gone.length === 0
    ? ticks
    : { mode: 'some', uuids: new Set([...ticks.uuids].filter((one) => !gone.includes(one))) };
}

/** How many contacts are ticked; null when all are and the length of the list is not known. */
export function countOf(ticks: Ticks, total: number | null): number | null {
  if (ticks.mode === 'some') return ticks.uuids.size;
  return total === null ? null : Math.max(0, total - ticks.except.size);
}
