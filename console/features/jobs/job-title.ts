import { isFolder, type Job } from '../../common/api/types.ts';
import type { Texts } from '../../common/texts/catalogue.ts';
import { textFor } from '../../common/texts/text-for.ts';

/** What a job does, in words: of a status, group or flow with its name. */
export function titleOf({ type, target }: Job, { jobs }: Texts): string {
  if (type === 'set_status' && target.status !== undefined) return jobs.setStatus[target.status];
  const name = target.flow?.name ?? target.group?.name ?? target.field ?? '?';
  const title = textFor(jobs.types, type);
  return title === undefined ? type : title(name);
}

/** For whom it is: a whole folder in the reader's words, and everything else as the service says it. */
export function aboutOf({ selection }: Job, { folders }: Texts): string | null {
  const { text, folder, ...others } = selection;
  return folder && isFolder(folder) && Object.keys(others).length === 0 ? folders[folder] : text;
}
