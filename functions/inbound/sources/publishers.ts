import type { TopicKind } from '../../../shared/domain/channels/channel.ts';
import type { Publisher } from '../sns.ts';
import { smsOfAws } from './aws-sms.ts';
import { whatsappOfAws } from './aws-whatsapp.ts';

/** What AWS publishes to topics, by the kind of channel that it is for. */
export const PUBLISHERS: Readonly<Record<TopicKind, Publisher>> = { aws_sms: smsOfAws, aws_whatsapp: whatsappOfAws };
