import { newTimeId } from '../../../shared/data/dynamo/index.ts';
import { createImport, type StoredPull, savePull, seal } from '../../../shared/data/imports/index.ts';
import type { ImportId } from '../../../shared/domain/ids.ts';
import type { Import } from '../../../shared/domain/imports/plan.ts';
import { beginPull, goOn } from '../../../shared/domain/imports/textit/pull.ts';
import { accepted, created, keeping, type RequestContext, type Written } from '../../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../../shared/lambda/http/errors.ts';
import { askedBy } from '../../../shared/lambda/http/open-jobs.ts';
import type { PullMessage } from '../../../shared/messages/pulls.ts';
import { showImport } from '../present.ts';
import type { SaveImportCommand } from '../save-parse.ts';

/** Begins an import whose contacts are pulled. The table has the sealed token, and the message its key. */
export async function startPull(
  { name, host, since, token, saveAs: _, type: __, ...reading }: Extract<SaveImportCommand, { type: 'pull' }>,
  context: RequestContext,
): Promise<Written<ImportId>> {
  const { runtime, caller, now, seed } = context;
  const uuid = (seed ?? newTimeId(now)) as ImportId;
  const from = { host, since };
  const made: Import = {
    uuid,
    name,
    files: [],
    ...reading,
    job: null,
    report: null,
    pull: from,
    createdBy: caller.id,
    createdOn: now,
  };
  const { createdBy, creator, origin } = askedBy(context);
  const asked = { createdBy, creator, origin };
  await ask(uuid, { pull: beginPull(from, now), sealed: null, asked, version: 0 }, token, context);
  await createImport(runtime.data, caller.workspace, made);
  return keeping(created({ ...(await showImport(made, context)), uploads: [] }), uuid);
}

/** Continues a pull. */
export async function resumePull(
  { imported, pull, token }: Extract<SaveImportCommand, { type: 'go_on' }>,
  context: RequestContext,
): Promise<Written<ImportId>> {
  await ask(imported.uuid, { ...pull, pull: goOn(pull.pull) }, token, context);
  return keeping(accepted(await showImport(imported, context)), imported.uuid);
}

async function ask(
  uuid: ImportId,
  stored: StoredPull,
  token: string,
  { runtime, caller }: RequestContext,
): Promise<void> {
  const { sealed, key } = seal(token);
  if (!(await savePull(runtime.data, caller.workspace, uuid, { ...stored, sealed })))
    throw refuse({ code: 'pull_goes_on' }, 409);
  const message: PullMessage = { workspace: caller.workspace, import: uuid, key };
  await runtime.queues.send('pull', [message], caller.workspace);
}
