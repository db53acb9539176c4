import type { InvitationId, PersonId, WorkspaceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Actor, Role } from './workspace.ts';

/** Who somebody is for their provider. An e-mail is no identity: two providers may give the same one to two people. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What a provider says of somebody who signs in. */
export interface Profile extends Identity {
  readonly name: string;
  readonly email: string | null;
  /** Whether the provider says that nobody has shown the address to be theirs. */
  readonly unverified?: true;
}

/** Whether a provider's name of somebody is one: two people without any would be one, as with broken characters. */
export const isSubject = (subject: string | undefined): subject is string =>
  subject !== undefined && subject.trim() !== '' && subject.isWellFormed();

/** A person of one workspace. */
export interface Person extends Actor {
  readonly id: PersonId;
  readonly email: string | null;
  readonly role: Role;
  readonly createdOn: Instant;
  readonly invitedBy: Actor;
}

/** What somebody may do in one of their workspaces. */
export interface Membership {
  readonly id: PersonId;
  readonly workspace: WorkspaceId;
  readonly role: Role;
  readonly name: string;
  readonly email: string | null;
}

export interface Invitation {
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly createdOn: Instant;
  readonly expiresOn: Instant;
  readonly invitedBy: Actor;
}

export const INVITED_DAYS = 7;

/** People and open invitations of a workspace, at most. */
export const MAX_PEOPLE = 250;

/**
 * Whether an invitation is for whoever signed in: a provider that says no e-mail leaves it to the link. Only letters of
 * ASCII are alike in both cases: others are other addresses.
 */
export const isFor = ({ email }: Pick<Invitation, 'email'>, profile: Profile): boolean =>
  profile.email === null || (!profile.unverified && lowerAscii(profile.email) === lowerAscii(email));

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
