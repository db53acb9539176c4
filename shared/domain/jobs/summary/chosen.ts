import { maskQuery, withoutLeftOut } from '../../../query/query.ts';
import { MASK } from '../../contacts/anon.ts';
import type { Folder } from '../../contacts/contact.ts';
import type { GroupId } from '../../ids.ts';
import type { Selection } from '../../selection/selection.ts';

/** Where the people of a job are from. `G` is how a group is told: by its id, or by its name. */
export interface Chosen<G = GroupId> {
  readonly by: 'folder' | 'query' | 'groups' | 'hand' | 'job' | 'time';
  readonly folder?: Folder;
  readonly query?: string;
  readonly groups?: readonly G[];
  /** So many were left out by hand, and are not among the people. */
  readonly without?: number;
}

/** Characters of a query, and groups, that a job keeps: its header must stay small. */
const KEPT = { query: 120, groups: 3 };

export function chosenIn(selection: Selection): Chosen {
  if ('folder' in selection) return { by: 'folder', folder: selection.folder };
  if ('query' in selection) return matchingOf(selection);
  if ('modified' in selection) return { by: 'time' };
  if (!('groups' in selection)) return { by: 'job' };
  const { groups, contacts } = selection;
  return groups.length > 0 && contacts.length === 0 ? { by: 'groups', groups } : { by: 'hand' };
}

/** What a job keeps for lists and for the audit log; undefined where it would be long, or may identify a person. */
export function keptChosen(selection: Selection): Chosen | undefined {
  const chosen = chosenIn(selection);
  const { query = '', groups = [] } = chosen;
  const isSmall = query.length <= KEPT.query && groups.length <= KEPT.groups;
  const identifiesNobody = query === '' || maskQuery(query, MASK) === maskQuery(query, '');
  return isSmall && identifiesNobody ? chosen : undefined;
}

/** Nobody is told whom a person left out one by one: a query says that by ids. */
function matchingOf({ query: text, within }: Extract<Selection, { query: unknown }>): Chosen {
  const { query, leftOut } = withoutLeftOut(text);
  const chosen: Chosen = query === '' ? { by: 'folder', folder: within ?? 'active' } : { by: 'query', query };
  return leftOut === 0 ? chosen : { ...chosen, without: leftOut };
}
