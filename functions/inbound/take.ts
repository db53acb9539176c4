import { loadAssets } from '../../shared/data/workspace/index.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import { takeEvent } from '../../shared/services/events/take.ts';

/** Does with what arrived through a channel what `events.json` does. */
export async function take(message: InboundMessage, { data, now }: Pick<Runtime, 'data' | 'now'>): Promise<void> {
  const { workspace, seed, payload, ...said } = message;
  const command = { ...said, texts: payload === null ? [said.text] : [said.text, payload] };
  const assets = await loadAssets(data, workspace);
  const change = { by: 'system', via: 'event' } as const;
  await takeEvent(command, { data, workspace, assets, now: now(), change, seed });
}
