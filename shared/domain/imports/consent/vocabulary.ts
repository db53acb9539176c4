/**
 * The words of refusal and consent, in eight languages (not checked by speakers: Swahili, Kinyarwanda, Arabic, Hindi).
 */
import { phrases } from './phrases.ts';

/** Names that refuse messages, as far as a name can. */
export const REFUSALS = phrases(
  'unsub*, opt* out, dnc, dncr, dnd, dnm, blacklist*, black list*, blocklist*, block list*, denylist*, deny list*, suppress*, stop list*',
  'do not contact*, do not call*, do not email*, do not mail*, do not sms*, do not text*, do not phone*, do not message*, do not disturb*',
  'do not send*, do not market*, do not whatsapp*, do not allow*, donot*, dont contact*, dont call*, dont email*, dont text*, dont sms*',
  'dont message*, dont send*, dont disturb*, never contact*, no longer contact*, not to be contacted, not contactable, not subscrib*',
  'nonsubscrib*, non subscrib*, never subscrib*, did not subscrib*, send block*, excluded from campaign*, do not want*, does not want*',
  'desabon*, desinscri*, desinscript*, ne pas contact*, ne pas appel*, ne pas envoy*, ne pas derang*, ne plus contact*, ne plus envoy*',
  'ne plus appel*, liste noire, stop demarch*, ne souhaite plus*, ne veut plus*, dado de baja, dada de baja, darse de baja, dar de baja',
  'desuscri*, desubscri*, no molest*, no contactar*, no llam*, no enviar*, no desea*, lista negra, descadastr*, dessubscr*, desinscr*',
  'nao perturb*, nao contat*, nao contact*, nao enviar*, nao ligar*, nao deseja*, kujiondoa*, amejiondoa*, wamejiondoa*, usitume*',
  'guhagarika kwakira*, ntashaka*, simbyemera*, الغاء الاشتراك, الغي الاشتراك, عدم الازعاج, عدم الاتصال, عدم الارسال, لا تتصل, لا ترسل',
  'raye* liste, supprime* liste, nicht kontakt*, abgemeldet*, abmeld*, widerruf*, keine werbung, keine nachricht*, lista* exclusao, hataki*',
  'hatutaki*, ametoka*, amejitoa*, ntabwo ashaka*, قائمة الحظر, لا للتواصل, لا يريد*, लेना नहीं, नहीं चाह*, डीएनडी*',
  'القائمة السوداء, غير مشترك, सदस्यता समाप्त, सदस्यता रद्द, सहमति वापस, संपर्क न, संपर्क नहीं, संदेश न, कॉल न, परेशान न, अनसब्सक्राइब*, ऑप्ट आउट, ऑप्टआउट',
);

/** Names that may refuse messages, or something else. */
export const MAYBE_REFUSALS = phrases(
  'stop*, block*, banned, barred, remov*, exclud*, exclusion*, revok*, revoc*, withdr*, declin*, refus*, reject*, complain*, spam*, abuse*, muted, mute',
  'object, objects, objected, objecting, dead, churn*, quarantin*, stops, wanaokataa*, waliokataa*, exclusao*, حظر*, الحظر*, oppos*, oposic*, do not*, dont*, does not*, no contact*, no call*, no email*, no mail*, no sms, no text*, no messag*, no market*, no bulk*, no phone*, no whatsapp',
  'not contact*, not call*, not allow*, not permit*, not agree*, not accept*, not consent*, not interested*, not want*, not willing*, no longer*, never*, non consent*',
  'unwilling*, disallow*, disabled*, unsolicit*, robinson*, bloctel*, cease*, quit, quits, left, leave, opt, opted, opting, hold, on hold, bounce*, undeliver*, out, off, rtbf, objection*, erasure*, forget*',
  'unreachable*, not reachable*, inactive*, deactiv*, disconnect*, cancel*, terminat*, anti spam, forbid*, prohibit*, deceased*, gone, silent*, silence*, dormant*, discontinu*',
  'arret*, retrait*, retir*, plainte*, indesirable*, bloqu*, interdi*, liste rouge, pas d accord, pas accord*, ne pas*, ne plus*, ne veut*, ne souhaite*, n est pas*, n est plus*, pas abonn*, non abonn*, sans accord*, resili*',
  'baja*, rechaz*, no contact*, no acept*, no autoriz*, no quier*, no suscri*, no envi*, excluid*, bloquead*, queja*, anulad*, revocad*, negad*, denegad*, prohibid*',
  'recus*, cancelad*, bloquead*, reclamac*, parar*, sair*, saiu, nao aceit*, nao autoriz*, nao quer*, nao inscri*, removid*, negativ*, proibid*, baixa*',
  'ondoa*, ondolewa*, sitisha*, kataa*, amekataa*, alikataa*, kukataa*, zuiwa*, amezuiwa*, zuia*, acha*, ameacha*, hataki*, hapendi*, usipige*, hakubali*, simamisha*, jiondo*',
  'hagarik*, guhagarika*, yahagari*, kwanga*, yanze*, yanga*, kuvamo*, yavuyemo*, ntabyemera*, ntiyemer*, ntiyemeye*, kwiyandukuza*, ntukohereze*, guhakana*, yahakanye*',
  'الغاء, الغي, ملغي*, رفض*, يرفض*, رافض*, مرفوض*, ايقاف*, اوقف*, محظور*, حظر*, لا يرغب, لا يوافق, غير موافق*, انسحاب*, انسحب*, عدم الموافقة, عدم الرغبة, ممنوع*',
  'बंद*, मना*, अस्वीकार*, असहमत*, इनकार*, रोक*, ब्लॉक*, नहीं चाहते, न भेजें, न करें, इच्छुक नहीं, हटा*, रद्द*',
);

