import type { Json } from '../json.ts';
import type { Routing } from './rules.ts';

/** By the type of rule set, what the editor hints that the reply is. */
const HINTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['wait_audio', { type: 'audio' }],
  ['wait_digit', { type: 'digits', count: 1 }],
  ['wait_digits', { type: 'digits', terminated_by: '#' }],
  ['wait_gps', { type: 'location' }],
  ['wait_photo', { type: 'image' }],
  ['wait_recording', { type: 'audio' }],
  ['wait_video', { type: 'video' }],
]);

/** Types that waited for a message. */
export const isWaiting = (type: string): boolean =>
  HINTS.has(type) || type === 'wait_message' || type === 'wait_menu' || type === 'wait_ussd';

/** The wait of a router; null for rule sets that did not wait. */
export function replyWait(type: string, timeout: Routing['timeout']): Json | null {
  if (!isWaiting(type)) return null;
  const hint = HINTS.get(type);
  return { type: 'msg', ...(timeout !== null && { timeout }), ...(hint && { hint }) };
}
