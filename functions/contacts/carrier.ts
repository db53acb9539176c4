import * as z from 'zod/mini';
import { type ListNumber, readListNumbers } from '../../shared/data/carrier/index.ts';
import { listsOf } from '../../shared/domain/carrier/lists.ts';
import { nextListStep } from '../../shared/domain/carrier/next-list-step.ts';
import { phoneNumbersOf, refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

type Found = Awaited<ReturnType<typeof readListNumbers>>[number];

/** A number of a contact, and what one of the lists says of it. */
interface Listed {
  readonly contact: Contact;
  readonly place: ListNumber;
  readonly known: NonNullable<Found>['known'] | null;
  readonly look: NonNullable<Found>['look'] | null;
}

type About = Pick<RequestContext, 'assets' | 'now'>;

export const carrierShown = presenter<Listed, About>()({
  urn: [
    z.string(),
    ({ place }, { assets }) => {
      const urn = `tel:${place.number}`;
      return assets.settings.anon ? maskUrn(urn) : urn;
    },
  ],
  opt_out_list: [z.string(), ({ place }) => place.of.list],
  /** Null when unknown: the number was not read there, nor put or removed from here. */
  opted_out: [z.nullable(z.boolean()), ({ known }) => known && known.since !== null],
  /** By the list's own time. */
  since: [orNull(timestamp), ({ known }) => known?.since],
  /** What is still to be reported. */
  pending: [
    z.nullable(z.enum(['put', 'remove'])),
    ({ contact, known, look }, { now }) => {
      const step = look && nextListStep(refusedOn(contact), known, now).do;
      if (step === null || step === 'nothing') return null;
      return step === 'put' ? 'put' : 'remove';
    },
  ],
  /** When it is retried, and why it failed. */
  next_try_on: [orNull(timestamp), ({ look }, { now }) => (look && look.due > now ? look.due : null)],
  problem: [orNull(z.string()), ({ look }) => look?.problem],
});

/** What the carrier has of a contact's numbers; undefined without a list. 1 read unit a number and list. */
export async function atCarrier(
  contact: Contact | Tombstone,
  { runtime, caller, assets, now }: RequestContext,
): Promise<z.output<typeof carrierShown.schema>[] | undefined> {
  const lists = listsOf(runtime.config.optOutLists, caller.workspace);
  if (lists.length === 0 || isTombstone(contact)) return undefined;
  const places: ListNumber[] = lists.flatMap((of) => phoneNumbersOf(contact).map((number) => ({ of, number })));
  const found = await readListNumbers(runtime.data, places);
  return places.map((place, index) => {
    const { known = null, look = null } = found[index] ?? {};
    return carrierShown.show({ contact, place, known, look }, { assets, now });
  });
}
