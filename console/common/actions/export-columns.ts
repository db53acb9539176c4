import { CONTACT } from '../api/index.ts';
import { addressTargets, type Known } from '../contacts/index.ts';
import { optionsIn, type Texts } from '../texts/index.ts';

/** Every column of an export. A workspace that hides addresses exports a reference instead. */
export function columnOptions({ fields, groups }: Known, isAnonymous: boolean, { exports, imports, words }: Texts) {
  const hidden = isAnonymous ? 'urns' : 'ref';
  return [
    {
      label: imports.contactItself,
      options: optionsIn(CONTACT.columns, exports.columnNames).filter(({ value }) => value !== hidden),
    },
    { label: words.addresses, options: isAnonymous ? [] : addressTargets(imports.targets) },
    { label: words.fields, options: fields.map(({ key, name }) => ({ value: `field:${key}`, label: name })) },
    { label: words.groups, options: groups.map(({ uuid, name }) => ({ value: `group:${uuid}`, label: name })) },
  ].filter(({ options }) => options.length > 0);
}
