import { SCHEMES } from '../contacts/urn-schemes.ts';
import type { Assets } from '../workspace.ts';
import { fieldNameFor, type TargetText } from './target.ts';

/** What products call the columns that every contact has, in lower case, without spaces, `_`, `-` and `.`. */
const KNOWN: ReadonlyMap<string, TargetText> = new Map(
  Object.entries({
    uuid: ['uuid', 'contactuuid'],
    name: [
      'name',
      'contactname',
      'fullname',
      'firstname',
      'lastname',
      'surname',
      'givenname',
      'familyname',
      'nom',
      'nombre',
      'prenom',
    ],
    language: ['language', 'contactlanguage', 'lang', 'langue', 'idioma'],
    status: ['status', 'contactstatus'],
    created_on: [
      'createdon',
      'createdat',
      'created',
      'creationdate',
      'createdate',
      'createdtimestamp',
      'optintime',
      'dateadded',
      'contactcreatedon',
    ],
    last_seen_on: [
      'lastseenon',
      'lastseen',
      'lastseenat',
      'effectivedate',
      'lastactive',
      'lastcontacted',
      'contactlastseenon',
    ],
    groups: ['groups', 'tags', 'lists', 'segments', 'grupos', 'groupes'],
    opt_out: [
      'optout',
      'optedout',
      'unsubscribed',
      'unsubscribedfromallemail',
      'optedoutofallemail',
      'hsemailoptout',
      'unsubscribeall',
      'sendblocked',
      'emailblacklist',
      'smsblacklist',
      'donotcontact',
      'complaint',
    ],
    'urn:tel': [
      'phone',
      'phonenumber',
      'mobile',
      'mobilenumber',
      'mobilephone',
      'mobilephonenumber',
      'msisdn',
      'tel',
      'telephone',
      'cell',
      'cellphone',
      'number',
      'sms',
      'telefono',
      'telefone',
      'portable',
      'address(sms)',
      'address(voice)',
    ],
    'urn:mailto': ['email', 'emailaddress', 'mail', 'correo', 'courriel', 'address(email)'],
    'urn:whatsapp': ['whatsapp', 'whatsappnumber', 'whatsappid'],
    'urn:fcm': ['address(gcm)'],
    urn: ['urn', 'urns', 'address', 'destination'],
    ignore: [
      'requestid',
      'applicationid',
      'cohortid',
      'id',
      'ref',
      'scheme',
      'legacyid',
      'endpointstatus',
      'modifiedon',
      'flow',
      'optoutreason',
      'optedouton',
      'dormantsince',
    ],
  }).flatMap(([target, names]) => names.map((name) => [name, target] as const)),
);

/** The target that a column most probably has, by what it is called. What nothing else is known of becomes a field of its name. */
export function guessTarget(column: string, assets: Pick<Assets, 'fields' | 'groups'>): TargetText {
  const plain = column.trim().toLowerCase();
  const prefixed = /^(urn|field|group)\s*:\s*(.+)$/is.exec(column.trim());
  if (prefixed) return prefixedTarget(String(prefixed[1]).toLowerCase(), String(prefixed[2]).trim());
  const own = [...assets.fields.values()].find(({ key, name }) => name.toLowerCase() === plain || key === plain);
  if (own) return `field:${own.name}`;
  const known = KNOWN.get(plain.replace(/[\s_.-]+/g, ''));
  if (known !== undefined) return known;
  if (plain.startsWith('topicpreferences.')) return `group:${column.trim().slice('topicpreferences.'.length)}`;
  const name = fieldNameFor(column.replace(/^(attributes|user\.userattributes|attributesdata|metrics|fields)\./i, ''));
  return name === null ? 'ignore' : `field:${name}`;
}

function prefixedTarget(type: string, about: string): TargetText {
  if (type === 'urn') return SCHEMES.has(about.toLowerCase()) ? `urn:${about.toLowerCase()}` : 'ignore';
  if (type === 'group') return `group:${about}`;
  const name = fieldNameFor(about);
  return name === null ? 'ignore' : `field:${name}`;
}
