import type { Data } from '../../data/dynamo/index.ts';
import { putSilences, readHeard, readSilences } from '../../data/limits/index.ts';
import { listChannels } from '../../data/workspace/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Instant, MICROS_PER_DAY } from '../../domain/instant.ts';
import { type Silence, silencesIn } from '../../domain/policies/silence.ts';

/** Where nobody is heard tonight, which is kept for those who ask. Some 3 read units; a write unit after a change. */
export async function listenTonight(data: Data, workspace: WorkspaceId, now: Instant): Promise<readonly Silence[]> {
  const all = await readHeard(data, workspace);
  if (all.size === 0) return [];
  const before = await readSilences(data, workspace);
  const channels = new Set((await listChannels(data, workspace)).map(({ uuid }): string => uuid));
  const heard = new Map([...all].filter(([one]) => one === 'api' || channels.has(one)));
  const silences = silencesIn(heard, Math.floor(now / MICROS_PER_DAY), before);
  if (JSON.stringify(silences) !== JSON.stringify(before)) await putSilences(data, workspace, silences);
  return silences;
}
