/** The door to jobs: what the rest of the service may do with them. Keys are in jobs-items.ts, slices in slices.ts. */
export type { JobRecord } from './jobs-items.ts';
export { listStarts } from './jobs-starts.ts';
export { completeJob, failJob, interruptJob, nudgeJob, pauseJob, resumeJob, runJob, startJob } from './jobs-steps.ts';
export { createJob, type JobsPage, listJobs, type NewJob, openJobs, readJob } from './jobs-store.ts';
