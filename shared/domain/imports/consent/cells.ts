import { findsPhrase, phrases } from './phrases.ts';
import { plainWords } from './plain-words.ts';
import { REFUSALS } from './vocabulary.ts';

/**
 * What a cell says of messages. `yes` and `no` answer what the column asks. `never`: the person has agreed to nothing. `bounced`: messages do not
 * arrive, which is nobody's wish. `unsaid`: a word for nothing said.
 */
export type CellMeaning =
  | 'refused'
  | 'consents'
  | 'never'
  | 'bounced'
  | 'unsaid'
  | 'yes'
  | 'no'
  | 'time'
  | 'blank'
  | 'other';

/** Words that alone say how a person stands, whatever the column is called. */
const WORDS: Readonly<Record<'refused' | 'consents' | 'bounced' | 'unsaid' | 'yes' | 'no', string>> = {
  refused: `stop|stopped|stopall|arret|blocked|block|removed|revoked|withdrawn|withdrew|withdraw|denied|declined|complained|complaint|complainer|spam complaint|reported spam|spam report
    |marked as spam|refused|not allowed|disallowed|not permitted|banned|out|rejected messages|excluded|no consent|not consented|non consent|user suppressed|no mass emails|refuse|baja|de baja
    |rechazado|rechazada|rechaza|recusado|recusada|recusou|cancelado|amekataa|amejitoa|yanze|yavuyemo|ملغي|مرفوض|رفض|محظور|غير موافق|बंद|मना|मना किया|अस्वीकार|quit|cancelled subscription
    |stop promotions|objected|opposed|bloque|bloquee|bloqueado|bloqueada|withdrawn consent|consent withdrawn|not interested`,
  consents: `in|allow|allowed|permitted|consented|confirmed|enabled|active|regular|accepts|accepted|agreed|approved|granted|inscrit|inscrite|accepte|acceptee|actif|suscrito|suscrita|alta|acepta
    |aceptado|activo|inscrito|inscrita|aceito|aceita|ativo|amejiunga|amekubali|yemeye|مشترك|موافق|सहमत|express|implied|none|opted|email allowed|member`,
  bounced: `bounced|bounce|cleaned|held|undeliverable|undelivered|hard bounce|soft bounce|hard bounced|invalid|invalid email|invalid number|rejected|rebotado|devolvido|wrong number|unreachable`,
  unsaid: `unconfirmed|pending|unactivated|unknown|not set|n a|na|null|nil|undefined|not asked|no answer|no response|en attente|inconnu|pendiente|desconocido|pendente|desconhecido|haijulikani|did not answer`,
  yes: `yes|y|true|t|1|x|on|checked|✓|✔|oui|o|vrai|v|si|s|verdadero|sim|verdadeiro|ndiyo|ndio|yego|نعم|हाँ|हां|wahr|ja|1 0|yes i do`,
  no: `no|n|false|f|0|off|unchecked|non|faux|falso|nao|hapana|oya|لا|नहीं|falsch|nein|0 0|✗`,
};

/** These words speak of messages only in a column whose name does: of people and papers they say other things. */
const QUIET: ReadonlySet<string> = new Set(
  `in|out|block|allow|allowed|held|invalid|rejected|excluded|banned|cancelado|denied|declined|removed|none|active|enabled|regular|member|approved|confirmed|accepted|refused|refuse|bloque|alta|baja
    |actif|activo|ativo|inscrit|inscrite|inscrito|inscrita|agreed|granted|opted|rejected messages|quit|مرفوض|رفض|بंद|बंद|मना|unreachable|undelivered|express|implied`
    .split('|')
    .map((word) => formOf(word)),
);

/** Whether a cell speaks of refusal under any heading. */
export const isLoud = (cell: string, meaning: CellMeaning): boolean =>
  (meaning === 'refused' || meaning === 'never' || meaning === 'bounced') && !QUIET.has(formOf(cell));

const MEANINGS: ReadonlyMap<string, CellMeaning> = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) =>
    words.split('|').map((word) => [formOf(word), meaning as CellMeaning] as const),
  ),
);

/** These contain words of consent, and are neither consent nor refusal. */
const AGREES = phrases('opt* in, optin*, subscrib*, consents, gives consent, gave consent');
const NEVER_AGREED = phrases('never subscrib*, did not subscrib*, not subscrib*, nonsubscrib*, non subscrib*');

/** Longer cells are remarks, in which a word may be about anything. */
const LONGEST_CELL = 60;
const MOST_WORDS = 8;

const NO_WORDS = /^[\d\s+().,:/TZ-]*$/;
const TIME = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[T ].*)?$|^\d{4}-\d{2}-\d{2}/;

function formOf(text: string): string {
  const words = plainWords(text);
  return words.length > 0 ? words.join(' ') : text.trim();
}

/** What a cell says of messages by itself. */
export function cellMeaning(cell: string): CellMeaning {
  const text = cell.trim();
  if (text === '' || text === '-' || text === '--') return 'blank';
  if (text.length > LONGEST_CELL) return 'other';
  if (TIME.test(text)) return 'time';
  const known = MEANINGS.get(formOf(text));
  if (known !== undefined) return known;
  if (NO_WORDS.test(text)) return 'other';
  const words = plainWords(text);
  if (words.length > MOST_WORDS) return 'other';
  if (findsPhrase(NEVER_AGREED, words)) return 'never';
  if (findsPhrase(REFUSALS, words)) return 'refused';
  return findsPhrase(AGREES, words) ? 'consents' : 'other';
}
