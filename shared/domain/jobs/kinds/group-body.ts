import type { GroupId } from '../../ids.ts';
import { findGroups, reference } from '../../references.ts';
import { isRefusal } from '../../refusals/refusal.ts';
import type { AnyWork } from '../job.ts';
import { type PublicBody, publicBody } from './kind.ts';

export const groupField = { group: reference('group') };

/** The body of a job about one static group; queries decide about smart ones. */
export const groupBody = <W extends AnyWork>(workOf: (group: GroupId) => W): PublicBody<W> =>
  publicBody({
    fields: groupField,
    work({ group }, assets) {
      const found = findGroups([group], assets, { manual: true });
      if (isRefusal(found)) return { field: 'group', problem: found };
      return { work: workOf((found[0] as (typeof found)[number]).uuid) };
    },
    previewFirst: null,
  });
