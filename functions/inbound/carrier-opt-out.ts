import { optOutOf, readSuppression, suppress } from '../../shared/data/contacts/index.ts';
import { CONFLICT, RACES, retryOnConflict } from '../../shared/data/dynamo/index.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';

/** Records a carrier's opt-out without a contact, unless lifted later. False when a contact has the number. */
export function rememberWithoutContact(
  { workspace, urn, at }: Pick<InboundMessage, 'workspace' | 'urn' | 'at'>,
  list: string,
  { data, now }: Pick<Runtime, 'data' | 'now'>,
): Promise<boolean> {
  const identity = identityOf(urn);
  return retryOnConflict<boolean>(RACES, 'an opt-out at the carrier', async () => {
    const { holder, notes } = await readSuppression(data, workspace, identity, now());
    if (holder.kind === 'owned') return false;
    const isLifted = notes.some(({ what, on }) => what === 'lifted' && on >= at);
    if (isLifted || (optOutOf(holder)?.said ?? null) !== null) return true;
    const note = { on: at, what: 'added', by: 'system', reason: `opted out at AWS, in the list ${list}` } as const;
    return (await suppress(data, workspace, identity, holder, note)) || CONFLICT;
  });
}
