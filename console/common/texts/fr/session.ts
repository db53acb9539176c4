import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

/** How long somebody has to wait. */
const inTime = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 120 ? `${seconds} ${plusieurs(seconds, 'seconde', 'secondes')}` : `${minutes} minutes`;
};

export const session: Texts['session'] = {
  title: 'Se connecter à Dormouse',
  explanation:
    'Les contacts des programmes de messagerie : qui est actif, qui s’est tu, qui s’est désabonné, qui est parti.',
  token: 'Jeton d’API',
  tokenHint: '40 lettres et chiffres. Un administrateur les crée dans les Paramètres. Gardé pour cet onglet seulement.',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  otherTabs: 'Ouverts dans d’autres onglets de ce navigateur',
  goOn: (workspace, role, token) => `${workspace} · ${role} (${token})`,
  refused:
    'Ce jeton n’est pas, ou plus, valable. Vérifiez qu’il a été copié en entier, ou demandez-en un autre à un administrateur.',
  unreachable: 'Le service est injoignable. Vérifiez la connexion et réessayez.',
  tooMany: (seconds) => `C’était trop à la fois. Réessayez dans ${inTime(seconds)}.`,
  busy: (seconds) => `Le service est surchargé, ou en cours de remplacement. Réessayez dans ${inTime(seconds)}.`,
  broken: 'Le service a échoué. Réessayez dans une minute. S’il échoue encore, prévenez qui s’en occupe.',
  byProvider: 'Se connecter avec son compte',
  ended: 'Votre session est terminée',
  endedHint: 'Reconnectez-vous dans un autre onglet, puis continuez ici : ce que vous avez saisi y est toujours.',
  workspaces: 'Espaces de travail',
  reasons: {
    refused: 'Vous n’avez pas été connecté. Réessayez.',
    unavailable: 'Votre fournisseur de connexion ne répond pas. Réessayez dans quelques minutes.',
    not_begun: 'La connexion a pris trop de temps, ou a commencé dans un autre navigateur. Réessayez.',
    no_member: 'Vous êtes connecté, mais dans aucun espace de travail. Demandez une invitation à un administrateur.',
    unknown_invitation: 'Cette invitation a servi ou a été retirée. Demandez-en une autre.',
    invitation_expired: 'Cette invitation a expiré : elle valait 7 jours. Demandez-en une autre.',
    invitation_for_another: 'Cette invitation est pour une autre adresse électronique.',
  },
  roles: { administrator: 'Administrateur', editor: 'Éditeur', viewer: 'Lecteur' },
};
