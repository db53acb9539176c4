import { openFiles } from '../../shared/lambda/files.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { auditAll } from './audit-all.ts';

/** All night: compares derived data with the contacts, repairs it, and counts what it had to mend. */
export const handler = scheduleHandler(
  async (runtime) => {
    const { looked, ended, broken, ...mended } = await auditAll(runtime);
    // What was saved stays: the alarm on the function's errors tells of the items, and the next run goes on.
    if (broken > 0)
      throw new Error(`The audit could not look at ${broken} items: "not audited" in the log names them.`);
    return { looked, ended, ...mended };
  },
  { files: openFiles, hmacKey: openHmacKey },
);
