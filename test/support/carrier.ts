import { randomUUID } from 'node:crypto';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { exchange } from '../../functions/carrier/carrier.ts';
import { close, listen } from '../../infra/local/ports.ts';
import { type Lists, openLists } from '../../infra/local/sms/lists.ts';
import { createSms } from '../../infra/local/sms/server.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { openOptOutLists } from '../../shared/lambda/clients/opt-out-lists.ts';
import type { OptOutLists } from '../../shared/messages/opt-out-lists.ts';
import type { Client } from './api/client.ts';
import type { InProcessStage } from './in-process/clients.ts';

/** The runner's stand-in for the carrier in this process, without its limits: what AWS would have in its lists. */
export interface Carrier {
  readonly kept: Lists;
  readonly lists: OptOutLists;
  /** Every request that was answered with 200: the operation. */
  readonly asked: string[];
  /** The carrier's clock is ahead by so many milliseconds. */
  ahead: number;
  close(): Promise<void>;
}

export async function openCarrier(): Promise<Carrier> {
  const kept = openLists(null);
  const asked: string[] = [];
  const server = createSms({ lists: kept, now: () => Date.now() + carrier.ahead, interval: {} });
  server.on('request', (request, response) =>
    response.on('finish', () => {
      if (response.statusCode === 200) asked.push(String(request.headers['x-amz-target']).split('.')[1] ?? '');
    }),
  );
  const endpoint = `http://127.0.0.1:${await listen(server, 0)}`;
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const client = new PinpointSMSVoiceV2Client({ endpoint, region: 'eu-west-1', credentials });
  const carrier: Carrier = { kept, lists: openOptOutLists(client), asked, ahead: 0, close: () => close(server) };
  return carrier;
}

/** Names an opt-out list of its own for a workspace. */
export async function nameList(stage: InProcessStage, carrier: Carrier, client: Client) {
  await stage.settle();
  const workspace = (await client.get('workspace.json')).uuid as WorkspaceId;
  const { runtime } = stage.service;
  const list = `List-${randomUUID()}`;
  const config = { ...runtime.config, optOutLists: `${list}=${workspace}` };
  // The stream's consumer and the API find the list in the configuration of all.
  const { optOutLists = '' } = runtime.config;
  Object.assign(runtime.config, { optOutLists: `${optOutLists},${config.optOutLists}` });
  return {
    client,
    workspace,
    list,
    /** The numbers in the list. */
    numbers: () => [...carrier.kept.entries(list).keys()].sort(),
    /** A scheduled run, after all that waits; by a clock that is ahead by so many days. */
    async run({ days = 0, lists = carrier.lists }: { days?: number; lists?: OptOutLists } = {}) {
      await stage.settle();
      const now = (): Instant => instant(runtime.now() + days * 86_400_000_000);
      const counts = await exchange({ ...runtime, config, now }, lists);
      await stage.settle();
      return counts;
    },
  };
}
