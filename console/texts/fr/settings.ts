import { plusieurs } from '../many.ts';
import type { Texts } from '../texts.tsx';

export const settings: Texts['settings'] = {
  onlyAdministrators: 'Seuls les administrateurs les changent.',
  workspace: 'Espace de travail',
  saved: 'Les paramètres sont enregistrés.',
  labels: { name: 'Nom', country: 'Pays', timezone: 'Fuseau horaire', dormancy_days: 'Dormant après' },
  hints: {
    name: 'Affiché en haut.',
    country: 'Comment lire les numéros sans indicatif : RW, par exemple.',
    timezone: 'Les jours y commencent à minuit : Africa/Kigali, par exemple.',
    dormancy_days: 'Jours sans signe de vie. Un autre nombre vaut aussitôt.',
  },
  fields: 'Champs',
  key: 'Clé',
  type: 'Type',
  types: {
    text: 'Texte',
    number: 'Nombre',
    datetime: 'Date',
    state: 'Province',
    district: 'District',
    ward: 'Secteur',
  },
  uses: 'Utilisé par',
  usedBy: (flows, groups) => `${flows} flux, ${groups} ${plusieurs(groups, 'groupe', 'groupes')}`,
  noFields: 'Il n’y a pas encore de champs.',
  newField: 'Nouveau champ',
  add: 'Ajouter',
  tokens: 'Jetons',
  tokensHint:
    'Chaque personne et chaque script a le sien. Un lecteur regarde, un éditeur travaille, un administrateur supprime et décide.',
  role: 'Rôle',
  made: 'Créé le',
  revoke: 'Révoquer',
  yours: 'Le vôtre',
  newToken: 'Nouveau jeton',
  copyNow: 'Copiez-le maintenant : il ne sera plus jamais affiché.',
};
