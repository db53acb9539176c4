import type { Worker } from '../concurrency.ts';
import { audit } from './audit.ts';
import { brake } from './brake.ts';
import { carrier } from './carrier.ts';
import { channels } from './channels.ts';
import { contacts } from './contacts.ts';
import { events } from './events.ts';
import type { Feature } from './feature.ts';
import { fields } from './fields.ts';
import { flows } from './flows.ts';
import { groups } from './groups.ts';
import { imports } from './imports.ts';
import { jobs } from './jobs.ts';
import { lifecycle } from './lifecycle.ts';
import { messages } from './messages.ts';
import { policies } from './policies.ts';
import { privacy } from './privacy.ts';
import { probe } from './probe.ts';
import { project } from './project.ts';
import { search } from './search.ts';
import { signIn } from './sign-in.ts';
import { snapshots } from './snapshots.ts';
import { webhooks } from './webhooks.ts';
import { workspace } from './workspace.ts';

/** Every function. Bundles, stack, dashboard and tests are made from this list. */
export const FEATURES: readonly Feature[] = [
  contacts,
  ...privacy,
  groups,
  fields,
  ...flows,
  events,
  messages,
  search,
  workspace,
  signIn,
  ...jobs,
  ...imports,
  ...snapshots,
  lifecycle,
  audit,
  project,
  ...webhooks,
  policies,
  ...channels,
  carrier,
  probe,
  brake,
];

/** Those that answer no requests. */
export const BOUNDED: readonly Worker[] = FEATURES.flatMap(({ name, atMost, spare, brief }) =>
  atMost === undefined || brief ? [] : [{ name, atMost, ...(spare && { spare }) }],
);
