import { type ListNumber, readListNumbers } from '../../shared/data/carrier/index.ts';
import { listsOf } from '../../shared/domain/carrier/lists.ts';
import { nextListStep } from '../../shared/domain/carrier/next-list-step.ts';
import { phoneNumbersOf, refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { formatIfAny } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';

export interface AtCarrier {
  readonly urn: string;
  readonly opt_out_list: string;
  /** Null when unknown: the number was not read there, nor put or removed from here. */
  readonly opted_out: boolean | null;
  /** By the list's own time. */
  readonly since: string | null;
  /** What is still to be reported. */
  readonly pending: 'put' | 'remove' | null;
  /** When it is retried, and why it failed. */
  readonly next_try_on: string | null;
  readonly problem: string | null;
}

/** What the carrier has of a contact's numbers; undefined without a list. 1 read unit a number and list. */
export async function atCarrier(
  contact: Contact | Tombstone,
  { runtime, caller, assets, now }: RequestContext,
): Promise<AtCarrier[] | undefined> {
  const lists = listsOf(runtime.config.optOutLists, caller.workspace);
  if (lists.length === 0 || isTombstone(contact)) return undefined;
  const places: ListNumber[] = lists.flatMap((of) => phoneNumbersOf(contact).map((number) => ({ of, number })));
  const found = await readListNumbers(runtime.data, places);
  return places.map(({ of, number }, index) => {
    const { known = null, look = null } = found[index] ?? {};
    const step = look && nextListStep(refusedOn(contact), known, now).do;
    const urn = `tel:${number}`;
    return {
      urn: assets.settings.anon ? maskUrn(urn) : urn,
      opt_out_list: of.list,
      opted_out: known && known.since !== null,
      since: formatIfAny(known?.since ?? null),
      pending: step === null || step === 'nothing' ? null : step === 'put' ? 'put' : 'remove',
      next_try_on: look && look.due > now ? formatIfAny(look.due) : null,
      problem: look?.problem ?? null,
    };
  });
}
