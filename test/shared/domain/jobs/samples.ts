import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Job, JobInput } from '../../../../shared/domain/jobs/job.ts';
import type { Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { NEVER_PAUSED } from '../../../../shared/domain/jobs/progress.ts';
import { NO_TOTALS } from '../../../../shared/domain/jobs/totals.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';

export const at = (iso: string) => instant(Date.parse(iso) * 1000);
export const NOW = at('2026-11-24T10:00:00Z');

/** A job together with what it was created with. */
export const job = (given: Partial<Job<Work> & JobInput> = {}): Job<Work> & JobInput => ({
  uuid: '01a20cff-7d00-765f-b4d7-4289e90e9d3f' as JobId,
  workspace: 'f74ad5c1-f3ba-460c-b56f-49b5fa553105' as WorkspaceId,
  work: { type: 'set_status', status: 'archived' },
  selection: { folder: 'active' },
  params: null,
  status: 'pending',
  preview: false,
  confirmAbove: null,
  total: null,
  totals: NO_TOTALS,
  errors: {},
  excluded: {},
  warned: {},
  estimate: null,
  slices: { total: 0, done: 0 },
  capacity: { readUnits: 0, writeUnits: 0 },
  follows: 0,
  token: null,
  reason: null,
  file: null,
  createdBy: 'token-1',
  creator: 'Sync',
  origin: 'api',
  createdOn: NOW,
  modifiedOn: NOW,
  startedOn: null,
  endedOn: null,
  checkpoints: [],
  paused: NEVER_PAUSED,
  maxRate: null,
  notBefore: null,
  ...given,
});

export const contact = (given: Partial<Contact> = {}): Contact => ({
  ...newContact({
    uuid: '3e0d2a7c-5c0e-4a56-9d6f-2b0f5c3f8a11' as ContactId,
    now: at('2025-01-01T00:00:00Z'),
    change: { by: 'token-1', via: 'api' },
  }),
  ...given,
});

export const assets = (settings: Partial<Assets['settings']> = {}): Assets => ({
  settings: {
    uuid: job().workspace,
    name: 'Programme',
    country: null,
    languages: ['eng'],
    timezone: 'UTC',
    dateStyle: 'day_first',
    anon: false,
    dormancyDays: 90,
    deleteAnyStatus: false,
    apiRates: {},
    createdOn: NOW,
    revision: 1,
    ...settings,
  },
  groups: new Map(),
  fields: new Map(),
});
