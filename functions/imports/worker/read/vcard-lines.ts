/** The lines of address books: unfolded, and their values as texts (RFC 6350; vCard 3.0 and 2.1 as phones write it). */
import { MOST_RECORD, unreadable } from './limits.ts';

export interface CardLine {
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  /** In upper case, without its group (`item1.TEL`). */
  readonly property: string;
  /** By upper-case name; a bare one of vCard 2.1 (`TEL;CELL`) is a type. */
  readonly params: ReadonlyMap<string, string>;
  /** Without quoted-printable, but with backslashes. */
  readonly value: string;
}

/** Pictures and keys, which are long and say nothing. */
const SKIPPED = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-ABPHOTO)[;:]/i;

export async function* cardLines(text: AsyncIterable<string>): AsyncGenerator<CardLine> {
  let [whole, from] = ['', 0];
  for await (const { line, content } of linesOf(text)) {
    const goesOn = isSoft(whole);
    if (whole !== '' && (goesOn || /^[ \t]/.test(content))) {
      if (!SKIPPED.test(whole)) whole = goesOn ? `${whole.slice(0, -1)}${content}` : whole + content.slice(1);
      if (whole.length > MOST_RECORD)
        throw unreadable({ code: 'long_object', line: from, most: MOST_RECORD.toLocaleString('en') });
      continue;
    }
    const read = readLine(whole, from);
    if (read !== null) yield read;
    [whole, from] = [content, line];
  }
  const read = readLine(whole, from);
  if (read !== null) yield read;
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<{ line: number; content: string }> {
  let [rest, line] = ['', 0];
  for await (const chunk of text) {
    // The end of a chunk may be between CR and LF.
    const lines = `${rest}${chunk}`.split(/\r\n|\n|\r(?!\n|$)/);
    rest = lines.pop() ?? '';
    for (const content of lines) yield { line: ++line, content };
  }
  yield { line: ++line, content: rest.replace(/\r$/, '') };
}

/** Quoted-printable breaks its lines by `=`. */
const isSoft = (whole: string): boolean => whole.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(whole);

const LINE = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^:"])*)?):([\s\S]*)$/;

function readLine(whole: string, line: number): CardLine | null {
  const [, property, given = '', raw = ''] = LINE.exec(whole) ?? [];
  if (property === undefined || SKIPPED.test(whole)) return null;
  const params = new Map<string, string>();
  for (const param of given.match(/(?:"[^"]*"|[^;"])+/g) ?? []) {
    const [name = '', ...parts] = param.split('=');
    const key = parts.length === 0 ? (/^QUOTED-PRINTABLE$/i.test(name) ? 'ENCODING' : 'TYPE') : name.toUpperCase();
    const value = parts.length === 0 ? name : parts.join('=').replaceAll('"', '');
    params.set(key, [params.get(key), value].filter(Boolean).join(','));
  }
  const value = /QUOTED-PRINTABLE/i.test(params.get('ENCODING') ?? '') ? printable(raw, params.get('CHARSET')) : raw;
  return { line, property: property.toUpperCase(), params, value };
}

function printable(text: string, charset = 'utf-8'): string {
  const bytes = Buffer.from(text)
    .toString('latin1')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const encoding = /^(?:iso-8859-1|latin1|windows-1252)$/i.test(charset) ? 'windows-1252' : 'utf-8';
  return new TextDecoder(encoding).decode(Buffer.from(bytes, 'latin1'));
}
