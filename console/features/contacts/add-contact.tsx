import { Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { useSession } from '../../common/api/index.ts';
import { later } from '../../common/components/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';

const AddContactDialog = later(() => import('./add-contact-dialog.tsx'));

/** A button that adds one person by hand. */
export function AddContact() {
  const { contacts: texts } = useFirstTexts();
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may('edit')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.add}</Button>
      {open && <AddContactDialog onClose={() => setOpen(false)} />}
    </>
  );
}
