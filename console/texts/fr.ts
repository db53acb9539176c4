import type { Texts } from './texts.tsx';

const many = (count: number, one: string, other: string): string => (Math.abs(count) < 2 ? one : other);

/** Every text of the console in French. */
export const fr: Texts = {
  product: 'Dormouse',
  session: {
    title: 'Se connecter à Dormouse',
    explanation:
      'Les contacts des programmes de messagerie : qui est actif, qui s’est tu, qui s’est désabonné, qui est parti.',
    token: 'Jeton d’API',
    tokenHint:
      '40 lettres et chiffres. Un administrateur les crée dans les Paramètres. Gardé pour cet onglet seulement.',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    refused:
      'Ce jeton n’est pas, ou plus, valable. Vérifiez qu’il a été copié en entier, ou demandez-en un autre à un administrateur.',
    unreachable: 'Le service est injoignable. Vérifiez la connexion et réessayez.',
    tooMany: (seconds) => `Trop de requêtes. Réessayez dans ${seconds} ${many(seconds, 'seconde', 'secondes')}.`,
    roles: { administrator: 'Administrateur', editor: 'Éditeur', viewer: 'Lecteur' },
  },
  shell: {
    skip: 'Aller au contenu',
    navigation: 'Navigation',
    closeNavigation: 'Fermer la navigation',
    openNavigation: 'Ouvrir la navigation',
    notifications: 'Notifications',
    contacts: 'Contacts',
    groups: 'Groupes',
    smartGroup: 'groupe dynamique',
    allGroups: 'Tous les groupes',
    flows: 'Flux',
    dormancy: 'Dormance',
    jobs: 'Travaux',
    settings: 'Paramètres',
    light: 'Clair',
    dark: 'Sombre',
    system: 'Comme l’appareil',
    appearance: 'Apparence',
    language: 'Langue',
    account: 'Compte',
    offline:
      'Vous êtes hors ligne. Ce que vous voyez peut être ancien ; les changements attendent le retour de la connexion.',
    notFound: 'Il n’y a rien à cette adresse.',
    toContacts: 'Vers les contacts actifs',
    failed: 'Le chargement a échoué.',
    retry: 'Réessayer',
    loading: 'Chargement',
    dismiss: 'Fermer',
  },
  folders: {
    active: 'Actifs',
    dormant: 'Dormants',
    archived: 'Archivés',
    stopped: 'Désabonnés',
    blocked: 'Bloqués',
  },
  folderHints: {
    active: 'Les personnes qui peuvent recevoir des messages, dormantes comprises.',
    dormant: 'Les personnes actives sans signe de vie depuis le nombre de jours réglé sous Dormance.',
    archived:
      'Les personnes archivées ne sont dans aucun groupe et ne reçoivent rien. On peut les supprimer définitivement.',
    stopped: 'Ces personnes se sont désabonnées. Elles ne sont dans aucun groupe, et reviennent en écrivant.',
    blocked:
      'Les personnes bloquées ne reçoivent rien, ce qu’elles envoient est mis de côté, et elles ne sont dans aucun groupe.',
  },
  contacts: {
    name: 'Nom',
    address: 'Adresse',
    lastSeen: 'Vu',
    created: 'Créé',
    groups: 'Groupes',
    never: 'Jamais',
    unnamed: 'Sans nom',
    empty: 'Il n’y a personne ici.',
    selectAllRows: 'Sélectionner toutes les lignes de cette page',
    selectRow: (name) => `Sélectionner ${name}`,
  },
};
