import { type Data, FORMAT, formProblem, STAMP_KEY, update, write } from '../../../../shared/data/dynamo/index.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { RunningEngine } from '../../../support/engines/engines.ts';
import { openRecorded, recordings } from '../../../support/recorded/recordings.ts';

const [RECORDED] = recordings();
export const TOKEN = RECORDED?.tokens[0] ?? '';
export const now = () => instant(Date.now() * 1_000);
export const problemOf = async (data: Data) => (await formProblem(data))?.code ?? null;

/** What the first release has stored, in its own form. */
export const opened = (engine: RunningEngine): Promise<Data> => openRecorded(engine, RECORDED as never);

/** The same, stamped as of the form before. */
export async function ofEarlierForm(engine: RunningEngine): Promise<Data> {
  const data = await opened(engine);
  for (const table of ['contacts', 'workspace'] as const)
    await write(data, update(table, STAMP_KEY, { set: { format: FORMAT - 1 } }));
  return data;
}
