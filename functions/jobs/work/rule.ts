import type { Data } from '../../../shared/data/dynamo/index.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type { Job, Work } from '../../../shared/domain/jobs/job.ts';
import {
  clearGroup,
  flagDormant,
  type Rule,
  regroupAll,
  setStatus,
  type Working,
} from '../../../shared/domain/jobs/rules.ts';
import { startFlow } from '../../../shared/domain/jobs/start.ts';
import { skipped } from '../../../shared/domain/jobs/verdict.ts';
import { loadFlow } from './flow-cache.ts';

/** What a job does to each contact, as a rule. Deleting is no change of a contact, and has its own file. */
export async function ruleFor(
  data: Data,
  job: Job,
  work: Exclude<Work, { type: 'delete' }>,
  working: Working,
): Promise<Rule> {
  switch (work.type) {
    case 'start': {
      const flow = await loadFlow(data, job, work.flow);
      if (flow === null) return () => skipped('flow_missing');
      return startFlow(working, flow, { job: job.uuid, params: work.params, origin: work.origin });
    }
    case 'set_status':
      return setStatus(working, work.status);
    case 'flag_dormant':
      return flagDormant(working, deadlineOf(job));
    case 'clear_group':
      return clearGroup(working, work.group);
    case 'populate_group':
    case 'turn_groups':
      return regroupAll(working);
    default:
      return unreachable(work);
  }
}

/** The sweep's deadline, which its selection carries; without one nobody is due. */
const deadlineOf = ({ selection }: Job) => ('folder' in selection && selection.notSeenSince) || instant(0);

function unreachable(work: never): never {
  throw new TypeError(`Unknown work: ${JSON.stringify(work)}`);
}
