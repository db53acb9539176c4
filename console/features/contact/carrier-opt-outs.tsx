import type { Contact } from '../../common/api/index.ts';
import { type Texts, textFor, useFormats, useTexts } from '../../common/texts/index.ts';

type Place = NonNullable<Contact['carrier']>[number];

/** Each number on the carrier's opt-out lists, with the changes that the carrier still has to make. */
export function CarrierOptOuts({ places }: { readonly places: readonly Place[] }) {
  const { contact: texts } = useTexts();
  const { moment } = useFormats();
  return places.map((place) => (
    <div key={`${place.opt_out_list} ${place.urn}`}>
      <bdi>{place.urn.replace(/^tel:/, '')}</bdi> (<bdi>{place.opt_out_list}</bdi>): {standingOf(place, texts)}
      {place.since !== null && `, ${moment(place.since)}`}
      {place.pending !== null && `; ${texts.pending[place.pending]}`}
      {place.next_try_on !== null && `, ${moment(place.next_try_on)}`}
      {place.problem !== null &&
        `: ${textFor(texts.carrierProblems, place.problem) ?? texts.carrierRefused({ code: place.problem })}`}
    </div>
  ));
}

function standingOf({ opted_out }: Place, texts: Texts['contact']): string {
  if (opted_out === null) return texts.atCarrier.unknown;
  return opted_out ? texts.atCarrier.optedOut : texts.atCarrier.notOptedOut;
}
