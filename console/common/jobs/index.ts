export { changeJob, type JobBody, readJob, startJob, untilEnded, useJob, useRunPreview } from './api.ts';
export { BrakeReasons } from './brake-reasons.tsx';
export { doneOf, failedOf, isEnded, isRunning, skippedOf } from './job.ts';
export { JobActions } from './job-actions.tsx';
export { JobContacts } from './job-contacts.tsx';
export { JobOutcomes } from './job-outcomes.tsx';
export { JobProgress, JobStatus } from './job-progress.tsx';
export { type StartTime, StartTimeChoice } from './start-time.tsx';
export { useNewestJobs } from './use-newest-jobs.ts';
