import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getImports, listRefusals, listSavedMappings } from './list.ts';
import { askReport, listReports } from './reports.ts';
import { saveImport } from './save.ts';

export const endpoints: EndpointsOf<'imports'> = {
  imports: { GET: getImports, POST: saveImport },
  import_reports: { GET: listReports, POST: askReport },
  import_refusals: { GET: listRefusals },
  import_mappings: { GET: listSavedMappings },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { files: openFiles, queues: openQueues });
