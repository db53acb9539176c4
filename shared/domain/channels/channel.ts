import type { ChannelId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Refusal } from '../refusals/refusal.ts';

/** `address`: by the secret address; `secret`, `own`: by the provider's or our secret; `topic`: by SNS and topic. */
type Proof = 'address' | 'secret' | 'own' | 'topic';

interface KindOfChannel {
  readonly proof: Proof;
  readonly about: string;
  /** The URN scheme of senders that name none, unless the channel says another. */
  readonly scheme: 'tel' | 'whatsapp';
  /** How the provider writes the workspace's own number, which a `topic` kind needs; null for others. */
  readonly number: { readonly form: RegExp; readonly wrong: Refusal } | null;
}

const BY_PHONE = { scheme: 'tel', number: null } as const;

export const CHANNEL_KINDS = {
  external: { proof: 'address', about: "RapidPro's external channel", ...BY_PHONE },
  textit: { proof: 'address', about: "a TextIt flow's webhook or resthook", ...BY_PHONE },
  africastalking: { proof: 'address', about: "Africa's Talking: messages, delivery reports and opt-outs", ...BY_PHONE },
  infobip: { proof: 'address', about: 'Infobip, messages as JSON', ...BY_PHONE },
  twilio: { proof: 'secret', about: 'Twilio; the secret is the auth token', ...BY_PHONE },
  telerivet: { proof: 'secret', about: 'Telerivet; the secret is that of its webhook', ...BY_PHONE },
  vonage: { proof: 'secret', about: 'Vonage SMS; the secret is the signature secret', ...BY_PHONE },
  whatsapp: {
    proof: 'secret',
    about: "Meta's WhatsApp Cloud API; the secret is that of the app",
    scheme: 'whatsapp',
    number: null,
  },
  aws_sms: {
    proof: 'topic',
    about: 'AWS End User Messaging SMS; the number is the one that people write to',
    scheme: 'tel',
    number: { form: /^(\+[1-9]\d{6,14}|\d{3,8})$/, wrong: { code: 'channel_number' } },
  },
  aws_whatsapp: {
    proof: 'topic',
    about: "WhatsApp by AWS End User Messaging Social; the number is Meta's id of it",
    scheme: 'whatsapp',
    number: { form: /^\d{5,20}$/, wrong: { code: 'channel_number_id' } },
  },
  json: { proof: 'own', about: 'signed JSON of your own; the secret is made here', ...BY_PHONE },
} as const satisfies Readonly<Record<string, KindOfChannel>>;

export type ChannelKind = keyof typeof CHANNEL_KINDS;
export const KINDS = Object.keys(CHANNEL_KINDS) as ChannelKind[];

/** Kinds whose messages come through SNS. */
export type TopicKind = {
  [Kind in ChannelKind]: (typeof CHANNEL_KINDS)[Kind]['proof'] extends 'topic' ? Kind : never;
}[ChannelKind];

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
  /** The SNS topic that may send to the address; null: the deployment's topic does. */
  readonly topic: string | null;
  readonly createdOn: Instant;
}

export const MAX_CHANNELS = 50;
