import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Dialog, LanguageField, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Asks for a name, a phone number and a language, adds the person, and opens their page. */
export default function AddContactDialog({ onClose }: { readonly onClose: () => void }) {
  const { words, contacts: texts } = useTexts();
  const { api } = useSession();
  const refresh = useRefresh();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [language, setLanguage] = useState('');
  const add = useMutation({
    mutationFn: () =>
      api.post(
        'contacts',
        {
          ...(name.trim() !== '' && { name: name.trim() }),
          ...(language !== '' && { language }),
          ...(phone.trim() !== '' && { urns: [`tel:${phone.trim()}`] }),
        },
        {},
        { 'Idempotency-Key': crypto.randomUUID() },
      ),
    async onSuccess({ uuid }) {
      await refresh();
      navigate(`/contact/${uuid}`);
    },
  });
  const isEmpty = name.trim() === '' && phone.trim() === '';
  return (
    <Dialog title={texts.add} onClose={onClose} disabled={isEmpty} change={add}>
      <TextField label={words.name} value={name} onChange={setName} autoFocus />
      <TextField
        label={texts.phone}
        description={texts.phoneHint}
        value={phone}
        inputMode="tel"
        placeholder="+250788123456"
        onChange={setPhone}
      />
      <LanguageField value={language} readOnly={false} onChange={setLanguage} />
    </Dialog>
  );
}
