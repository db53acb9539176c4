import type { Job } from '../api/types.ts';
import type { Texts } from '../texts/texts.tsx';

/** What a job does, in words: of a status, group or flow with its name. */
export function titleOf({ type, target }: Job, { jobs, folders }: Texts): string {
  if (type === 'set_status' && target.status !== undefined) return jobs.setStatus[target.status];
  const name = target.flow?.name ?? target.group?.name ?? null;
  const title = jobs.types[type];
  if (title === undefined) return type;
  return title(name ?? (target.days === undefined ? folders.dormant : String(target.days)));
}
