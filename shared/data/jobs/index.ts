export { selectsAny } from './folder-selection.ts';
export { freezePage } from './freeze.ts';
export { readInput } from './input.ts';
export type { JobRecord } from './items.ts';
export { nextSlices } from './next-slices.ts';
export { closeSlice, failSlice, openSlices, readSlice } from './slices.ts';
export { listStarts, type ShownStart } from './starts.ts';
export { completeJob, failJob, interruptJob, nudgeJob, pauseJob, resumeJob, runJob, startJob } from './steps.ts';
export { createJob, listJobs, listJobsOf, type NewJob, openJobs, openJobsOf, readJob } from './store.ts';
