import type * as z from 'zod/mini';
import { sortableMicros } from '../../data/contacts/index.ts';
import type { Data } from '../../data/dynamo/index.ts';
import { pageWindowOf, placeOf } from '../../data/paging/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { pageThatFits, type ShownPage } from './answer-size.ts';
import { pagesOf } from './answers.ts';
import { endpoint, ok, type Request, type RequestContext } from './endpoint.ts';
import { refuse } from './errors.ts';
import { asText, byNumber } from './param.ts';
import { integerParam } from './params.ts';
import type { Presenter } from './presenter.ts';

/** TextIt's fixed page size, and the most that `limit` can ask for. */
export const PAGE_SIZE = 250;

export const CURSOR = { cursor: asText('the page, as next or previous of another page name it') } as const;

export const PAGING = {
  ...CURSOR,
  limit: {
    ...byNumber('results on a page: 250 at most, and when it is left out', { least: 1, most: PAGE_SIZE }),
    how: true,
  },
} as const;

/** The size of a page. TextIt has no `limit`, so a larger one is no error: it is 250. */
export function pageSize(query: Request['query']): number {
  const limit = integerParam(query, 'limit') ?? PAGE_SIZE;
  if (limit < 1) throw refuse({ code: 'param_out_of_range', param: 'limit', value: limit, least: 1, most: PAGE_SIZE });
  return Math.min(limit, PAGE_SIZE);
}

interface Page<Item> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/** Results with absolute `next` and `previous` that repeat every parameter, as clients follow them (TextIt 7.2). */
export function page<Item>(
  { url, query }: Pick<Request, 'url' | 'query'>,
  results: readonly Item[],
  next: string | null,
  previous: string | null = null,
): Page<Item> {
  const link = (cursor: string | null) => (cursor === null ? null : withCursor(url, query, cursor));
  return { next: link(next), previous: link(previous), results };
}

function withCursor(url: string, query: Request['query'], cursor: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, value);
  params.set('cursor', cursor);
  return `${url}?${params}`;
}

/** The place of an item in a list, newest first: its creation, then its id. */
type Place = readonly [at: Instant, id: string];

const KEY = /^\d{16}#[\w-]+$/;

/** The order of a list in memory: each item's key, which sorts as text. Cursors are keys. */
export interface ListOrder<Item> {
  readonly keyOf: (item: Item) => string;
  readonly shape: RegExp;
  readonly descending: boolean;
}

export const newestFirst = <Item>(placeOfItem: (item: Item) => Place): ListOrder<Item> => ({
  keyOf(item) {
    const [at, id] = placeOfItem(item);
    return `${sortableMicros(at)}#${id}`;
  },
  shape: KEY,
  descending: true,
});

/** A page of a list in which each listed thing is one result: `limit` of them (250), or fewer heavy ones. */
export async function listPage<Shown>(
  request: Pick<Request, 'url' | 'query'>,
  read: (limit: number) => Promise<ShownPage<Shown>> | ShownPage<Shown>,
): Promise<Page<Shown>> {
  const { shown, cursor, previous } = await pageThatFits(pageSize(request.query), request.query['cursor'], read);
  return page(request, shown, cursor, previous);
}

/** A page of an ordered list in memory, from a place, so that none is lost or repeated. Throws CursorError. */
export async function slicePage<Item, Shown>(
  request: Pick<Request, 'url' | 'query'>,
  all: readonly Item[],
  { keyOf, shape, descending }: ListOrder<Item>,
  show: (item: Item) => Shown,
): Promise<Page<Shown>> {
  const keys = all.map(keyOf);
  const place = placeOf(request.query['cursor'], shape);
  return listPage(request, (limit) => {
    const { start, end, ...beside } = pageWindowOf(keys, place, { limit, descending });
    return { shown: all.slice(start, end).map(show), ...beside };
  });
}

/** GET of a short list, for administrators: all items on one page. */
export const wholeList = <Item, Of extends z.core.$ZodType>(
  summary: string,
  read: (data: Data, workspace: WorkspaceId) => Promise<readonly Item[]>,
  { schema, show }: Presenter<Item, Of, RequestContext>,
) =>
  endpoint({
    summary,
    answers: pagesOf(schema),
    roles: ['administrator'],
    parse: () => null,
    async handle(_, context) {
      const all = await read(context.runtime.data, context.caller.workspace);
      return ok(
        page(
          context,
          all.map((item) => show(item, context)),
          null,
        ),
      );
    },
  });
