import { AttributeEditor, Input } from '@cloudscape-design/components';
import { CHOICES } from '../../common/api/index.ts';
import { Choice } from '../../common/components/index.ts';
import { textFor, useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly urns: readonly string[];
  readonly onChange: (urns: readonly string[]) => void;
}

/** A contact's addresses, the preferred one first. The service checks numbers against the workspace's country. */
export function AddressesInput({ urns, onChange }: Props) {
  const { contact: texts, words } = useTexts();
  const items = urns.map((urn) => ({ scheme: schemeOf(urn), path: urn.slice(urn.indexOf(':') + 1) }));
  const set = (index: number, scheme: string, path: string) =>
    onChange(urns.map((urn, at) => (at === index ? `${scheme}:${path}` : urn)));
  const options = [...new Set([...CHOICES.channels.scheme, 'mailto', ...items.map(({ scheme }) => scheme)])].map(
    (scheme) => ({ value: scheme, label: textFor(texts.schemes, scheme) ?? scheme }),
  );
  return (
    <AttributeEditor
      items={items}
      addButtonText={texts.addAddress}
      removeButtonText={texts.removeAddress}
      removeButtonAriaLabel={({ path }) => texts.removeNamed({ address: path })}
      empty={texts.noAddresses}
      onAddButtonClick={() => onChange([...urns, 'tel:'])}
      onRemoveButtonClick={({ detail }) => onChange(urns.filter((_, index) => index !== detail.itemIndex))}
      definition={[
        {
          label: texts.addressKind,
          control: ({ scheme, path }, index) => (
            <Choice
              options={options}
              value={scheme}
              ariaLabel={texts.addressKind}
              onChange={(other) => set(index, other, path)}
            />
          ),
        },
        {
          label: words.address,
          control: ({ scheme, path }, index) => (
            <Input
              value={path}
              ariaLabel={words.address}
              {...(scheme === 'tel' && {
                type: 'text' as const,
                inputMode: 'tel' as const,
                placeholder: '+250788123456',
              })}
              onChange={({ detail }) => set(index, scheme, detail.value)}
            />
          ),
        },
      ]}
    />
  );
}

const schemeOf = (urn: string): string => urn.slice(0, urn.indexOf(':'));
