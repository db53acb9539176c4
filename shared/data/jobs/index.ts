export { beginJob, completeJob, expireJob, failJob, nudgeJob, startJob, touchJob } from './course.ts';
export { selectsAny } from './folder-selection.ts';
export { freezePage } from './freeze.ts';
export { HistoryTooLargeError, readHistories } from './histories.ts';
export { readInput, readInputPart } from './input.ts';
export type { JobRecord } from './items.ts';
export { contactsOfSlices, type JobContact, listJobContacts } from './job-contacts.ts';
export { type Manifest, readManifests } from './manifests.ts';
export { type Looking, nextSlices } from './next-slices.ts';
export { askedJobs, dueJobs, expiredPreviews, forgetEntry, openJobs, openJobsOf } from './open.ts';
export { type ClosedSlice, putOutcomes, readClosed, readOutcomes, type SliceOutcomes, sliceName } from './outcomes.ts';
export { jobsOver } from './over.ts';
export { listRuns, type Run, type RunsFound } from './ran.ts';
export { findRun, listRunsOf } from './ran-of.ts';
export { type Runs, readRuns } from './runs.ts';
export { readSample } from './sample.ts';
export { type ErrorSample, readSamples } from './samples.ts';
export {
  accountFor,
  closeSlice,
  doneOf,
  failSlice,
  isSliceOpen,
  openSlices,
  type Part,
  readSlice,
  type Slice,
} from './slices.ts';
export { listStarts, type ShownStart } from './starts.ts';
export { interruptJob, pauseJob, resumeJob, runJob, setRate, setStart, unrunJob } from './steps.ts';
export { createJob, listJobs, listJobsOf, type NewJob, readJob, withdrawJob } from './store.ts';
export { type ToldStep, toldStepOf } from './told-stream.ts';
export { readWalked, type Walked } from './walked.ts';
