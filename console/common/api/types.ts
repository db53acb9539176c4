import type { FetchResponse } from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

type Path<Name extends string> = `/api/v2/${Name}.json`;
type Method = 'get' | 'post' | 'delete';

/** An endpoint that takes a method, by its name: `jobs` for `/api/v2/jobs.json`. */
export type Endpoint<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? (P extends Path<infer Name> ? Name : never) : never;
}[keyof paths];

type Operation<Name extends string, M extends Method> = Path<Name> extends keyof paths ? paths[Path<Name>][M] : never;

export type Answer<Name extends string, M extends Method = 'get'> = NonNullable<
  FetchResponse<Operation<Name, M> & Record<string, unknown>, object, 'application/json'>['data']
>;

export type Item<Name extends Endpoint<'get'>> = Extract<
  Answer<Name>,
  { results: readonly unknown[] }
>['results'][number];

/** The parameters of a request, which follow `?` in its address: each is a text there. */
export type Query<Name extends string, M extends Method> =
  Operation<Name, M> extends { parameters: { query?: infer Parameters } }
    ? { readonly [Parameter in keyof Parameters]: string }
    : never;

export type Body<Name extends Endpoint<'post'>> =
  Operation<Name, 'post'> extends { requestBody: { content: { 'application/json': infer Json } } } ? Json : never;

/** The code of a sentence, with the data that fills the gaps of a translation. */
export type Coded = components['schemas']['Coded'];
export type Me = Answer<'me'>;
export type Counts = Answer<'counts'>;
/** A contact in a list, with the keys that were requested. */
export type Row = Item<'contacts'>;
type Sometimes = 'ref' | 'anon_display' | 'version' | 'carrier';
export type Contact = Required<Omit<Row, Sometimes>> & Pick<Row, Sometimes>;
export type Group = Item<'groups'>;
export type Field = Item<'fields'>;
export type Flow = Item<'flows'>;
export type Job = Item<'jobs'>;
export type Dormancy = Answer<'dormancy'>;
export type Settings = Answer<'settings'>;

export const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const;
export type Folder = (typeof FOLDERS)[number];
export const isFolder = (name: string): name is Folder => (FOLDERS as readonly string[]).includes(name);
