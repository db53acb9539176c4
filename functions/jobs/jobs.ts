import { openFiles } from '../../shared/lambda/files.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getJobs } from './list.ts';
import { getJobContacts } from './list-contacts.ts';
import { saveJob } from './save.ts';

export const endpoints: EndpointsOf<'jobs'> = {
  jobs: { GET: getJobs, POST: saveJob },
  job_contacts: { GET: getJobContacts },
};

export const handler = httpHandler(
  { routes: routesOf(endpoints) },
  { files: openFiles, hmacKey: openHmacKey, queues: openQueues },
);
