export { interruptJob, pauseJob, raiseHops, resumeJob, runJob, setRate, setStart, unrunJob } from './caller-steps.ts';
export { nextCandidates, pageCandidates, readCandidates } from './candidates.ts';
export { followingId } from './change-status.ts';
export { type ErasedContact, type ErasedContacts, noteErased, readErased } from './confirmed.ts';
export { type Manifest, readContactSample, readManifests } from './contact-sample.ts';
export { approveJob, declineJob, expireApproval } from './decide.ts';
export { type ErrorSample, readErrorSamples } from './error-samples.ts';
export { noteExportFile } from './export-file.ts';
export { findJobById, findRun, findRunById, isWithin, listRunsOf } from './find-runs.ts';
export { finishedJobs } from './finished-jobs.ts';
export { HistoryTooLargeError, readHistories } from './flow-histories.ts';
export { selectsAny } from './folder-selection.ts';
export { freezePage } from './freeze.ts';
export type { JobRecord } from './header.ts';
export { readInput, readInputPart } from './input.ts';
export { contactsOfSlices, type JobContact, listJobContacts } from './job-contacts.ts';
export { listRuns, type RunsFound, type StoredRun } from './list-runs.ts';
export { readJobNames } from './names.ts';
export { type Looking, nextSlices } from './next-slices.ts';
export { allOpenJobs, askedJobs, dueJobs, expiredPreviews, forgetEntry, openJobs, openJobsOf } from './open-jobs.ts';
export { type ClosedSlice, putOutcomes, readClosed, readOutcomes, type SliceOutcomes, sliceName } from './outcomes.ts';
export {
  type FrozenPartition,
  fanOutAt,
  freezePartition,
  joinPartitions,
  readFrozenPartitions,
  touchPending,
} from './partitions.ts';
export {
  carryNotes,
  hasNotes,
  type LookPass,
  type PeopleUnder,
  type PolicyLook,
  putPolicyLook,
  putPolicyNotes,
  readPolicyLook,
} from './policy-notes.ts';
export { projectionLag, sayProjected } from './projection-lag.ts';
export { type RunCounts, readRuns } from './run-counts.ts';
export { SELECTION_START } from './selection-cursor.ts';
export {
  addFollows,
  beginJob,
  completeJob,
  expireJob,
  failJob,
  holdJob,
  nudgeJob,
  startJob,
  touchJob,
} from './service-steps.ts';
export {
  accountFor,
  closeSlice,
  doneOf,
  failSlice,
  isSliceOpen,
  openSlices,
  readSlice,
  type Slice,
  type SlicePart,
} from './slices.ts';
export type { Chooser } from './snapshot-selection.ts';
export { listStarts, readStartPaths, type ShownStart, type StartPaths } from './starts.ts';
export { type OutboxStep, outboxStepOf } from './step-outbox-stream.ts';
export { createJob, listJobs, listJobsOf, type NewJob, readJob, withdrawJob } from './store.ts';
