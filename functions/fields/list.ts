import type { FieldKey } from '../../shared/domain/ids.ts';
import type { Field } from '../../shared/domain/workspace.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam } from '../../shared/lambda/http/params.ts';
import { fieldShown, fieldUses, readFieldUses } from './present.ts';

/** GET fields.json: newest first (TextIt 6.7). */
export const getFields = endpoint({
  summary: 'List contact fields',
  answers: pagesOf(fieldShown),
  params: {
    key: 'only the field with this key',
    archived: yesOrNo('true: only archived fields, which are left out otherwise'),
    uses: yesOrNo('true, with key: also what names the field'),
    ...PAGING,
  },
  dependencies: ['IF uses THEN key'],
  parse({ query }) {
    const uses = flagParam(query, 'uses');
    if (uses && query.key === undefined) throw refuse({ code: 'params_go_together', param: 'uses', other: 'key' });
    return { key: (query.key ?? null) as FieldKey | null, archived: flagParam(query, 'archived'), uses };
  },
  async handle({ key, archived, uses }, context) {
    const { assets } = context;
    const all: readonly Field[] = [...((archived ? assets.archivedFields : assets.fields)?.values() ?? [])];
    const fields = all.filter((field) => key === null || field.key === key);
    const counts = await fieldUses(context);
    const [only] = uses ? fields : [];
    const named = only && (await readFieldUses(only, context));
    return ok(
      await slicePage(
        context,
        fields.toReversed(),
        newestFirst((field) => [field.createdOn, field.key]),
        (field) => fieldShown.show(field, { counts: counts(field.key), uses: named }),
      ),
    );
  },
});
