import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { readImport } from '../../../shared/data/imports/index.ts';
import { addFollows, type JobRecord } from '../../../shared/data/jobs/index.ts';
import { createField, loadAssets, updateField } from '../../../shared/data/workspace/index.ts';
import { defineGroup } from '../../../shared/domain/groups/definition.ts';
import type { FieldKey } from '../../../shared/domain/ids.ts';
import { namesIn } from '../../../shared/domain/imports/change.ts';
import type { Plan } from '../../../shared/domain/imports/plan.ts';
import type { ImportRows } from '../../../shared/domain/jobs/kinds/index.ts';
import { archivedNamed, newField } from '../../../shared/domain/new-field.ts';
import { createGroup, finishGroup } from '../../../shared/services/groups/create.ts';
import { readPlan } from '../../../shared/services/packed-parts.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';

/**
 * Makes the missing fields and groups of an import's rows and segments, before its first slice. Fields that were
 * archived since its preview come back, since values of them would get lost. Safe to repeat, as they are found by name;
 * what exceeds a limit is left out of the rows.
 */
export async function prepare(runtime: FileRuntime, job: JobRecord<ImportRows>): Promise<void> {
  const { workspace, uuid, work, createdBy } = job;
  const plan = await readPlan(runtime.files, { workspace, uuid: work.import, job: uuid });
  if (plan === null || (await readImport(runtime.data, workspace, work.import)) === null) return;
  const now = runtime.now();
  const start = runtime.data.meter.read();
  for (const name of fieldsNamed(plan)) {
    const assets = await loadAssets(runtime.data, workspace);
    const archived = archivedNamed(name, assets) ?? assets.archivedFields?.get(name as FieldKey);
    if (archived) await updateField(runtime.data, workspace, archived.key, { archived: false }, now);
  }
  for (const { name, type } of plan.newFields) {
    const assets = await loadAssets(runtime.data, workspace);
    if (namesIn(assets).field(name) !== undefined) continue;
    await createField(runtime.data, workspace, newField(name, type, assets, now), assets.settings.limits?.fields);
  }
  for (const name of plan.newGroups) {
    const assets = await loadAssets(runtime.data, workspace);
    if (namesIn(assets).group(name) !== undefined) continue;
    await createGroup(runtime, workspace, { name, definition: null }, { assets, by: createdBy, now });
  }
  for (const { name, query } of plan.newSmartGroups) {
    const assets = await loadAssets(runtime.data, workspace);
    const group = namesIn(assets).group(name);
    const defined = group === undefined ? defineGroup(query, assets, now) : null;
    if (group !== undefined) await finishGroup(runtime, workspace, group, { by: createdBy, now });
    if (defined?.ok)
      await createGroup(runtime, workspace, { name, definition: defined.definition }, { assets, by: createdBy, now });
  }
  const { writeUnits } = consumedSince(runtime.data.meter, start);
  if (writeUnits > 0) await addFollows(runtime.data, job, writeUnits);
}

/** Names, or keys, of the fields that a plan's rows give values. */
const fieldsNamed = ({ columns, newFields }: Plan): string[] => [
  ...columns.flatMap(({ target }) => (target.startsWith('field:') ? target.slice('field:'.length).trim() : [])),
  ...newFields.map(({ name }) => name),
];
