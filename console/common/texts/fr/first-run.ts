import type { Texts } from '../catalogue.ts';

export const firstRun: Texts['firstRun'] = {
  title: 'Il n’y a encore personne ici',
  import: 'Importer des personnes',
  importHint: 'D’un tableur, de TextIt, Pinpoint, SES ou Mailchimp. Vous voyez d’abord ce qui se passerait.',
  sample: 'Essayer avec un exemple',
  sampleHint:
    '24 personnes inventées dans deux groupes, vues d’aujourd’hui à il y a des années, et un flux. Rien ne peut leur être envoyé : leurs adresses ne sont pas des numéros de téléphone.',
  make: 'Créer le programme d’exemple',
  making: 'Création du programme d’exemple',
  made: 'Le programme d’exemple est là. Pour l’enlever, archivez ses personnes, supprimez-les sous Archivés, et supprimez ses groupes et son flux.',
  invite: 'Inviter votre équipe',
  inviteHint: 'Chaque personne se connecte avec son propre compte, et voit et fait ce que vous permettez.',
  forProgrammers: 'Pour les programmeurs',
  api: 'Ajouter des personnes par l’API',
  apiHint:
    'Un administrateur crée les jetons sous Paramètres. Les personnes viennent aussi d’elles-mêmes quand elles écrivent à un canal.',
  document: 'Toute l’API, en document OpenAPI',
  names: {
    all: 'Programme d’exemple',
    mothers: 'Exemple mères',
    farmers: 'Exemple agriculteurs',
    quiet: 'Exemple silencieux depuis six mois',
    town: 'Exemple ville',
    flow: 'Exemple : archiver qui entre',
    person: (name) => `${name} (exemple)`,
  },
};
