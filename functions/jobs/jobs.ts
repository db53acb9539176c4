import type { Service } from '../../shared/lambda/endpoint.ts';
import { openFiles } from '../../shared/lambda/files.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { type EndpointsOf, LINKS, pathOf, routesOf } from '../endpoints.ts';
import { followLink } from './files.ts';
import { getJobs } from './list.ts';
import { getJobContacts } from './list-contacts.ts';
import { saveJob } from './save.ts';

export const endpoints: EndpointsOf<'jobs'> = {
  jobs: { GET: getJobs, POST: saveJob },
  job_contacts: { GET: getJobContacts },
};

export const jobsService: Service = { routes: routesOf(endpoints), open: { [pathOf(LINKS)]: followLink } };

export const handler = httpHandler(jobsService, { files: openFiles, hmacKey: openHmacKey, queues: openQueues });
