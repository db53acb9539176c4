import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/page.ts';
import { fieldUses } from './field-uses.ts';
import { showField } from './present.ts';

/** GET fields.json: newest first (TextIt 6.7). */
export const getFields = endpoint({
  summary: 'List contact fields',
  params: { key: 'only the field with this key', ...PAGING },
  parse: ({ query }) => query.key ?? null,
  async handle(key, context) {
    const fields = [...context.assets.fields.values()].filter((field) => key === null || field.key === key);
    const uses = await fieldUses(context);
    return ok(
      await slicePage(
        context,
        fields.reverse(),
        newestFirst((field) => [field.createdOn, field.key]),
        (field) => showField(field, uses(field.key)),
      ),
    );
  },
});
