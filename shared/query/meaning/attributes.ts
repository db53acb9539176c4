export type ValueType = 'text' | 'number' | 'datetime';

/** What contacts have without any field of the workspace (TextIt 5.4), and the type that its values are compared as. */
export const ATTRIBUTES = {
  uuid: 'text',
  id: 'text',
  ref: 'text',
  name: 'text',
  status: 'text',
  language: 'text',
  urn: 'text',
  group: 'text',
  flow: 'text',
  history: 'text',
  tickets: 'number',
  created_on: 'datetime',
  last_seen_on: 'datetime',
} as const satisfies Readonly<Record<string, ValueType>>;

export type AttributeKey = keyof typeof ATTRIBUTES;

export const isAttribute = (key: string): key is AttributeKey => Object.hasOwn(ATTRIBUTES, key);

/** A smart group must not use these (TextIt 4.2): only searches know them. */
export const SEARCH_ONLY: ReadonlySet<string> = new Set(['id', 'ref', 'status', 'group', 'flow', 'history']);

/** Set on every contact. TextIt looks at the key alone, so a field with the same key cannot be checked either (5.4). */
export const ALWAYS_SET: ReadonlySet<string> = new Set(['uuid', 'id', 'ref', 'status', 'tickets', 'created_on']);

/** The address schemes that TextIt knows (1.6). */
export const URN_SCHEMES: ReadonlySet<string> = new Set([
  'bsuid',
  'ext',
  'facebook',
  'fcm',
  'freshchat',
  'instagram',
  'jiochat',
  'line',
  'mailto',
  'rocketchat',
  'slack',
  'tel',
  'telegram',
  'twitter',
  'twitterid',
  'viber',
  'vk',
  'webchat',
  'wechat',
  'whatsapp',
]);
