import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** A request as a client would make it. */
export interface CaseRequest {
  /** GET when left out. */
  readonly method?: string;
  /** Behind `/api/v2/`, or absolute. */
  readonly path: string;
  readonly body?: Json;
  /** The body as text, for what is not JSON. */
  readonly text?: string;
  /** Added to the usual ones; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Whose token; the workspace's first administrator when left out. */
  readonly role?: 'administrator' | 'editor' | 'viewer';
}

export interface CaseAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, null when there is none. */
  readonly body: unknown;
}

/** A request and its expected answer. */
export interface Exchange {
  readonly request: CaseRequest;
  readonly status: number;
  /** Exact, but for matchers (`match.ts`); not looked at when left out. */
  readonly body?: Json;
  /** Headers that the answer must have; it may have others. */
  readonly headers?: Readonly<Record<string, Json>>;
  /** The answer takes a moment to be as expected: the service settles first. */
  readonly eventually?: boolean;
}

/** What exists before the request; made through the API itself, in this order. */
export interface Before {
  readonly settings?: JsonObject;
  /** Types by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Names of static groups. */
  readonly groups?: readonly string[];
  /** By the name that the case uses for them; `status` is set afterwards. */
  readonly contacts?: Readonly<Record<string, JsonObject>>;
  /** Definitions by name: see `test/cases/http/definitions`. */
  readonly flows?: readonly string[];
  /** Other requests, each of which must succeed; `as` is the name of its answer. */
  readonly steps?: readonly (CaseRequest & { readonly as?: string })[];
}

export interface Case extends Exchange {
  readonly name: string;
  /** Added to what the file says, key by key. */
  readonly before?: Before;
  /** More requests, in order. */
  readonly then?: readonly Exchange[];
  /** The history of contacts by name, oldest first: one object an event; only the keys named here are compared. */
  readonly events?: Readonly<Record<string, readonly JsonObject[]>>;
}

interface CaseFile {
  /** What the file is about, in a sentence. */
  readonly about: string;
  /** What exists before each of its cases. */
  readonly before?: Before;
  readonly cases: readonly Case[];
}

const FOLDER = join(import.meta.dirname, '../../cases/http');

const read = (path: string): unknown => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));

/** Every file of cases, by endpoint. */
export const caseFiles = (): (CaseFile & { readonly endpoint: string })[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ endpoint: basename(name, '.json'), ...(read(name) as CaseFile) }));

/** A flow definition that cases name. */
export const definition = (name: string): JsonObject => read(`definitions/${name}.json`) as JsonObject;
