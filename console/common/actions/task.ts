import { type Action, type ContactPlace, type Selection, statusOf } from '../contacts/index.ts';
import { DEFAULT_EXPORT, exportBody } from './export-request.ts';

/** An action on a selection of contacts, before the user has agreed to it. */
export interface Task {
  readonly action: Action;
  readonly selection: Selection;
  /** How many contacts there seem to be; null when only a preview can tell. */
  readonly count: number | null;
  readonly place: ContactPlace;
  /** What the list shows of each contact, as columns of an export. */
  readonly columns?: readonly string[];
}

/** More contacts than this always need a preview. */
const AT_ONCE = 100;

/** What `set_field` sets, as the text by which it is chosen: the key of a field and its value. */
const fieldValueOf = (target: string): { readonly key: string; readonly value: string | null } => {
  const [key = '', value = ''] = JSON.parse(target) as string[];
  return { key, value: value === '' ? null : value };
};

type Target = 'group' | 'flow' | 'field' | 'language' | 'file';

const targetOf = ({ action }: Task): Target | null => {
  if (action === 'export') return 'file';
  if (action === 'add_to_group' || action === 'move_to_group') return 'group';
  if (action === 'set_field') return 'field';
  if (action === 'set_language') return 'language';
  return action === 'start_flow' ? 'flow' : null;
};

/** What a task needs before its preview: what it gives contacts, or a reason where they opted out. */
export const needOf = (task: Task): Target | 'reason' | null => (liftsOptOut(task) ? 'reason' : targetOf(task));

/** What is chosen at first. */
export const firstTargetOf = (task: Task): string | null => (needOf(task) === 'file' ? DEFAULT_EXPORT : null);

/** Whether the contacts of a task opted out and would become active. */
export const liftsOptOut = ({ action, place }: Task): boolean =>
  action === 'restore' && place.type === 'folder' && (place.folder === 'stopped' || place.folder === 'blocked');

/** Whether a task runs at once and offers Undo: it has few contacts, needs nothing else, and is not final. */
export function isQuick(task: Task): boolean {
  const { action, selection, count } = task;
  const few = selection.contacts !== undefined && count !== null && count <= AT_ONCE;
  return few && action !== 'delete' && targetOf(task) === null && !liftsOptOut(task);
}

export function jobBodyOf(task: Task, target: string | null) {
  const { action, selection, place } = task;
  const status = statusOf(action);
  if (status !== null && needOf(task) === 'reason')
    return { type: 'set_status', status, selection, reason: target ?? '' } as const;
  if (status !== null) return { type: 'set_status', status, selection } as const;
  if (action === 'delete') return { type: 'delete', selection } as const;
  if (action === 'export') return { type: 'export', ...exportBody(target ?? DEFAULT_EXPORT), selection } as const;
  if (action === 'start_flow') return { type: 'flow_start', flow: target ?? '', selection } as const;
  if (action === 'set_field') return { type: 'set_field', ...fieldValueOf(target ?? '[]'), selection } as const;
  if (action === 'set_language') return { type: 'set_language', language: target || null, selection } as const;
  if (action === 'move_to_group')
    return { type: action, group: target ?? '', from: groupOf(place), selection } as const;
  const group = target ?? groupOf(place);
  return { type: action, group, selection } as const;
}

/** The group whose members are shown; empty elsewhere. */
const groupOf = (place: ContactPlace): string => (place.type === 'group' ? place.group.uuid : '');
