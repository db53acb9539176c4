import { e164 } from '../contacts/phones.ts';

/**
 * A number as WhatsApp knows it: its digits with country code, even if invalid by now (`5215512345678`). Null for
 * anything else, and for what may be two people's: `4512345678` in the United States.
 */
export function whatsappPath(text: string, country: string | null): string | null {
  if (/^[a-z]{2}\.[a-z0-9]+$/i.test(text)) return text;
  const [, prefix, bare = ''] = /^(\+|00)?(\d{7,15})$/.exec(text.replace(/\(0\)|[\s().-]/g, '')) ?? [];
  if (bare === '' || prefix !== undefined) return bare.startsWith('0') ? null : bare || null;
  const whole = !bare.startsWith('0') && (bare.length >= 12 || e164(`+${bare}`, null) !== null);
  const read = e164(bare, country)?.slice(1) ?? bare;
  const national = read !== bare && (!whole || read.endsWith(bare)) ? read : null;
  if (whole) return national === null ? bare : null;
  return national;
}
