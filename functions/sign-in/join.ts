import { acceptInvitation, appendAudit, membershipsOf, printOfIdentity } from '../../shared/data/workspace/index.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Membership, Profile } from '../../shared/domain/people.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';

interface Signing {
  readonly runtime: Pick<Runtime, 'data' | 'now'>;
  readonly from: string;
}

/**
 * Takes an invitation, if there is one, and notes the sign-in in the audit log of each workspace. Returns why somebody
 * may not sign in, or null. Who is a person already signs in all the same with a link that is used up.
 */
export async function join(profile: Profile, invitation: string | null, signing: Signing): Promise<string | null> {
  const { data, now } = signing.runtime;
  const accepted = invitation === null ? null : await acceptInvitation(data, invitation, profile, now());
  const memberships = await membershipsOf(data, printOfIdentity(profile));
  if (accepted?.ok === false && accepted.workspace !== null && accepted.reason !== 'already_member')
    await note(accepted.workspace, null, { kind: 'sign_in.refused', details: { why: accepted.reason } }, signing);
  if (memberships.length === 0) return accepted?.ok === false ? accepted.reason : 'no_member';
  for (const one of memberships) {
    const joined = accepted?.ok && accepted.workspace === one.workspace;
    await note(one.workspace, one, { kind: joined ? 'person.joined' : 'sign_in.done', about: one.id }, signing);
  }
  return null;
}

const note = (
  workspace: WorkspaceId,
  person: Membership | null,
  what: AuditNote,
  { runtime: { data, now }, from }: Signing,
): Promise<void> => {
  const by = person && { kind: 'person' as const, id: person.id, name: person.name };
  return appendAudit(data, workspace, what, { at: now(), by, from });
};
