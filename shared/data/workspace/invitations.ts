/**
 *   W#<workspace>            INVITED#<id>   an invitation, and the digest of its link; gone some time after it expired
 *   P#<SHA-256 of the link>  INVITATION     { workspace, id }: finds it
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { InvitationId, PersonId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { INVITED_DAYS, type Invitation, isFor, type Person, type Profile } from '../../domain/people.ts';
import {
  type Data,
  getItem,
  isAbsent,
  isPresent,
  put,
  remove,
  toSeconds,
  transact,
  type Write,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';
import { type Maker, MakerGoneError, stillMay } from './makers.ts';
import { newPerson, printOfIdentity } from './people.ts';
import { hashOfSecret } from './tokens.ts';

interface Stored extends Invitation {
  readonly hash: string;
}

interface Found {
  readonly workspace: WorkspaceId;
  readonly id: InvitationId;
}

const invitationKey = (workspace: WorkspaceId, id: InvitationId) => ({
  pk: workspacePk(workspace),
  sk: `INVITED#${id}`,
});
const linkKey = (hash: string) => ({ pk: `P#${hash}`, sk: 'INVITATION' });

/** Days for which an invitation that expired is listed. */
const LISTED_DAYS = 30;

/** Invites somebody; the secret of the link is returned only here. Throws MakerGoneError. */
export async function createInvitation(
  data: Data,
  workspace: WorkspaceId,
  { now, maker, ...input }: Pick<Invitation, 'email' | 'role'> & { readonly maker: Maker; readonly now: Instant },
): Promise<{ readonly invitation: Invitation; readonly secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const hash = hashOfSecret(secret);
  const id = randomUUID() as string as InvitationId;
  const expiresOn = addDays(now, INVITED_DAYS);
  const invitedBy = { id: maker.id, name: maker.name };
  const invitation: Invitation = { id, ...input, createdOn: now, expiresOn, invitedBy };
  const ttl = toSeconds(addDays(expiresOn, LISTED_DAYS));
  const written = await transact(data, [
    put('workspace', { ...linkKey(hash), workspace, id, ttl }, isAbsent),
    put('workspace', { ...invitationKey(workspace, id), ...invitation, hash, ttl }, isAbsent),
    stillMay(workspace, maker),
  ]);
  if (!written.ok) throw new MakerGoneError();
  return { invitation, secret };
}

/** Open invitations and those that have just expired, oldest first. 1 query. */
export async function listInvitations(data: Data, workspace: WorkspaceId): Promise<Invitation[]> {
  const items = await itemsOf<Stored>(data, workspace, 'INVITED#');
  return items
    .map(({ id, email, role, createdOn, expiresOn, invitedBy }) => ({
      id,
      email,
      role,
      createdOn,
      expiresOn,
      invitedBy,
    }))
    .sort((a, b) => a.createdOn - b.createdOn);
}

const removal = (workspace: WorkspaceId, { id, hash }: Stored): Write[] => [
  remove('workspace', invitationKey(workspace, id), isPresent),
  remove('workspace', linkKey(hash)),
];

/** Withdraws an invitation; null when there is none, or it was just taken. */
export async function withdrawInvitation(
  data: Data,
  workspace: WorkspaceId,
  id: InvitationId,
): Promise<Invitation | null> {
  const stored = await readStored(data, { workspace, id });
  if (stored === null) return null;
  return (await transact(data, removal(workspace, stored))).ok ? stored : null;
}

const readStored = (data: Data, { workspace, id }: Found): Promise<Stored | null> =>
  getItem<Stored>(data, 'workspace', invitationKey(workspace, id), { consistent: true });

export type Accepted =
  | { readonly ok: true; readonly workspace: WorkspaceId; readonly person: Person }
  | {
      readonly ok: false;
      readonly reason:
        | 'unknown_invitation'
        | 'invitation_expired'
        | 'invitation_for_another'
        | 'email_unverified'
        | 'already_member';
      /** Null when the link is unknown. */
      readonly workspace: WorkspaceId | null;
    };

/** Makes whoever signed in a person of the workspace that the link invites to. A link works once, for 7 days. */
export async function acceptInvitation(data: Data, secret: string, profile: Profile, now: Instant): Promise<Accepted> {
  const found = await getItem<Found>(data, 'workspace', linkKey(hashOfSecret(secret)), { consistent: true });
  const stored = found && (await readStored(data, found));
  if (!found || !stored) return { ok: false, reason: 'unknown_invitation', workspace: null };
  const { workspace } = found;
  if (stored.expiresOn <= now) return { ok: false, reason: 'invitation_expired', workspace };
  if (!isFor(stored, profile)) {
    const reason = profile.unverified ? 'email_unverified' : 'invitation_for_another';
    return { ok: false, reason, workspace };
  }
  const { name, email } = profile;
  const { role, invitedBy } = stored;
  const id = randomUUID() as string as PersonId;
  const person: Person = { id, name, email: email ?? stored.email, role, createdOn: now, invitedBy };
  const joining = newPerson(workspace, person, printOfIdentity(profile));
  const written = await transact(data, [...joining, ...removal(workspace, stored)]);
  if (written.ok) return { ok: true, workspace, person };
  return { ok: false, reason: written.failed[0] ? 'already_member' : 'unknown_invitation', workspace };
}
