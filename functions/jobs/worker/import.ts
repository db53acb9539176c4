import { STOP_BATCH } from '../../../shared/data/contacts/index.ts';
import { chunks } from '../../../shared/data/dynamo/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import type { Mark } from '../../../shared/domain/contacts/contact.ts';
import { isOut } from '../../../shared/domain/contacts/opt-out/imported.ts';
import type { ContactId, ImportId } from '../../../shared/domain/ids.ts';
import type { Fate } from '../../../shared/domain/imports/plan.ts';
import { carriesOptOut } from '../../../shared/domain/imports/report.ts';
import type { Tally } from '../../../shared/domain/jobs/job.ts';
import type { Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { CREATED, type Verdict } from '../../../shared/domain/selection/verdict.ts';
import { changeContacts } from './change.ts';
import { createRows, importing, readRows } from './import-rows.ts';
import type { WorkRuntime } from './runtime.ts';

interface Importing extends Working {
  readonly slice: Mark & { readonly done: number };
  goOn(): Promise<boolean>;
}

interface ImportedSlice {
  readonly verdicts: ReadonlyMap<ContactId, Verdict>;
  /** Rows that say that somebody wants no messages, and were carried out. */
  readonly optOuts: number;
  readonly fates: Tally;
}

/** Applies a slice's rows, 250 at a time, or the first ones when the job stops. Null: another delivery closed it. */
export async function importSlice(
  runtime: WorkRuntime,
  job: JobRecord,
  imported: ImportId,
  uuids: readonly ContactId[],
  { slice, goOn, ...working }: Importing,
): Promise<ImportedSlice | null> {
  const rows = await readRows(runtime.files, job, imported, slice.slice);
  const rule = importing(rows, working);
  const verdicts = new Map<ContactId, Verdict>();
  let optOuts = 0;
  const fates: Record<string, number> = {};
  const count = (fate: string) => {
    fates[fate] = (fates[fate] ?? 0) + 1;
  };
  for (const some of chunks(uuids, STOP_BATCH)) {
    if (verdicts.size > 0 && !(await goOn())) break;
    const created = await createRows(runtime, job, some, rows, working);
    const others = some.filter((uuid) => !created.has(uuid));
    const changed = await changeContacts(runtime, job.workspace, others, { ...working, rule, slice });
    if (changed === null) return null;
    for (const uuid of some) {
      const verdict = created.get(uuid) ?? changed.get(uuid);
      if (verdict === undefined) continue;
      verdicts.set(uuid, verdict);
      const row = rows.get(uuid)?.row;
      const saysOut = row !== undefined && isOut(row);
      if (saysOut && carriesOptOut(verdict)) optOuts++;
      const fate = created.get(uuid) === CREATED ? 'created' : FATE_OF[verdict.outcome];
      if (fate === 'created') count(fate);
      if (saysOut && fate !== undefined) count(`${fate}_out`);
    }
  }
  return { verdicts, optOuts, fates };
}

const FATE_OF: Readonly<Partial<Record<Verdict['outcome'], Fate>>> = { changed: 'updated', unchanged: 'unchanged' };
