/** Words that alone say whether a person wants messages, whatever the column is called. */
export const CELL_WORDS = {
  refused: `stop|stopped|stopall|arret|blocked|block|removed|revoked|withdrawn|withdrew|withdraw|denied|declined|complained|complaint|complainer|spam complaint|reported spam|spam report
    |marked as spam|spam|abgemeldet|removed from list|refused|not allowed|disallowed|not permitted|banned|out|rejected messages|excluded|no consent|not consented|non consent|user suppressed|no mass emails|refuse|baja|de baja
    |rechazado|rechazada|rechaza|recusado|recusada|recusou|cancelado|amekataa|amejitoa|yanze|yavuyemo|ملغي|مرفوض|رفض|محظور|غير موافق|बंद|मना|मना किया|अस्वीकार|quit|cancelled subscription
    |stop promotions|objected|opposed|bloque|bloquee|bloqueado|bloqueada|withdrawn consent|consent withdrawn|not interested|all|remove|remove me|dead|deceased|ametoka|hataki`,
  consents: `in|allow|allowed|permitted|consented|confirmed|enabled|active|regular|accepts|accepted|agreed|approved|granted|inscrit|inscrite|accepte|acceptee|actif|suscrito|suscrita|alta|acepta
    |aceptado|activo|inscrito|inscrita|aceito|aceita|ativo|amejiunga|amekubali|yemeye|مشترك|موافق|सहमत|express|implied|none|opted|email allowed|member`,
  bounced: `bounced|bounce|cleaned|held|undeliverable|undelivered|hard bounce|soft bounce|hard bounced|invalid|invalid email|invalid number|rejected|rebotado|devolvido|wrong number|unreachable`,
  unsaid: `unconfirmed|pending|unactivated|unknown|not set|n a|na|null|nil|undefined|not asked|no answer|no response|en attente|inconnu|pendiente|desconocido|pendente|desconhecido|haijulikani|did not answer|archived`,
  yes: `yes|y|true|t|1|x|on|checked|✓|✔|oui|o|vrai|v|si|s|verdadero|sim|verdadeiro|ndiyo|ndio|yego|نعم|हाँ|हां|wahr|ja|1 0|yes i do`,
  no: `no|n|false|f|0|off|unchecked|non|faux|falso|nao|hapana|oya|لا|नहीं|falsch|nein|0 0|✗`,
} as const;

/** Words that speak of messages only in a column whose name does; elsewhere they may mean other things. */
export const QUIET_WORDS = `in|out|block|allow|allowed|held|invalid|rejected|excluded|banned|cancelado|denied|declined|removed|none|active|enabled|regular|member|approved|confirmed|accepted|refused|refuse|bloque|alta|baja
    |actif|activo|ativo|inscrit|inscrite|inscrito|inscrita|agreed|granted|opted|rejected messages|quit|مرفوض|رفض|बंद|मना|unreachable|undelivered|express|implied|all|remove|dead|deceased`;
