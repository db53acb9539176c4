import type { ChannelId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/**
 * The kinds of senders, and how they prove themselves. `address`: only by the secret address; `topic`: by SNS's
 * signature and the topic, or by the deployment's own topic.
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

/** A way by which messages and opt-outs of a workspace arrive. */
export interface Channel {
  readonly uuid: ChannelId;
  readonly workspace: WorkspaceId;
  readonly kind: ChannelKind;
  readonly name: string;
  /** What the sender signs with, or names; null when the address is the only proof. */
  readonly secret: string | null;
  /** SHA-256 of its address, so that a reader of the table cannot send. */
  readonly hash: string;
  /** Country of numbers without a country code; null: the workspace's. */
  readonly country: string | null;
  /** The sender's URL before `/in/…`, which some sign: scheme, host, and a proxy's path. */
  readonly publicUrl: string;
  /** The URN scheme, for senders that name none. */
  readonly scheme: string;
  /** The workspace's own number; messages to another one are refused. Only for AWS's kinds. */
  readonly number: string | null;
  /**
   * ARN of the SNS topic that may send to the address; null: messages for the number come through the deployment's
   * topic.
   */
  readonly topic: string | null;
  readonly createdOn: Instant;
}

/** Channels of a workspace. */
export const MAX_CHANNELS = 50;
