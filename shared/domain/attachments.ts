import * as z from 'zod/mini';
import { says, text } from './schema.ts';
import { ATTACHMENT_FORM } from './text-forms.ts';

/** A message's picture, sound, file or place, as TextIt's engine writes it: `image/jpeg:https://…`, `geo:-1.9,30.1`. */
const ATTACHMENT = new RegExp(
  [
    String.raw`^(?<type>[a-z][\w.+-]*(?:/[\w.+*-]+)?(?: *;[^:]+)?):(?<url>https?://\S+)$`,
    String.raw`^(?<geo>geo):(?<place>-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?)$`,
  ].join('|'),
  'i',
);

export const MOST_ATTACHMENTS = 10;

/** Also takes the form in which `messages.json` shows it: `{content_type, url}`. */
export const attachmentSchema = z.pipe(
  z.transform((input: unknown) => (isShown(input) ? `${input.content_type}:${input.url}` : input)),
  text({ max: 2_048, form: ATTACHMENT_FORM }).check(
    z.refine((value) => ATTACHMENT.test(value), { error: says({ code: 'no_attachment' }) }),
  ),
);

interface ShownAttachment {
  readonly content_type: string;
  readonly url: string;
}

const isShown = (input: unknown): input is ShownAttachment =>
  typeof input === 'object' && input !== null && 'content_type' in input && 'url' in input;

export function showAttachment(stored: string): ShownAttachment {
  const { type, url, geo, place } = ATTACHMENT.exec(stored)?.groups ?? {};
  return { content_type: type ?? geo ?? '', url: url ?? place ?? stored };
}
