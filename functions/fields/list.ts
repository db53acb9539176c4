import { ok } from '../../shared/lambda/endpoint.ts';
import { legacyEndpoint as endpoint } from '../../shared/lambda/legacy.ts';
import { slicePage } from '../../shared/lambda/page.ts';
import { showField } from './present.ts';
import { fieldUses } from './uses.ts';

/** GET fields.json: newest first (TextIt 6.7). */
export const listFields = endpoint({
  summary: 'List contact fields',
  params: { key: 'only the field with this key', cursor: 'which page, as next or previous of another page name it' },
  async handle(request) {
    const { query, assets } = request;
    const fields = [...assets.fields.values()].filter(({ key }) => query.key === undefined || key === query.key);
    const uses = await fieldUses(request);
    return ok(
      slicePage(
        request,
        fields.reverse(),
        ({ createdOn, key }) => [createdOn, key],
        (field) => showField(field, uses(field.key)),
      ),
    );
  },
});
