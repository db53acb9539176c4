import { describe, expect, test } from 'vitest';
import { CursorError } from '../../../shared/data/paging/pages.ts';
import { type Instant, instant } from '../../../shared/domain/instant.ts';
import { newestFirst, PAGE_SIZE, slicePage } from '../../../shared/lambda/http/page.ts';

interface Item {
  readonly at: Instant;
  readonly id: string;
}

/** Newest first; ten items at each moment. */
const ALL: readonly Item[] = Array.from({ length: 600 }, (_, i) => ({
  at: instant(1_000_000 - Math.floor(i / 10)),
  id: `x-${999 - i}`,
}));

function get(link: string, all = ALL) {
  const { origin, pathname, searchParams } = new URL(link);
  const request = { url: `${origin}${pathname}`, query: Object.fromEntries(searchParams) };
  return slicePage(
    request,
    all,
    newestFirst(({ at, id }) => [at, id]),
    ({ id }) => id,
  );
}

const FIRST = 'https://test/api/v2/groups.json?manual_only=1';
const ids = ALL.map(({ id }) => id);

describe('a list that is read as a whole', () => {
  test('is paged to its end and back, and links keep every parameter', async () => {
    const first = await get(FIRST);
    expect(first.previous).toBeNull();
    const second = await get(first.next ?? '');
    const third = await get(second.next ?? '');
    expect([...first.results, ...second.results, ...third.results]).toEqual(ids);
    expect(third.next).toBeNull();
    expect(third.previous).toMatch(/^https:\/\/test\/api\/v2\/groups\.json\?manual_only=1&cursor=/);
    expect(await get(third.previous ?? '')).toEqual(second);
    expect(await get(second.previous ?? '')).toEqual(first);
  });

  test('loses and repeats nothing when others are added and removed between two pages', async () => {
    const { next, results } = await get(FIRST);
    const fewer = [{ at: instant(2_000_000), id: 'new' }, ...ALL.slice(7, 240), ...ALL.slice(PAGE_SIZE)];
    expect([...results, ...(await get(next ?? '', fewer)).results]).toEqual(ids.slice(0, 2 * PAGE_SIZE));
  });

  test('refuses a malformed cursor; one after the end gives an empty page', async () => {
    await expect(get(`${FIRST}&cursor=%25`)).rejects.toThrow(CursorError);
    const { previous, ...behind } = await get(`${FIRST}&cursor=n0000000000000001%23x`);
    expect(behind).toEqual({ next: null, results: [] });
    expect((await get(previous ?? '')).results).toEqual(ids.slice(-PAGE_SIZE));
  });
});
