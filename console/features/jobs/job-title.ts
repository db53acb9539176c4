import { isFolder, type Job } from '../../common/api/index.ts';
import { ACTION_OF } from '../../common/contacts/index.ts';
import { type FirstTexts, filled, textFor } from '../../common/texts/index.ts';

/** What a job does, with the name of its status, group, field or flow. */
export function titleOf({ type, target }: Job, { jobs, actions }: FirstTexts): string {
  if (type === 'set_status' && target.status !== undefined) return actions.names[ACTION_OF[target.status]];
  const name = target.flow?.name ?? target.group?.name ?? target.field ?? '?';
  const title = textFor(jobs.types, type);
  return title === undefined ? type : filled(title, { name });
}

/** The selection of a job: a folder in the user's language, everything else in the service's words. */
export function aboutOf({ selection }: Job, { folders }: FirstTexts): string | null {
  const { text, folder, ...others } = selection;
  return folder && isFolder(folder) && Object.keys(others).length === 0 ? folders[folder] : text;
}
