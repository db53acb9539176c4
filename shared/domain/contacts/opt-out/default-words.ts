/**
 * The default words by language (ISO 639-3). Sources: 47 CFR 64.1200(a)(10), the CTIA's and Canada's rules for short
 * codes, and the lists of AWS, Twilio, Telnyx, Sinch and Braze. Rules name only English and French words. The Spanish
 * and Portuguese ones come from public code; the others were proposed, and not checked by speakers. A wrong opt-out
 * only stops messages; a missed one sends a message to a person who refused it.
 */
type Words = Readonly<Record<string, readonly string[]>>;

export const STOP_WORDS: Words = {
  eng: [
    ...['stop', 'stop all', 'stopall', 'quit', 'end', 'revoke', 'cancel', 'unsubscribe', 'remove', 'td'],
    // The last one is on WhatsApp's own button under marketing.
    ...['opt out', 'optout', 'stop promotions'],
  ],
  fra: ['arrêt', 'arrête', 'arrêtt'],
  spa: ['baja', 'cancelar', 'salir', 'desuscribir', 'basta', 'detener', 'alto'],
  por: ['sair', 'parar', 'pare', 'cancelar', 'remover', 'descadastrar'],
  deu: ['stopp', 'abmelden'],
  ita: ['annulla'],
  rus: ['стоп'],
  ara: ['إلغاء', 'توقف', 'قف'],
  swa: ['sitisha'],
  hin: ['रोकें'],
};

/** Ordinary words elsewhere ("acha" is "good" in Hindi), which count in workspaces with the language. */
export const SPOKEN_STOP_WORDS: Words = {
  swa: ['acha', 'ondoa', 'simama'],
  hin: ['band'],
};

export const START_WORDS: Words = {
  eng: ['start', 'yes', 'unstop'],
  spa: ['alta'],
  por: ['voltar'],
};

export const HELP_WORDS: Words = {
  eng: ['help', 'info'],
  fra: ['aide'],
};
