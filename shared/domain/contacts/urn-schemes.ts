/** The valid paths of each scheme, and their spelling beyond trimming (TextIt 1.6). */
export interface Scheme {
  readonly path: RegExp;
  /** The one spelling of a path; phone numbers have their own file. */
  readonly spell?: (path: string) => string;
}

const ANYTHING = /^.+$/s;
const DIGITS = /^\d+$/;
const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
/** A business-scoped id: a country, and the business's name for the person: `BR.ABC`. */
const BUSINESS_SCOPED = '[A-Z]{2}\\.[a-zA-Z0-9]{1,128}';

/** Accented letters have two forms, and keyboards send either. */
const lowerCase = (path: string): string => path.normalize('NFC').toLowerCase();
const withoutAt = (path: string): string => path.replace(/^@/, '').toLowerCase();
const upperCountry = (path: string): string => path.replace(/^[a-zA-Z]{2}(?=\.)/, (country) => country.toUpperCase());

export const SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ['bsuid', { path: new RegExp(`^${BUSINESS_SCOPED}$`), spell: upperCountry }],
  ['ext', { path: ANYTHING }],
  ['facebook', { path: /^(?:\d+|ref:.+)$/s }],
  ['fcm', { path: ANYTHING }],
  ['freshchat', { path: new RegExp(`^${UUID}/${UUID}$`) }],
  ['instagram', { path: DIGITS }],
  ['jiochat', { path: DIGITS }],
  ['line', { path: /^\w{1,36}$/ }],
  ['mailto', { path: /^[^\s@]+@[^\s@]+$/, spell: lowerCase }],
  ['rocketchat', { path: ANYTHING }],
  ['slack', { path: ANYTHING }],
  ['tel', { path: /^(?:\+\d{7,15}|[a-z0-9]{1,64})$/ }],
  ['telegram', { path: DIGITS }],
  ['twitter', { path: /^\w{1,15}$/, spell: withoutAt }],
  ['twitterid', { path: DIGITS }],
  ['viber', { path: /^[\w=/+]{1,24}$/ }],
  ['vk', { path: ANYTHING }],
  ['webchat', { path: /^[a-zA-Z0-9]{24}(?::[^\s@]+@[^\s@]+)?$/ }],
  ['wechat', { path: ANYTHING }],
  ['whatsapp', { path: new RegExp(`^(?:\\d+|${BUSINESS_SCOPED})$`), spell: upperCountry }],
]);
