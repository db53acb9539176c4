import { describe, expect, test } from 'vitest';
import { slicePage } from '../../../shared/lambda/page.ts';

const ALL = Array.from({ length: 600 }, (_, i) => i);

function get(link: string) {
  const { origin, pathname, searchParams } = new URL(link);
  return slicePage({ url: `${origin}${pathname}`, query: Object.fromEntries(searchParams) }, ALL);
}

const FIRST = 'https://test/api/v2/groups.json?manual_only=1';

describe('a list that is held whole', () => {
  test('is paged to its end and back, with every parameter kept', () => {
    const first = get(FIRST);
    expect(first.previous).toBeNull();
    const second = get(first.next ?? '');
    const third = get(second.next ?? '');
    expect([...first.results, ...second.results, ...third.results]).toEqual(ALL);
    expect(third.next).toBeNull();
    expect(third.previous).toMatch(/^https:\/\/test\/api\/v2\/groups\.json\?manual_only=1&cursor=/);
    expect(get(third.previous ?? '')).toEqual(second);
    expect(get(second.previous ?? '')).toEqual(first);
  });

  test('a cursor that is none begins at the beginning, one behind the end finds nothing', () => {
    expect(get(`${FIRST}&cursor=%25`).results).toHaveLength(250);
    expect(get(`${FIRST}&cursor=zzz`)).toMatchObject({ next: null, results: [] });
  });
});
