/** The column by which the reader of a list says that its addresses do not work, which is no wish of anybody. */
export const BOUNCED = 'Email bounced';
