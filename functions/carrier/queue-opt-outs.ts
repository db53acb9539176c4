import type { ListOf } from '../../shared/domain/carrier/lists.ts';
import { normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import type { CarrierOptOut } from '../../shared/messages/opt-out-lists.ts';

/** Puts opt-outs on the inbound queue, where each counts once, at its own time. */
export async function queueOptOuts(
  news: readonly CarrierOptOut[],
  { list, workspace }: ListOf,
  { queues, logger }: Pick<Runtime, 'queues' | 'logger'>,
): Promise<void> {
  const messages = news.flatMap(({ number, at }): InboundMessage[] => {
    const normal = normalizeUrn(`tel:${number}`, null);
    const id = `aws:${list}:${number}:${at}`;
    const said = {
      workspace,
      type: 'stop_contact',
      text: '',
      payload: null,
      at,
      externalId: id,
      seed: id,
      list,
    } as const;
    return normal.ok ? [{ ...said, urn: normal.urn }] : [];
  });
  const wrong = news.length - messages.length;
  if (wrong > 0) logger.warn('opted-out numbers not understood', { list, wrong });
  if (messages.length > 0) await queues.send('inbound', messages, workspace);
}
