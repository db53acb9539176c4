import * as team from '../../shared/data/workspace/index.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { ROLES, type Role } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';

/**
 * Takes back what a person has made that may more than `left` (null: nothing is left): their tokens, and invitations
 * whose links they have seen. Again until none is found, since a token may make another one before it goes.
 */
export async function takeBack(
  person: PersonId,
  left: Role | null,
  { runtime: { data }, caller: { workspace }, now }: Pick<RequestContext, 'runtime' | 'caller' | 'now'>,
): Promise<void> {
  const isWider = ({ role }: { readonly role: Role }) => left === null || ROLES.indexOf(role) < ROLES.indexOf(left);
  const makers = new Set<string>([person]);
  for (;;) {
    const tokens = (await team.listTokens(data, workspace)).filter((one) => one.owner?.id === person && isWider(one));
    for (const { id } of tokens) makers.add(id);
    const invitations = (await team.listInvitations(data, workspace)).filter(
      (one) => makers.has(one.invitedBy.id) && isWider(one),
    );
    if (tokens.length + invitations.length === 0) return;
    await Promise.all([
      ...tokens.map(({ id }) => team.revokeToken(data, workspace, id, now)),
      ...invitations.map(({ id }) => team.withdrawInvitation(data, workspace, id)),
    ]);
  }
}
