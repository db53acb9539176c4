import type { JsonObject } from '../../../../shared/domain/cells/json.ts';
import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import { wrong } from '../../../../shared/domain/cells/record.ts';
import { DEEPEST } from '../../../../shared/domain/text/json-nesting.ts';
import type { Cut, Cutting } from './cuts.ts';
import { MOST_RECORD, unreadable } from './limits.ts';
import type { Found } from './table.ts';

export type FoundObject =
  | { readonly line: number; readonly object: JsonObject; readonly begins?: Cut }
  | Exclude<Found, FileRecord>;

/** The objects of a file: one a line or over lines, in an array or an answer's array. A broken one is lost alone. */
export async function* jsonObjects(text: AsyncIterable<string>, cutting?: Cutting): AsyncGenerator<FoundObject> {
  const scanner = new ObjectScanner(cutting);
  for await (const chunk of text) yield* scanner.take(chunk);
  yield* scanner.end();
}

/** What an API's answer has before its first object: `{"Contacts": [`, `{"count": 2, "results": [`. */
const ENVELOPE =
  /^\s*\{\s*(?:"SegmentsResponse"\s*:\s*\{\s*)?(?:"(?:next|previous|count|total\w*|page\w*|limit|offset|object|status|success|has_more)"\s*:\s*(?:null|true|false|\d+|"[^"]*")\s*,\s*)*"(?:Contacts|SuppressedDestinationSummaries|Item|items|results|contacts|data|records|people)"\s*:\s*\[\s*(?=[{\]])/;

const codeOf = (char: string): number => char.charCodeAt(0);
const [OPEN, CLOSE, QUOTE, BACKSLASH, NEWLINE] = ['{', '}', '"', '\\', '\n'].map(codeOf);
const [OPEN_LIST, CLOSE_LIST] = ['[', ']'].map(codeOf);

class ObjectScanner {
  #text = '';
  #at = 0;
  #line = 1;
  #depth = 0;
  /** Lists and objects that are open in the object, at most. */
  #lists = 0;
  #deepest = 0;
  #inText = false;
  #start = 0;
  #startLine = 1;
  #begun = false;
  /** An API's answer has more text around its objects. */
  #within = false;
  /** The last line with something that is no object. */
  #strayLine = 0;
  readonly #cuts: ObjectCuts | null;

  constructor(cutting?: Cutting) {
    this.#cuts = cutting?.every === undefined ? null : new ObjectCuts(cutting, cutting.every);
    if (!cutting?.from) return;
    this.#begun = true;
    this.#within = cutting.from.within === true;
    this.#line = cutting.from.lines + 1;
  }

  *take(chunk: string): Generator<FoundObject> {
    this.#text += chunk;
    if (!this.#begun && this.#text.length < 300) return;
    yield* this.#scan();
  }

  *end(): Generator<FoundObject> {
    yield* this.#scan();
    if (this.#depth > 0) yield this.#found(broken(this.#startLine));
  }

  #found(found: FoundObject): FoundObject {
    const begins = this.#cuts?.take() ?? null;
    return begins === null ? found : { ...found, begins };
  }

  #begin(): void {
    this.#begun = true;
    const envelope = ENVELOPE.exec(this.#text)?.[0] ?? '';
    this.#line += envelope.split('\n').length - 1;
    this.#at = envelope.length;
    this.#within = envelope !== '';
  }

  *#scan(): Generator<FoundObject> {
    if (!this.#begun) this.#begin();
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const char = text.charCodeAt(this.#at);
      if (char === NEWLINE) {
        if (this.#at + 1 === text.length) break; // The next character decides.
        this.#line++;
        if (this.#depth === 0) this.#cuts?.meet(() => text.slice(0, this.#at + 1), this.#line - 1, this.#within);
        // Texts have no line breaks, and an object at the beginning of a line is not part of an earlier one.
        if (this.#depth > 0 && (this.#inText || text.charCodeAt(this.#at + 1) === OPEN)) {
          yield this.#found(broken(this.#startLine));
          [this.#depth, this.#inText] = [0, false];
        }
      } else if (this.#inText) {
        if (char === BACKSLASH) this.#at++;
        else if (char === QUOTE) this.#inText = false;
      } else if (char === QUOTE && this.#depth > 0) this.#inText = true;
      else if (char === OPEN) this.#open();
      else if (this.#depth > 0 && char === OPEN_LIST) this.#nest(++this.#lists);
      else if (this.#depth > 0 && char === CLOSE_LIST) this.#lists--;
      else if (this.#isStray(text.charAt(this.#at))) yield this.#found(this.#stray());
      else if (char === CLOSE && this.#depth > 0 && --this.#depth === 0) yield this.#found(this.#object());
    }
    this.#forget();
  }

  /** Text outside of objects, once a line: an object without its beginning, or lists of lists. */
  #isStray(char: string): boolean {
    return this.#depth === 0 && !this.#within && this.#strayLine !== this.#line && !/[\s,[\]]/.test(char);
  }

  #stray(): FoundObject {
    this.#strayLine = this.#line;
    return broken(this.#line);
  }

  #open(): void {
    if (this.#depth++ === 0) {
      this.#start = this.#at;
      this.#startLine = this.#line;
      [this.#lists, this.#deepest] = [0, 0];
    }
    this.#nest(this.#lists);
  }

  #nest(lists: number): void {
    this.#deepest = Math.max(this.#deepest, this.#depth + lists);
  }

  #object(): FoundObject {
    const line = this.#startLine;
    if (this.#deepest > DEEPEST) return { ...wrong('not_json', { code: 'row_too_deep', most: DEEPEST }), line };
    const object = parsed(this.#text.slice(this.#start, this.#at + 1));
    if (object !== null) return { line, object };
    this.#strayLine = this.#line;
    return broken(line);
  }

  /** Keeps only the unread text. */
  #forget(): void {
    const from = this.#depth > 0 ? this.#start : Math.min(this.#at, this.#text.length);
    if (this.#text.length - from > MOST_RECORD)
      throw unreadable({ code: 'long_object', line: this.#startLine, most: MOST_RECORD.toLocaleString('en') });
    this.#cuts?.pass(this.#text.slice(0, from));
    this.#text = this.#text.slice(from);
    this.#at -= from;
    this.#start -= from;
  }
}

/** Where ranges of objects may begin: at the first line between objects after so many of them. */
class ObjectCuts {
  readonly #cutting: Cutting;
  readonly #every: number;
  #passed: number;
  #count = 0;
  #next: Cut | null = null;

  constructor(cutting: Cutting, every: number) {
    this.#cutting = cutting;
    this.#every = every;
    this.#passed = cutting.base;
  }

  /** A line ends between objects, and `before` is the unpassed text up to its end. */
  meet(before: () => string, lines: number, within: boolean): void {
    if (this.#count < this.#every) return;
    this.#next = { bytes: this.#passed + this.#cutting.size(before()), lines, within };
    this.#count = 0;
  }

  /** An object is found. Returns the cut before it, if any. */
  take(): Cut | null {
    const next = this.#next;
    this.#next = null;
    this.#count++;
    return next;
  }

  pass(text: string): void {
    this.#passed += this.#cutting.size(text);
  }
}

/** More digits than JavaScript's numbers hold: a rounded id would be another one. */
const LONG = /\d{16}/;

/** Reads numbers with too many digits as texts; null: it is no JSON. */
function parsed(text: string): JsonObject | null {
  const { stackTraceLimit } = Error;
  // A stack takes longer than the parser, and a file may have a million broken objects.
  Error.stackTraceLimit = 0;
  try {
    return JSON.parse(text, LONG.test(text) ? exactly : undefined) as JsonObject;
  } catch {
    return null;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The source text of a number (ECMAScript 2025's `context`, which TypeScript's types lack). */
function exactly(this: unknown, _: string, value: unknown, ...[context]: { readonly source?: string }[]): unknown {
  const { source = '' } = context ?? {};
  return typeof value === 'number' && LONG.test(source) && /^-?\d+(?:\.\d+)?$/.test(source) ? source : value;
}

const broken = (line: number): FoundObject => ({ ...wrong('not_json', { code: 'row_not_json' }), line });
