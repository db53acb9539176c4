import { regroup } from '../groups/smart.ts';
import type { Assets } from '../workspace.ts';
import { type Applied, nextVersion } from './apply.ts';
import type { Contact } from './contact.ts';
import { changesBetween } from './events.ts';
import type { Applying } from './modifiers/modifier.ts';

/**
 * The contact as it must be, whatever left it otherwise: in no group that the workspace has not, in each at most once, in none and without
 * flag unless it is active, with its refusal when it is stopped or blocked, and in the smart groups whose queries it matches.
 */
export function soundly(contact: Contact, assets: Assets, applying: Applying): Applied {
  const sound = regroup(contact, within(contact, assets), { type: 'regroup' }, { ...applying, assets });
  if (sound === contact) return { contact, events: [], changed: false };
  return {
    contact: nextVersion(contact, sound, applying),
    events: changesBetween(contact, sound, assets),
    changed: true,
  };
}

function within(contact: Contact, assets: Assets): Contact {
  const { status, optOut } = contact;
  const refused = status === 'stopped' || status === 'blocked' ? status : optOut;
  const groups = status === 'active' ? known(contact, assets) : [];
  const dormantSince = status === 'active' ? contact.dormantSince : null;
  const same =
    groups.length === contact.groups.length && dormantSince === contact.dormantSince && refused === contact.optOut;
  return same ? contact : { ...contact, groups, dormantSince, optOut: refused };
}

const known = ({ groups }: Contact, assets: Assets): Contact['groups'] => [
  ...new Set(groups.filter((group) => assets.groups.has(group))),
];
