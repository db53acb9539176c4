import type { ChannelId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/**
 * Who sends to a channel, and how that is proven. `address`: nothing but the address itself, which nobody else knows; `topic`: SNS's signature and the
 * topic, or that it came by the deployment's own topic.
 */
export const CHANNEL_KINDS = {
  external: { proof: 'address', about: "RapidPro's external channel" },
  textit: { proof: 'address', about: "a TextIt flow's webhook or resthook" },
  africastalking: { proof: 'address', about: "Africa's Talking: messages, delivery reports and opt-outs" },
  infobip: { proof: 'address', about: 'Infobip, messages as JSON' },
  twilio: { proof: 'secret', about: 'Twilio; the secret is the auth token' },
  telerivet: { proof: 'secret', about: 'Telerivet; the secret is that of its webhook' },
  vonage: { proof: 'secret', about: 'Vonage SMS; the secret is the signature secret' },
  whatsapp: { proof: 'secret', about: "Meta's WhatsApp Cloud API; the secret is that of the app" },
  aws_sms: { proof: 'topic', about: 'AWS End User Messaging SMS; the number is the one that people write to' },
  aws_whatsapp: { proof: 'topic', about: "WhatsApp by AWS End User Messaging Social; the number is Meta's id of it" },
  json: { proof: 'own', about: 'signed JSON of your own; the secret is made here' },
} as const satisfies Readonly<Record<string, { readonly proof: Proof; readonly about: string }>>;

type Proof = 'address' | 'secret' | 'own' | 'topic';

export type ChannelKind = keyof typeof CHANNEL_KINDS;
export const KINDS = Object.keys(CHANNEL_KINDS) as ChannelKind[];

/** Where messages and opt-outs of a workspace arrive. */
export interface Channel {
  readonly uuid: ChannelId;
  readonly workspace: WorkspaceId;
  readonly kind: ChannelKind;
  readonly name: string;
  /** What the sender signs with, or names; null where the address is all. */
  readonly secret: string | null;
  /** SHA-256 of its address: whoever reads the table cannot send. */
  readonly hash: string;
  /** How numbers without a country code are read; null: as the workspace reads them. */
  readonly country: string | null;
  /** What the sender calls before `/in/…`, which some sign: scheme, host, and the path of a proxy. */
  readonly publicUrl: string;
  /** Of senders that say no scheme. */
  readonly scheme: string;
  /** Of ours, to which people write: what was sent to another is not this channel's. Of AWS's kinds only. */
  readonly number: string | null;
  /** ARN of the SNS topic that may send to the address; null: what arrives by the deployment's own topic for the number is this channel's. */
  readonly topic: string | null;
  readonly createdOn: Instant;
}

/** Channels of a workspace. */
export const MAX_CHANNELS = 50;
