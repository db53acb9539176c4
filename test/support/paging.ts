/** Goes through the pages of any list as a client does. */
import { expect } from 'vitest';

interface Beside {
  readonly cursor: string | null;
  readonly previous: string | null;
}

/**
 * Goes to the end of a list by its cursors and back to its beginning by `previous`. Fails unless the way back shows the
 * same pages, no page but an empty list's is empty, and each page leads back to the previous one. Returns the items.
 */
export async function thereAndBack<Page extends Beside, Item>(
  read: (cursor: string | null) => Promise<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Promise<Item[]> {
  const pages: Page[] = [];
  for (let at: string | null | undefined; at !== null && pages.length < 1_000; at = pages.at(-1)?.cursor ?? null)
    pages.push(await read(at ?? null));
  expect(pages[0]?.previous).toBeNull();
  if (pages.length > 1) for (const page of pages) expect(itemsOf(page)).not.toEqual([]);
  const back = pages.slice(-1);
  for (let at = back[0]?.previous ?? null; at !== null && back.length < 1_000; at = back[0]?.previous ?? null)
    back.unshift(await read(at));
  expect(back.map(itemsOf)).toEqual(pages.map(itemsOf));
  expect(back.map(({ cursor }) => cursor === null)).toEqual(pages.map(({ cursor }) => cursor === null));
  for (const [index, page] of back.entries())
    if (page.cursor !== null) expect(itemsOf(await read(page.cursor))).toEqual(itemsOf(back[index + 1] as Page));
  return pages.flatMap(itemsOf);
}
