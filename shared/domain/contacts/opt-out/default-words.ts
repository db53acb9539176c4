/**
 * The words that are used where a workspace names none, by language (ISO 639-3). Sources: 47 CFR 64.1200(a)(10), the CTIA's and Canada's rules
 * for short codes, and the lists of AWS, Twilio, Telnyx, Sinch and Braze. No rule names words of other languages than English and French: the
 * Spanish and Portuguese ones are those of public code, the others have been proposed and not been checked by speakers. What is an opt-out
 * by mistake is a message that is not sent; what is none by mistake is one to a person who refused it.
 */
type Words = Readonly<Record<string, readonly string[]>>;

export const STOP_WORDS: Words = {
  eng: [
    ...['stop', 'stop all', 'stopall', 'quit', 'end', 'revoke', 'cancel', 'unsubscribe', 'remove', 'td'],
    // The last is what WhatsApp's own button says under marketing.
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

/** Ordinary words elsewhere: "acha" is "good" in Hindi. They count in workspaces that speak the language. */
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
