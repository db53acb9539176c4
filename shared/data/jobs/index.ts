export { interruptJob, pauseJob, raiseHops, resumeJob, runJob, setRate, setStart, unrunJob } from './caller-steps.ts';
export * from './candidates.ts';
export { followingId } from './change-status.ts';
export * from './confirmed.ts';
export * from './contact-sample.ts';
export * from './decide.ts';
export * from './error-samples.ts';
export * from './export-file.ts';
export * from './find-runs.ts';
export * from './finished-jobs.ts';
export * from './flow-histories.ts';
export { selectsAny } from './folder-selection.ts';
export { freezePage } from './freeze.ts';
export type { JobRecord } from './header.ts';
export { readInput, readInputPart } from './input.ts';
export * from './job-contacts.ts';
export { listRuns, type RunsFound, type StoredRun } from './list-runs.ts';
export * from './names.ts';
export { type Looking, nextSlices } from './next-slices.ts';
export { allOpenJobs, askedJobs, dueJobs, expiredPreviews, forgetEntry, openJobs, openJobsOf } from './open-jobs.ts';
export * from './outcomes.ts';
export * from './partitions.ts';
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
export * from './service-steps.ts';
export * from './slices.ts';
export type { Chooser } from './snapshot-selection.ts';
export { listStarts, readStartPaths, type ShownStart, type StartPaths } from './starts.ts';
export * from './step-outbox-stream.ts';
export { createJob, listJobs, listJobsOf, type NewJob, readJob, withdrawJob } from './store.ts';
