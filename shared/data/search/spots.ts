/**
 * Cursors of lists that are read both ways: a place in the order of modification, `modified/0/<time>#<uuid>`, which
 * names an access as well, or one in another order. `p` before it: the page that ends there.
 */
import type { ContactId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { parseOutside } from '../../domain/json-nesting.ts';
import type { Spot } from '../../domain/search/columns/order.ts';
import type { Sort } from '../../domain/search/sort.ts';
import { contactOfSort, MODIFIED_SHAPE, modifiedSort } from '../contacts/index.ts';

/** A spot, and on which side of it a page is; without a spot, the first page, or the last (`back`). */
export interface SpotPlace {
  readonly from: Spot | null;
  readonly back: boolean;
}

const BACK = 'p';
const FIRST = 'n';
const MODIFIED = /^modified\/0\/([^/]+)/;

/** The place in a cursor; null when it belongs to another kind of list, or to none. */
export function spotPlaceOf(cursor: string | null | undefined, sort: Sort | null): SpotPlace | null {
  if (!cursor || cursor === FIRST) return { from: null, back: false };
  const back = cursor.startsWith(BACK);
  const text = back ? cursor.slice(BACK.length) : cursor;
  if (text === '') return { from: null, back };
  const from = sort === null ? modifiedSpot(text) : sortedSpot(text);
  return from && { from, back };
}

export function cursorOfSpot({ from, back }: SpotPlace, sort: Sort | null): string {
  if (from === null) return back ? BACK : FIRST;
  const place =
    sort === null ? `modified/0/${modifiedSort(from.value as Instant, from.uuid as ContactId)}` : jsonOf(from);
  return back ? `${BACK}${place}` : place;
}

function modifiedSpot(text: string): Spot | null {
  const key = MODIFIED.exec(text)?.[1];
  if (key === undefined || !MODIFIED_SHAPE.test(key)) return null;
  return { value: instant(Number(key.slice(0, key.indexOf('#')))), uuid: contactOfSort(key) };
}

const jsonOf = ({ value, uuid }: Spot): string => Buffer.from(JSON.stringify([value, uuid])).toString('base64url');

function sortedSpot(text: string): Spot | null {
  const place = parseOutside(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(place) || place.length !== 2) return null;
  const [value, uuid] = place;
  const isValue = value === null || typeof value === 'number' || typeof value === 'string';
  return isValue && /^[0-9a-f-]{36}$/.test(String(uuid)) ? { value, uuid } : null;
}

/** The cursors around a page that was read from a place; `more`: reading could go on. */
export function besides(
  { from, back }: SpotPlace,
  ends: { readonly first: Spot; readonly last: Spot } | null,
  more: boolean,
  sort: Sort | null,
): { readonly cursor: string | null; readonly previous: string | null } {
  const onwards = more && ends ? cursorOfSpot({ from: ends.last, back }, sort) : null;
  const backwards = from === null ? null : cursorOfSpot({ from: ends?.first ?? null, back: !back }, sort);
  return back ? { cursor: backwards, previous: onwards } : { cursor: onwards, previous: backwards };
}
