import type * as z from 'zod/mini';
import type { Data } from '../../data/dynamo/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { pagesOf } from './answers.ts';
import { endpoint, ok, type RequestContext } from './endpoint.ts';
import { page } from './page.ts';
import type { Presenter } from './presenter.ts';

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
