import { textFor, useTexts } from '../texts/index.ts';

/** Why a brake has stopped a job, the likeliest first. A reason that only a newer service knows is left out. */
export function BrakeReasons({
  reasons = [],
  addedBy = [],
}: {
  readonly reasons?: readonly string[] | undefined;
  readonly addedBy?: readonly { readonly name: string | null }[] | undefined;
}) {
  const { jobs: texts } = useTexts();
  const known = reasons.flatMap((reason) => textFor(texts.brakeReasons, reason) ?? []);
  const names = addedBy.flatMap(({ name }) => name ?? []).join(', ');
  if (known.length === 0) return null;
  return (
    <ul>
      {known.map((one) => (
        <li key={one}>{one}</li>
      ))}
      {names !== '' && <li>{texts.addedBy({ names })}</li>}
    </ul>
  );
}
