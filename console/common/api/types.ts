import type { FetchResponse } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

type Gettable = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];

/** What a GET answers, as the client gives it. */
export type Answer<P extends Gettable> = NonNullable<
  FetchResponse<paths[P]['get'] & Record<string, unknown>, object, 'application/json'>['data']
>;

export type Me = Answer<'/api/v2/me.json'>;
export type Counts = Answer<'/api/v2/counts.json'>;
/** A contact in a list: only the keys that were asked for. */
export type Row = Answer<'/api/v2/contacts.json'>['results'][number];
type Sometimes = 'ref' | 'anon_display' | 'version' | 'carrier';
/** A whole contact. */
export type Contact = Required<Omit<Row, Sometimes>> & Pick<Row, Sometimes>;
export type Group = Answer<'/api/v2/groups.json'>['results'][number];
export type Field = Answer<'/api/v2/fields.json'>['results'][number];
export type Flow = Answer<'/api/v2/flows.json'>['results'][number];
export type Job = Answer<'/api/v2/jobs.json'>['results'][number];
export type HistoryEvent = Answer<'/api/v2/history.json'>['results'][number];
export type Dormancy = Answer<'/api/v2/dormancy.json'>;
export type Settings = Answer<'/api/v2/settings.json'>;

export const FOLDERS = ['active', 'dormant', 'archived', 'stopped', 'blocked'] as const;
export type Folder = (typeof FOLDERS)[number];
export const isFolder = (name: string): name is Folder => (FOLDERS as readonly string[]).includes(name);
