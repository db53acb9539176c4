import { SpaceBetween } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { useTexts } from '../texts/index.ts';

type Named = readonly { readonly uuid: string; readonly name: string }[];

interface Props {
  readonly uses: Readonly<Partial<Record<(typeof PLACES)[number], Named>>>;
}

/** What may name a field or a group; each has its page at `/<place>/<uuid>`. */
const PLACES = ['groups', 'flows', 'policies'] as const;

/** How many groups, flows and policies name something. */
export const countOfUses = (uses: Props['uses']): number =>
  PLACES.reduce((sum, place) => sum + (uses[place]?.length ?? 0), 0);

/** Links to the groups, flows and policies that name something. */
export function UseLinks({ uses }: Props) {
  const { fields: texts } = useTexts();
  return (
    <SpaceBetween size="xs">
      {PLACES.map((place) => {
        const named = uses[place] ?? [];
        if (named.length === 0) return null;
        return (
          <div key={place}>
            {texts.usedIn[place]}:{' '}
            {named.map(({ uuid, name }, index) => (
              <span key={uuid}>
                {index > 0 && ', '}
                <Link href={`/${place}/${uuid}`}>
                  <bdi>{name}</bdi>
                </Link>
              </span>
            ))}
          </div>
        );
      })}
    </SpaceBetween>
  );
}
