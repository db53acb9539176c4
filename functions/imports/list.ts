import { listImports, listMappings, readImport } from '../../shared/data/imports/index.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { listPage, PAGING, page } from '../../shared/lambda/page.ts';
import { byUuid } from '../../shared/lambda/param.ts';
import { uuidParam } from '../../shared/lambda/params.ts';
import { showImport } from './present.ts';

/** GET imports.json: newest first; with `?uuid=` also the preview's findings. */
export const getImports = endpoint({
  summary: 'List imports',
  params: { uuid: byUuid('only this import, with the findings of its preview'), ...PAGING },
  parse: ({ query }) => ({ uuid: uuidParam<ImportId>(query, 'uuid'), cursor: query.cursor }),
  async handle({ uuid, cursor }, context) {
    const { runtime, caller } = context;
    if (uuid) {
      const imported = await readImport(runtime.data, caller.workspace, uuid);
      return ok(page(context, imported ? [await showImport(imported, context, { whole: true })] : [], null));
    }
    return ok(
      await listPage(context, async (limit) => {
        const { imports, ...beside } = await listImports(runtime.data, caller.workspace, { limit, cursor });
        return { shown: await Promise.all(imports.map((one) => showImport(one, context))), ...beside };
      }),
    );
  },
});

/** GET import_mappings.json: saved mappings of columns, by name. */
export const listSavedMappings = endpoint({
  summary: 'List saved mappings of columns',
  params: {},
  parse: () => null,
  async handle(_, context) {
    const mappings = await listMappings(context.runtime.data, context.caller.workspace);
    return ok(
      page(
        context,
        mappings.map(({ seen: _, ...shown }) => shown),
        null,
      ),
    );
  },
});
