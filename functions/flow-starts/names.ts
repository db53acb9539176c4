import { readContacts } from '../../shared/data/contacts/index.ts';
import type { ShownStart } from '../../shared/data/jobs/index.ts';
import { readFlowHead } from '../../shared/data/workspace/index.ts';
import { isTombstone } from '../../shared/domain/contacts/contact.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { namesOf, type StartNames } from './present.ts';

/** The present names in starts. 1 read unit for each flow and 0.5 for each contact that the starts name. */
export async function readStartNames(
  starts: readonly ShownStart[],
  { runtime: { data }, caller: { workspace }, assets }: RequestContext,
): Promise<StartNames> {
  const flows = new Set(starts.map(({ job }) => job.work.flow));
  const heads = await Promise.all([...flows].map((uuid) => readFlowHead(data, workspace, uuid)));
  const chosen = starts.flatMap(({ selection }) => ('contacts' in selection ? selection.contacts : []));
  const contacts = await readContacts(data, workspace, chosen);
  return {
    flows: namesOf(heads.filter((head) => head !== null)),
    groups: namesOf(assets.groups.values()),
    anon: assets.settings.anon,
    contacts: namesOf([...contacts.values()].flatMap((contact) => (isTombstone(contact) ? [] : contact))),
  };
}
