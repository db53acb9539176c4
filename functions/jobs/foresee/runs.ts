import { type Holder, optOutOf, readHolders } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { bytesOf } from '../../../shared/domain/contacts/bytes.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { OptOuts } from '../../../shared/domain/contacts/modifiers/outcome.ts';
import { identityOf } from '../../../shared/domain/contacts/urns.ts';
import {
  type Foreseen,
  foreseenOfChange,
  foreseenOfClaims,
  foreseenOfLook,
  NOTHING_FORESEEN,
  sumOfForeseen,
  writeUnits,
} from '../../../shared/domain/costs/forecast.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { hasDetails, type KeptRun } from '../../../shared/domain/jobs/kept-run.ts';
import type { StartFlow, Working } from '../../../shared/domain/jobs/kinds/index.ts';
import type { Rule } from '../../../shared/domain/jobs/rules.ts';
import { ranOf } from '../../../shared/domain/jobs/run-outcome.ts';
import { startingFlow } from '../../../shared/domain/jobs/starting.ts';
import { loadFlow } from '../worker/flow-cache.ts';
import type { Foresee } from './foresee.ts';

/** Contacts of a page that are run through the flow, active ones first; others consume as much on average. */
const SAMPLE = 100;
/** Bytes of the item of a run's details, besides its errors and values. */
const BYTES_OF_DETAILS = 300;
const RUN = '00000000-0000-4000-8000-000000000000';

/** Foresees a start by running its flow for some contacts, of which nothing is stored. 1 read unit a new address. */
export async function foreseeRuns(
  data: Data,
  job: Job & { readonly params: unknown },
  operation: StartFlow,
  working: Working,
): Promise<Foresee> {
  const loaded = await loadFlow(data, job, operation.flow(job.work).flow);
  if (loaded === null) return async () => foreseenOfLook;
  const left = new Map<ContactId, number>();
  const record = {
    begin: () => RUN,
    ran: (contact: Contact, run: Parameters<typeof ranOf>[1]) => void left.set(contact.uuid, detailsOf(contact, run)),
  };
  const rule = startingFlow(operation, { ...loaded, params: job.params }, job, working, record);
  const owners = new Map<string, ContactId>();
  return async (contacts) => {
    const sample = contacts.toSorted((one, other) => rank(one) - rank(other)).slice(0, SAMPLE);
    const claims = new Map(sample.map((contact) => [contact.uuid, claimedBy(contact, rule)]));
    const holders = await readHolders(data, job.workspace, [...new Set([...claims.values()].flat())]);
    const found = new Map(
      sample.map((contact) => {
        const claimed = claims.get(contact.uuid) ?? [];
        const taken = new Set(
          claimed.filter((identity) => ownerOf(identity, contact, holders, owners) !== contact.uuid),
        );
        return [
          contact.uuid,
          foreseenOfRun(contact, rule, { claimed, taken, optOuts: optOutsOf(holders), left, working }),
        ];
      }),
    );
    const all = [...found.values()].reduce(sumOfForeseen, NOTHING_FORESEEN);
    const each = (units: number) => units / Math.max(1, sample.length);
    const average = { reads: each(all.reads), writes: each(all.writes), follows: each(all.follows) };
    return ({ uuid }) => found.get(uuid) ?? average;
  };
}

const rank = ({ status }: Contact): number => (status === 'active' ? 0 : 1);

/** Write units of what a run leaves in the contact's history besides the change. */
function detailsOf(contact: Contact, run: Parameters<typeof ranOf>[1]): number {
  const { kept, verdict } = ranOf(contact, run);
  return verdict.outcome === 'changed' && !hasDetails(kept) ? 0 : unitsOfDetails(kept);
}

const unitsOfDetails = ({ errors, values }: KeptRun): number =>
  writeUnits(BYTES_OF_DETAILS + bytesOf({ errors, values }));

/** The addresses that a run would add. */
function claimedBy(contact: Contact, rule: Rule): readonly string[] {
  const decision = rule(contact, new Set(), new Map());
  if (decision.outcome !== 'apply') return [];
  const had = new Set(contact.urns.map(identityOf));
  return [...new Set(decision.applied.contact.urns.map(identityOf))].filter((identity) => !had.has(identity));
}

/** The owner of an address, or the first contact of the job that takes it. */
function ownerOf(
  identity: string,
  { uuid }: Contact,
  holders: ReadonlyMap<string, Holder>,
  owners: Map<string, ContactId>,
): ContactId {
  const holder = holders.get(identity);
  const owner = owners.get(identity) ?? (holder?.kind === 'owned' ? holder.contact.uuid : uuid);
  owners.set(identity, owner);
  return owner;
}

const optOutsOf = (holders: ReadonlyMap<string, Holder>): OptOuts =>
  new Map(
    [...holders].flatMap(([identity, holder]) => {
      const optOut = optOutOf(holder);
      return optOut === null ? [] : [[identity, optOut] as const];
    }),
  );

interface Run {
  readonly claimed: readonly string[];
  readonly taken: ReadonlySet<string>;
  readonly optOuts: OptOuts;
  readonly left: ReadonlyMap<ContactId, number>;
  readonly working: Working;
}

function foreseenOfRun(contact: Contact, rule: Rule, { claimed, taken, optOuts, left, working }: Run): Foreseen {
  const decision = rule(contact, taken, optOuts);
  const changes = decision.outcome === 'apply';
  const details = left.get(contact.uuid) ?? 0;
  const change = changes ? foreseenOfChange(contact, decision.applied.contact, working.assets) : NOTHING_FORESEEN;
  const refused = changes || claimed.length === 0 ? NOTHING_FORESEEN : foreseenOfClaims(contact, claimed.length);
  // Details of a contact that did not change are looked at once more, in case it was deleted.
  const again = details > 0 && !changes ? foreseenOfLook(contact, 2) : NOTHING_FORESEEN;
  const all = [foreseenOfLook(contact), change, refused, again].reduce(sumOfForeseen);
  return { ...all, writes: all.writes + details };
}
