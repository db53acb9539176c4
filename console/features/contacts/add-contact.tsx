import { Button } from '@cloudscape-design/components';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';

const AddContactDialog = lazy(() => import('./add-contact-dialog.tsx'));

/** A button that adds one person by hand. */
export function AddContact() {
  const { contacts: texts } = useFirstTexts();
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may('edit')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.add}</Button>
      {open && (
        <Suspense fallback={null}>
          <AddContactDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
