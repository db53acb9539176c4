import type { Contact } from '../contacts/contact.ts';
import { changesBetween } from '../contacts/events.ts';
import type { Applying } from '../contacts/modifiers/outcome.ts';
import { regroup } from '../groups/smart.ts';
import type { Assets } from '../workspace.ts';
import { type Applied, nextVersion } from './apply.ts';

/**
 * The contact in a valid state: only existing groups, each once; no groups and no dormant flag unless active; a refusal
 * when stopped or blocked; and the smart groups whose queries it matches.
 */
export function repairedContact(contact: Contact, assets: Assets, applying: Applying): Applied {
  const sound = regroup(contact, within(contact, assets), { type: 'regroup' }, { ...applying, assets });
  if (sound === contact) return { contact, events: [], changed: false };
  return {
    contact: nextVersion(contact, sound, applying),
    events: changesBetween(contact, sound, assets),
    changed: true,
  };
}

function within(contact: Contact, assets: Assets): Contact {
  const status = statusWithin(contact);
  const optOut = status === 'active' ? null : status === 'archived' ? contact.optOut : status;
  const lastWord = wordWithin(contact, optOut);
  const groups = status === 'active' ? known(contact, assets) : [];
  const dormantSince = status === 'active' ? contact.dormantSince : null;
  const isSame =
    status === contact.status &&
    groups.length === contact.groups.length &&
    dormantSince === contact.dormantSince &&
    optOut === contact.optOut &&
    lastWord === contact.lastWord;
  return isSame ? contact : { ...contact, status, groups, dormantSince, optOut, lastWord };
}

/** A repair never makes an opted-out contact active. */
const statusWithin = ({ status, lastWord }: Contact): Contact['status'] =>
  status === 'active' && lastWord?.says === 'out' ? 'stopped' : status;

/** A stopped contact has opted out, at the latest when the status was set. */
function wordWithin({ statusOn, lastWord }: Contact, optOut: Contact['optOut']): Contact['lastWord'] {
  if (optOut !== 'stopped' || lastWord?.says !== 'in') return lastWord;
  return { says: 'out', on: statusOn > lastWord.on ? statusOn : lastWord.on };
}

const known = ({ groups }: Contact, assets: Assets): Contact['groups'] => [
  ...new Set(groups.filter((group) => assets.groups.has(group))),
];
