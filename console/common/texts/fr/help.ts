import type { Texts } from '../catalogue.ts';

export const help: Texts['help'] = {
  more: 'Le guide à ce sujet',
  keys: 'Touches qui font gagner du temps',
  shortcuts: {
    '/': 'Vers la recherche',
    '?': 'Aide',
    'Ctrl Z': 'Annuler ce qui vient d’être fait',
    F6: 'Vers les messages en bas, et retour',
    'g h': 'Accueil',
    'g c': 'Contacts actifs',
    'g a': 'Contacts archivés',
    'g g': 'Groupes',
    'g f': 'Flux',
    'g d': 'Dormance',
    'g i': 'Imports',
    'g j': 'Travaux',
    'g s': 'Paramètres',
  },
  guides: {
    channels: 'Canaux : où arrivent les messages (en anglais)',
    'clean-up': 'Nettoyer une liste de contacts (en anglais)',
    delete: 'Supprimer définitivement (en anglais)',
    imports: 'Importer des personnes (en anglais)',
    jobs: 'Travailler sur beaucoup de contacts (en anglais)',
    'move-in': 'Venir de TextIt (en anglais)',
    'opt-outs': 'Les refus et leur fin (en anglais)',
    'sign-in': 'Qui se connecte (en anglais)',
  },
  topics: {
    home: {
      title: 'Votre liste',
      sentences: [
        'Chaque nombre dit combien de personnes sont dans un état, et sa courbe comment cela a évolué en un an.',
        'Sous « Que faire maintenant » se trouve ce qui vous attend, ce qui est en panne, et ce qui économise.',
        'Chaque bouton mène d’abord à un aperçu. Rien ne change avant votre accord.',
        'Dites sous Paramètres ce que coûte un contact par mois, et vous verrez ici ce que l’archivage économise.',
      ],
    },
    contacts: {
      title: 'Contacts',
      sentences: [
        'Cochez des personnes et choisissez une action. Jusqu’à cent sont changées aussitôt, et Annuler y revient.',
        'Pour davantage de personnes, et pour tout ce qui est définitif, il y a d’abord un aperçu.',
        'La recherche trouve noms et numéros. Elle comprend aussi des phrases comme « pas vu depuis 6 mois ».',
        'Sous « Composer une recherche », vous la composez à partir de listes, sans l’écrire.',
      ],
    },
    contact: {
      title: 'Une personne',
      sentences: [
        'Le nom, les numéros, les groupes et les champs se changent sur place, et s’enregistrent ensemble.',
        'Plus bas se trouve ce qui s’est passé : messages, changements, par qui, et dans quel travail.',
        'Qui a refusé revient en vous écrivant. Vous ne pouvez lever un refus qu’avec une raison.',
      ],
    },
    groups: {
      title: 'Groupes',
      sentences: [
        'Un groupe à la main a les membres que vous, un flux ou un import y mettez.',
        'Un groupe dynamique a toutes les personnes que sa recherche trouve, et suit leurs changements tout seul.',
        'Qui est archivé, bloqué ou a refusé n’est dans aucun groupe.',
        'Supprimer un groupe ne supprime aucun de ses membres.',
      ],
    },
    flows: {
      title: 'Flux',
      sentences: [
        'Un flux dit ce qui est fait à chaque contact qui le traverse, comme l’archiver ou remplir un champ.',
        'Les flux viennent de la galerie, ou d’un fichier que TextIt exporte. Ce qui ne marche pas ici est nommé.',
        'Essayez d’abord un flux sur un contact : rien n’en est changé.',
      ],
    },
    dormancy: {
      title: 'Dormance',
      sentences: [
        'Le graphique montre le mois du dernier signe de vie des personnes actives.',
        'Déplacez la ligne pour voir combien se taisent depuis plus longtemps. Le bouton montre leur archivage.',
        'Chaque nuit, qui se tait depuis le nombre de jours réglé devient dormant, et reçoit encore les messages.',
      ],
    },
    policies: {
      title: 'Politiques',
      sentences: [
        'En haut, vos politiques. Une nouvelle est à blanc : elle compte la nuit, et ne fait rien avant d’être activée.',
        'En bas, commencez par un exemple, et essayez sur le passé ce qu’il aurait fait. Rien n’est changé.',
        'Une barre montre qui la première étape aurait pris ce mois-là ; l’autre couleur, qui a écrit de nouveau.',
        'La courbe montre combien de personnes silencieuses reviennent. Le gris est inconnu ; ce n’est pas zéro.',
      ],
    },
    imports: {
      title: 'Imports',
      sentences: [
        'Un import a quatre étapes : fichiers, colonnes, problèmes, confirmation.',
        'Rien ne change avant la dernière étape, et un import ne lève jamais un refus.',
        'Les lignes qui ne peuvent être importées restent avec la raison. Corrigez-les et déposez-les à nouveau.',
      ],
    },
    jobs: {
      title: 'Travaux',
      sentences: [
        'Un travail touche beaucoup de contacts : archivage, suppression, import, flux.',
        'Sa page dit ce qu’est devenu chaque contact, et pourquoi certains ont été laissés.',
        'La plupart des travaux peuvent être annulés. Qui a changé depuis reste comme il est.',
        'Certains travaux attendent l’accord d’une deuxième personne.',
      ],
    },
    suppressions: {
      title: 'Refus',
      sentences: [
        'Une adresse qui est ici a refusé les messages, que quelqu’un l’ait ou non.',
        'Les adresses sont gardées comme des empreintes : il n’y a pas de liste, demandez une adresse à la fois.',
        'Vous pouvez ajouter les adresses qui ont refusé ailleurs, ici ou par un import.',
      ],
    },
    erasures: {
      title: 'Effacements',
      sentences: [
        'Qui a été supprimé définitivement laisse ici une entrée, qui ne dit pas qui c’était.',
        'Un reçu est signé. Qui le reçoit peut vérifier que la suppression a eu lieu et n’a pas été modifiée.',
      ],
    },
    'audit-log': {
      title: 'Journal d’audit',
      sentences: [
        'Qui a fait quoi dans cet espace, pendant 400 jours. Personne ne peut changer ni supprimer une entrée.',
        'Filtrez par action et par personne, ou enregistrez tout dans un fichier.',
      ],
    },
    settings: {
      title: 'Paramètres',
      sentences: [
        'Chaque partie a son bouton pour enregistrer. Seul ce que vous avez changé est envoyé.',
        'Seuls les administrateurs changent les paramètres. Parfois, un deuxième doit demander la même chose.',
        'Sous « Avancé » se trouve ce qu’il faut pour brancher d’autres programmes.',
      ],
    },
  },
};
