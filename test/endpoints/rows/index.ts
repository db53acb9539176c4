import type { HttpFunction } from '../../../functions/endpoints.ts';
import type { Method } from '../../../shared/lambda/endpoint.ts';
import { channels } from './channels.ts';
import { contacts } from './contacts.ts';
import { events } from './events.ts';
import { fields } from './fields.ts';
import { flowStarts } from './flow-starts.ts';
import { flows } from './flows.ts';
import { groups } from './groups.ts';
import { imports } from './imports.ts';
import { jobs } from './jobs.ts';
import { messages } from './messages.ts';
import { policies } from './policies.ts';
import { privacy } from './privacy.ts';
import type { Row, Rows, Sent } from './row.ts';
import { search } from './search.ts';
import { webhooks } from './webhooks.ts';
import { workspace } from './workspace.ts';

/** A row for each method of each endpoint of `functions/endpoints.ts`. */
const ROWS: { readonly [Fn in HttpFunction]: Rows<Fn> } = {
  contacts,
  privacy,
  groups,
  fields,
  flows,
  'flow-starts': flowStarts,
  imports,
  jobs,
  events,
  messages,
  channels,
  webhooks,
  policies,
  search,
  workspace,
};

export interface Tried extends Row {
  readonly fn: HttpFunction;
  /** `contacts.json`. */
  readonly path: string;
  readonly method: Method;
}

export const EVERY: readonly Tried[] = Object.entries(ROWS).flatMap(([fn, rows]) =>
  Object.entries<Partial<Record<Method, Row>>>(rows).flatMap(([name, methods]) =>
    Object.entries(methods).map(([method, row]) => ({
      fn: fn as HttpFunction,
      path: `${name}.json`,
      method: method as Method,
      ...row,
    })),
  ),
);

/** A row's request, as a client sends it. */
export const requestOf = ({ method, path }: Tried, { query, body }: Sent): [Method, string, unknown] => [
  method,
  query === undefined ? path : `${path}?${new URLSearchParams(query)}`,
  body,
];
