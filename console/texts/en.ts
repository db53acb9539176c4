import { actions } from './en/actions.ts';
import { connections } from './en/connections.ts';
import { contact } from './en/contact.ts';
import { contacts } from './en/contacts.ts';
import { dormancy } from './en/dormancy.ts';
import { erasures } from './en/erasures.ts';
import { exports } from './en/exports.ts';
import { firstRun } from './en/first-run.ts';
import { flows } from './en/flows.ts';
import { groups } from './en/groups.ts';
import { history } from './en/history.ts';
import { imports } from './en/imports.ts';
import { jobs } from './en/jobs.ts';
import { query } from './en/query.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { folderHints, folders, shell } from './en/shell.ts';
import { suppressions } from './en/suppressions.ts';

/** Every text of the console in English. Its type is what another language has to fit. */
export const en = {
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
  refusals: {} as Readonly<Record<string, (data: Readonly<Record<string, string>>) => string>>,
};
