import { actions } from './fr/actions.ts';
import { connections } from './fr/connections.ts';
import { contact } from './fr/contact.ts';
import { contacts } from './fr/contacts.ts';
import { dormancy } from './fr/dormancy.ts';
import { erasures } from './fr/erasures.ts';
import { exports } from './fr/exports.ts';
import { firstRun } from './fr/first-run.ts';
import { flows } from './fr/flows.ts';
import { groups } from './fr/groups.ts';
import { history } from './fr/history.ts';
import { imports } from './fr/imports.ts';
import { jobs } from './fr/jobs.ts';
import { query } from './fr/query.ts';
import { refusals } from './fr/refusals.ts';
import { session } from './fr/session.ts';
import { settings } from './fr/settings.ts';
import { folderHints, folders, shell } from './fr/shell.ts';
import { suppressions } from './fr/suppressions.ts';
import type { Texts } from './texts.tsx';

/** Every text of the console in French. */
export const fr: Texts = {
  product: 'Dormouse',
  session,
  shell,
  folders,
  folderHints,
  contacts,
  actions,
  jobs,
  imports,
  suppressions,
  erasures,
  exports,
  firstRun,
  groups,
  settings,
  connections,
  contact,
  history,
  flows,
  dormancy,
  query,
  refusals,
};
