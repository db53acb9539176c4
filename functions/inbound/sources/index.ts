import type { ChannelKind } from '../../../shared/domain/channels/channel.ts';
import { overHttps } from '../sns.ts';
import type { InboundSource } from '../source.ts';
import { africastalking } from './africastalking.ts';
import { external } from './external.ts';
import { infobip } from './infobip.ts';
import { json } from './json.ts';
import { PUBLISHERS } from './publishers.ts';
import { telerivet } from './telerivet.ts';
import { textit } from './textit.ts';
import { twilio } from './twilio.ts';
import { vonage } from './vonage.ts';
import { whatsapp } from './whatsapp.ts';

/** One file for each source; a kind of channel without one does not compile. */
export const SOURCES: Readonly<Record<ChannelKind, InboundSource>> = {
  external,
  textit,
  africastalking,
  infobip,
  twilio,
  telerivet,
  vonage,
  whatsapp,
  aws_sms: overHttps(PUBLISHERS.aws_sms),
  aws_whatsapp: overHttps(PUBLISHERS.aws_whatsapp),
  json,
};
