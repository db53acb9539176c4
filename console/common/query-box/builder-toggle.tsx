import { Button } from '@cloudscape-design/components';
import { type ComponentProps, useState } from 'react';
import { later } from '../components/index.ts';
import { useFirstTexts } from '../texts/index.ts';

const Builder = later(() => import('../query-builder/index.ts'));

/** A link that opens the lists of which a query can be built. */
export function BuilderToggle(props: ComponentProps<typeof Builder>) {
  const { builder } = useFirstTexts();
  const [isBuilding, setBuilding] = useState(false);
  return (
    <>
      <Button variant="inline-link" ariaExpanded={isBuilding} onClick={() => setBuilding(!isBuilding)}>
        {isBuilding ? builder.hide : builder.title}
      </Button>
      {isBuilding && <Builder {...props} />}
    </>
  );
}