/** Names that consent to something, or do not. */
export const CONSENTS = phrases(
  'opt* in, opt* ins, optin*, einwillig*, zustimm*, sign* up, like* to get*, like* to receive*, subscribe*, consent*, permission*, accepts marketing, accepts sms, accepts email, accept* messag*, agree* to receive, agree* messag*, allow* contact*',
  'allow* sms, allow* messag*, allow* email*, can contact*, may contact*, may we contact, can we contact, ok to contact, okay to contact, ok to text, ok to call, ok to message',
  'ok to sms, okay to text, okay to call, contact permitted, marketing, whatsapp approved, gdpr*, want* messag*, want* sms, receive* sms, receive* messag*, receive* email*',
  'contactable*, contact preference*, communication preference*, preference contact*, willing* to receive*, can receive*, sms enabled, newsletter*, mailing list*',
  'abonne*, consentement*, accord contact*, accord sms, accepte* sms, accepte* messag*, autoris* contact*, autoris* sms, souhaite recevoir*, veut recevoir*, rgpd*',
  'suscri*, consentimient*, acepta* mensaj*, acepta* sms, acepta* contact*, autoriz* contact*, autoriz* mensaj*, desea recibir*, quiere recibir*',
  'consentiment*, aceita* mensag*, aceita* sms, aceita* contat*, autoriza* contat*, deseja receber*, quer receber*, lgpd*, inscrito*, inscrita*',
  'ridhaa*, idhini*, ruhusa*, kujiunga*, amejiunga*, jiandikish*, amekubali*, anakubali*, kwemera*, yemeye*, nemeye*, ndabyemera*, kwiyandikisha*, uburenganzira*',
  'اوافق*, يوافق*, اشتراك*, مشترك*, موافق*, موافقة, الموافقة, اذن*, الاذن, सहमति*, सहमत*, अनुमति*, सदस्यता*, ऑप्ट इन, सब्सक्राइब*',
);

/** Names that may consent to messages, or to something else. */
export const MAYBE_CONSENTS = phrases(
  'accept*, agree*, allow*, permit*, authori*, approv*, willing*, interested*, enabled*, enrol*, receive*, subscri*, preference*, notif*, alerts*, reachable*, can sms, can text, can call',
  'wants*, wish*, happy to*, member*, inscri*, accord*, autoris*, recevoir*, abonn*, acept*, alta, autoriz*, recib*, aceit*, receb*, notificac*, kubali*, pokea*, kwakira*, قبول*, يقبل*, تلقي*, स्वीकार*, चाहते',
);

/** Names of messages: a column of yes and no with such a name may say who wants them. */
export const MESSAGES = phrases(
  'reminder*, sms, msg*, text, texts, txt*, messag*, whatsapp, wa, email*, call, calls, contact, contacting, communicat*, push, mensaj*, mensag*, mailing*, ujumbe*, ubutumwa*, رسائل*, رسالة*, الرسائل, संदेश*',
);

/** Words that give a name another subject, such as `Subscription plan`. What its cells say still counts. */
export const OTHER_THINGS = phrases(
  'plan, plans, fee, fees, price*, cost*, amount*, renewal*, expir*, start*, end, ends, id, ids, number of, count*, rate, rates, score*, total*, version*, source*, method*, ip, level*, reason*',
  'campaign*, form, template*, language*, school*, bus, address*, street*, account*, order*, payment*, invoice*, billing*, ticket*, submission*, complete, study*, research*, treatment*, surgery*, hiv',
  'guardian*, parent*, photo*, interview*, recording*, signed, signature*, privacy*, cookie*, tracking*, terms*, trade*, data sharing, type, name, url, link*, officer*, agent*, notes*, comment*',
);

/** Phrases that refuse messages in a cell, whatever else it says. In names they may say other things. */
export const REFUSALS_IN_CELLS = phrases(
  'no sms, no text, no texts, no message*, no call, no calls, no contact, no email*, no mail, no whatsapp, no marketing, not interested, remove me',
  'remove* from list*, take me off*, leave me alone, wants out, want out, left list, left the list, blocked by*, block* sender, spam report*, as spam',
  'stop sms, stop messag*, stop send*, stop text*, stop call*, stop* receiv*, pas de sms, pas de message*, plus de sms, plus de message*, sin mensajes',
  'no mensaje*, sem mensage*, kein* sms, kein* nachricht*, bila ujumbe, sitaki*, hapana ujumbe, لا رسائل, بلا رسائل',
);

/** Words that make a refusing name one of campaigns, forms, plans and places. */
export const MEASURES = phrases(
  'rate*, count*, number of, total*, score*, fee*, price*, cost*, amount*, plan, plans, renewal*, expir*, campaign*, version*, form*, template*',
  'url, link, id, ip, bus, street, address*, account*, order*, payment*, invoice*, billing*, study*, research*, treatment*, surgery*, hiv, trade, name',
);

/** Why a person refused: only who has refused has a reason. */
export const REASONS = phrases('reason*, raison*, motif*, motivo*, sababu*, impamvu*, سبب*, कारण*');

/** Names of columns whose cells may say anything of a person: their words decide. */
export const STANDINGS = phrases(
  'status*, state*, standing*, stage, statut*, etat, estado*, situac*, situation*, hali*, imiterere*, حالة*, الحالة, स्थिति*, category*, type*, segment*, list*, disposition*, result*, outcome*, response*, reply*',
);

/** The ends of names of columns that hold times. */
export const TIMES = phrases(
  'at, on, date*, time*, timestamp*, when, since, day, le, fecha*, data, desde, quand, tarehe*, itariki*, تاريخ*, तारीख*, दिनांक*, dt, datetime*, ts',
);
