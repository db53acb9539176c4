import type { ContactId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Change, Contact } from './contact.ts';

/**
 * A contact with nothing on it, at version 1. It is active, unless its address is remembered as having opted out:
 * then it starts out stopped or blocked, so that an import cannot bring back who asked to be left alone.
 *
 * Follow with `apply` and a `regroup` modifier, so that it joins the smart groups that take it as it is.
 */
export function newContact(input: {
  uuid: ContactId;
  now: Instant;
  change: Change;
  optOut?: Contact['optOut'];
}): Contact {
  const { uuid, now, change, optOut = null } = input;
  return {
    uuid,
    name: null,
    language: null,
    status: optOut ?? 'active',
    urns: [],
    fields: {},
    groups: [],
    notes: [],
    createdOn: now,
    modifiedOn: now,
    lastSeenOn: null,
    statusOn: now,
    dormantSince: null,
    optOut,
    version: 1,
    joined: {},
    lastChange: change,
  };
}
