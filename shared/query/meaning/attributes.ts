/** What a value is compared as. */
export type ValueType = 'text' | 'number' | 'datetime';

/** What every contact has or may have by itself (TextIt 5.4), and the type its values are compared as. */
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

/** A smart group must not use these (TextIt 4.2): they are known in searches only. */
export const SEARCH_ONLY: ReadonlySet<string> = new Set(['id', 'ref', 'status', 'group', 'flow', 'history']);

/** Set on every contact. TextIt looks at the key alone, so a field of the same key cannot be checked either (5.4). */
export const ALWAYS_SET: ReadonlySet<string> = new Set(['uuid', 'id', 'ref', 'status', 'tickets', 'created_on']);

/** The kinds of address TextIt knows (1.6). */
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
