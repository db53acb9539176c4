import { type Action, STATUS_OF } from '../contacts/contact-actions.ts';
import type { ContactPlace, Selection } from '../contacts/contact-place.ts';
import { DEFAULT_EXPORT, exportBody } from './export-request.ts';

/** Something to be done with a selection of contacts, before anybody has agreed to it. */
export interface Task {
  readonly action: Action;
  readonly selection: Selection;
  /** How many there seem to be; null when only a preview can tell. */
  readonly count: number | null;
  readonly place: ContactPlace;
}

/** More are never acted on without a preview. */
export const AT_ONCE = 100;

/** What has to be chosen before a task says what it does. */
export const targetOf = ({ action }: Task): 'group' | 'flow' | 'file' | null => {
  if (action === 'export') return 'file';
  if (action === 'add_to_group') return 'group';
  return action === 'start_flow' ? 'flow' : null;
};

/** What else a task needs before it can be previewed: a group, a flow, a kind of file, or why people come back who had refused messages. */
export const needOf = (task: Task): 'group' | 'flow' | 'file' | 'reason' | null =>
  liftsOptOut(task) ? 'reason' : targetOf(task);

/** What of that is chosen at first: a file is of the most usual kind. */
export const firstTargetOf = (task: Task): string | null => (needOf(task) === 'file' ? DEFAULT_EXPORT : null);

/** Whether those of a place would come back from having refused messages. */
export const liftsOptOut = ({ action, place }: Task): boolean =>
  action === 'restore' && place.type === 'folder' && (place.folder === 'stopped' || place.folder === 'blocked');

/** Whether a task is done when its button is pressed, with an Undo: a few contacts, and nothing final. */
export function isQuick(task: Task): boolean {
  const { action, selection, count } = task;
  const few = selection.contacts !== undefined && count !== null && count <= AT_ONCE;
  return few && action !== 'delete' && targetOf(task) === null && !liftsOptOut(task);
}

/** The body that asks jobs.json for a task. */
export function jobBodyOf(task: Task, target: string | null) {
  const { action, selection, place } = task;
  const status = STATUS_OF[action];
  if (status !== null && needOf(task) === 'reason')
    return { type: 'set_status', status, selection, reason: target ?? '' } as const;
  if (status !== null) return { type: 'set_status', status, selection } as const;
  if (action === 'delete') return { type: 'delete', selection } as const;
  if (action === 'export') return { type: 'export', ...exportBody(target ?? DEFAULT_EXPORT), selection } as const;
  if (action === 'start_flow') return { type: 'flow_start', flow: target ?? '', selection } as const;
  const group = target ?? (place.type === 'group' ? place.group.uuid : '');
  return { type: action, group, selection } as const;
}
