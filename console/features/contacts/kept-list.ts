import { useEffect } from 'react';
import { NOBODY, type Ticks } from './ticks.ts';

/** How far a list was read: the cursor of each page, and the page that is shown. */
export interface Read {
  readonly cursors: readonly (string | null)[];
  readonly page: number;
}

export const FIRST: Read = { cursors: [null], page: 1 };

/** What an entry of the browser's history keeps of a list, so that Back from a contact leads to it as it was. */
interface Kept {
  /** The contacts and the order that it is of. */
  readonly of: string;
  readonly read: Read;
  readonly ticks: { readonly mode: Ticks['mode']; readonly uuids: readonly string[] };
}

/** Ticks of which more are not kept: an entry of the history has its limit. */
const MOST_TICKS = 2_000;

const keptIn = (state: unknown, of: string): Kept | null => {
  const { list } = (state ?? {}) as { readonly list?: Kept };
  return list?.of === of ? list : null;
};

const stateNow = (): unknown => window.history.state;

export const keptRead = (of: string): Read => keptIn(stateNow(), of)?.read ?? FIRST;

export function keptTicks(of: string): Ticks {
  const { mode, uuids } = keptIn(stateNow(), of)?.ticks ?? { mode: 'some', uuids: [] };
  if (uuids.length === 0 && mode === 'some') return NOBODY;
  return mode === 'some' ? { mode, uuids: new Set(uuids) } : { mode, except: new Set(uuids) };
}

/** Keeps the page and the ticks in the present entry of the history. */
export function useKept(of: string, read: Read, ticks: Ticks): void {
  useEffect(() => {
    const uuids = [...(ticks.mode === 'some' ? ticks.uuids : ticks.except)];
    const few = uuids.length <= MOST_TICKS;
    const list: Kept = { of, read, ticks: few ? { mode: ticks.mode, uuids } : { mode: 'some', uuids: [] } };
    window.history.replaceState({ ...(stateNow() as object), list }, '');
  }, [of, read, ticks]);
}
