import type * as z from 'zod/mini';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { channelSchema } from './answers.schema.ts';

/** Without its secret, and without its address, which is not stored. */
export const showChannel = (channel: Channel): z.output<typeof channelSchema> => ({
  uuid: channel.uuid,
  kind: channel.kind,
  name: channel.name,
  country: channel.country,
  scheme: channel.scheme,
  public_url: channel.publicUrl,
  number: channel.number,
  topic: channel.topic,
  created_on: formatInstant(channel.createdOn),
});
