import { countRepairs } from '../../shared/lambda/faults.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { auditAll } from './audit-all.ts';

/** Twice every night: compares derived data with the contacts, repairs it, and counts what it had to mend. */
export const handler = scheduleHandler(
  async (runtime) => {
    const { workspaces, looked, ...mended } = await auditAll(runtime);
    const repairs = Object.values(mended).reduce((sum, count) => sum + count, 0);
    if (repairs > 0) countRepairs(runtime.metrics, repairs);
    return { workspaces, looked, ...mended };
  },
  { hmacKey: openHmacKey },
);
