import { usesByField } from '../../shared/domain/groups/fields-used.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { pageOf, slicePage } from '../../shared/lambda/page.ts';
import { fieldSchema, showField } from './present.ts';

/** GET fields.json: newest first (TextIt 6.7). */
export const listFields = endpoint({
  summary: 'List contact fields',
  params: { key: 'only the field with this key', cursor: 'where the last page ended' },
  answers: { 200: pageOf(fieldSchema) },
  handle(request) {
    const { query, assets, now } = request;
    const fields = [...assets.fields.values()].filter(({ key }) => query.key === undefined || key === query.key);
    const uses = usesByField(assets, now);
    const shown = fields.reverse().map((field) => showField(field, uses.get(field.key) ?? 0));
    return Promise.resolve(ok(slicePage(request, shown)));
  },
});
