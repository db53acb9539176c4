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

/** A line that is being unfolded. Its parts are joined once: joining with each would take quadratic time. */
class Unfolding {
  readonly line: number;
  /** What comes before the value, as far as it is known. */
  #head: string;
  readonly #parts: string[];
  #length: number;

  constructor(content: string, line: number) {
    [this.#head, this.#parts, this.#length, this.line] = [content, [content], content.length, line];
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Quoted-printable breaks its lines by `=`. */
  get isSoft(): boolean {
    return this.#parts.at(-1)?.endsWith('=') === true && /^[^:]*QUOTED-PRINTABLE/i.test(this.#head);
  }

  add(content: string): void {
    if (SKIPPED.test(this.#head)) return;
    if (this.isSoft) this.#parts.push((this.#parts.pop() ?? '').slice(0, -1), content);
    else this.#parts.push(content.slice(1));
    if (!this.#head.includes(':')) this.#head = this.#parts.join('');
    this.#length += content.length;
    if (this.#length > MOST_RECORD)
      throw unreadable({ code: 'long_object', line: this.line, most: MOST_RECORD.toLocaleString('en') });
  }

  read(): CardLine | null {
    return readLine(this.#parts.join(''), this.line);
  }
}

export async function* cardLines(text: AsyncIterable<string>): AsyncGenerator<CardLine> {
  let unfolding = new Unfolding('', 0);
  for await (const { line, content } of linesOf(text)) {
    if (!unfolding.isEmpty && (unfolding.isSoft || /^[ \t]/.test(content))) {
      unfolding.add(content);
      continue;
    }
    const read = unfolding.read();
    if (read !== null) yield read;
    unfolding = new Unfolding(content, line);
  }
  const read = unfolding.read();
  if (read !== null) yield read;
}

/** Characters of a line, which may be a picture. */
const MOST_LINE = 10 * MOST_RECORD;

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<{ line: number; content: string }> {
  let [rest, line] = ['', 0];
  for await (const chunk of text) {
    // The end of a chunk may be between CR and LF.
    const lines = `${rest}${chunk}`.split(/\r\n|\n|\r(?!\n|$)/);
    rest = lines.pop() ?? '';
    if (rest.length > MOST_LINE)
      throw unreadable({ code: 'long_object', line: line + lines.length + 1, most: MOST_LINE.toLocaleString('en') });
    for (const content of lines) yield { line: ++line, content };
  }
  yield { line: ++line, content: rest.replace(/\r$/, '') };
}

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
