import type { Data } from '../../data/dynamo/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { endpoint, ok, type RequestContext } from './endpoint.ts';
import { page } from './page.ts';

/** GET of a short list, for administrators: all items on one page. */
export const wholeList = <Item, Shown>(
  summary: string,
  read: (data: Data, workspace: WorkspaceId) => Promise<readonly Item[]>,
  show: (item: Item, context: RequestContext) => Shown,
) =>
  endpoint({
    summary,
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
