import { openJobsOf } from '../../shared/data/jobs/index.ts';
import { needing } from '../../shared/domain/field-uses.ts';
import { someNames } from '../../shared/domain/some-names.ts';
import type { Field } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuseField } from '../../shared/lambda/errors.ts';
import { readFieldUses } from './field-uses.ts';

/** Throws 400 while something needs the field, which it names, or while an import may be writing its values. */
export async function requireUnused(field: Field, context: RequestContext): Promise<void> {
  const { runtime, caller } = context;
  const names = needing(await readFieldUses(field, context));
  if (names.length > 0) throw refuseField('archived', { code: 'field_in_use', names: someNames(names) });
  const imports = await openJobsOf(runtime.data, caller.workspace, 'import');
  if (imports.length > 0) throw refuseField('archived', { code: 'field_import_runs' });
}
