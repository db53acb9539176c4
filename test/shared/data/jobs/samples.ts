import { v7 } from 'uuid';
import type { NewJob } from '../../../../shared/data/jobs/index.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';

export const NOW = instant(Date.parse('2026-11-24T10:00:00Z') * 1000);
export const later = (seconds: number): Instant => instant(NOW + seconds * 1_000_000);

export const newWorkspace = (): WorkspaceId => v7() as string as WorkspaceId;
export const newContacts = (count: number): ContactId[] =>
  Array.from({ length: count }, () => v7() as string as ContactId);

export const newJob = (given: Partial<NewJob> = {}): NewJob => ({
  uuid: v7() as string as JobId,
  work: { type: 'set_status', status: 'archived' },
  selection: { folder: 'active' },
  preview: false,
  createdBy: 'token-1',
  now: NOW,
  ...given,
});

export const NO_CAPACITY = { readUnits: 0, writeUnits: 0 };
