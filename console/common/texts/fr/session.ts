import type { Texts } from '../catalogue.ts';
import { plusieurs } from '../plural.ts';

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
  tooMany: (seconds) => `Trop de requêtes. Réessayez dans ${seconds} ${plusieurs(seconds, 'seconde', 'secondes')}.`,
  roles: { administrator: 'Administrateur', editor: 'Éditeur', viewer: 'Lecteur' },
};
