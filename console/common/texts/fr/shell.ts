import type { Texts } from '../catalogue.ts';

export const shell: Texts['shell'] = {
  skip: 'Aller au contenu',
  navigation: 'Navigation',
  closeNavigation: 'Fermer la navigation',
  openNavigation: 'Ouvrir la navigation',
  notifications: 'Notifications',
  smartGroup: 'groupe dynamique',
  allGroups: 'Tous les groupes',
  home: 'Accueil',
  flows: 'Flux',
  dormancy: 'Dormance',
  jobs: 'Travaux',
  imports: 'Imports',
  settings: 'Paramètres',
  yourList: 'Votre liste',
  policies: 'Politiques',
  suppressions: 'Refus',
  erasures: 'Effacements',
  auditLog: 'Journal d’audit',
  help: 'Aide',
  closeHelp: 'Fermer l’aide',
  appearances: { system: 'Comme l’appareil', light: 'Clair', dark: 'Sombre' },
  appearance: 'Apparence',
  account: 'Compte',
  reach: {
    offline:
      'Vous êtes hors ligne. Ce que vous voyez peut être ancien, et rien ne peut être changé avant le retour de la connexion.',
    unreachable: 'Le service ne répond pas. Ce que vous voyez peut être ancien.',
  },
  notFound: 'Il n’y a rien à cette adresse.',
  toContacts: 'Vers les contacts actifs',
  failed: 'Le chargement a échoué.',
  saidOf: (name, what) => `${name} : ${what}`,
  broken:
    'Une partie de la console n’a pas pu être chargée. La connexion a été perdue, ou il y a une version plus récente. Rechargez la page.',
  reload: 'Recharger',
  retry: 'Réessayer',
  loading: 'Chargement',
  dismiss: 'Fermer',
  more: 'Afficher plus',
  unsaved: 'Ce que vous avez saisi n’est pas enregistré. Quitter sans le garder ?',
  copy: 'Copier',
  copied: 'Copié',
  notCopied: 'La copie a échoué',
};

export const folders: Texts['folders'] = {
  active: 'Actifs',
  dormant: 'Dormants',
  archived: 'Archivés',
  stopped: 'Désabonnés',
  blocked: 'Bloqués',
};

export const folderHints: Texts['folderHints'] = {
  active: 'Les personnes qui peuvent recevoir des messages, dormantes comprises.',
  dormant: 'Les personnes actives sans signe de vie depuis le nombre de jours réglé sous Dormance.',
  archived:
    'Les personnes archivées ne sont dans aucun groupe et ne reçoivent rien. On peut les supprimer définitivement.',
  stopped: 'Ces personnes se sont désabonnées. Elles ne sont dans aucun groupe, et reviennent en écrivant.',
  blocked:
    'Les personnes bloquées ne reçoivent rien, ce qu’elles envoient est mis de côté, et elles ne sont dans aucun groupe.',
};
