import type { Texts } from '../catalogue.ts';
import { plusieurs } from './plural.ts';

const personnes = (count: number): string => plusieurs(count, 'personne', 'personnes');

export const home: Texts['home'] = {
  hint: 'Qui peut être joint, qui ne le peut pas, et ce qui vaut la peine d’être fait.',
  next: 'Que faire maintenant',
  nothingToDo: 'Rien ne vous attend. Revenez quand des personnes se taisent, ou après un import.',
  tiles: {
    active: 'Peuvent être joints',
    dormant: 'Parmi eux, silencieux',
    stopped: 'Ont refusé',
    blocked: 'Bloqués',
    archived: 'Archivés',
    deleted: 'Supprimés définitivement',
  },
  same: (since) => `Autant que le ${since}.`,
  changed: (more, shown, since) => `${shown} de ${more ? 'plus' : 'moins'} que le ${since}.`,
  lineBegins: 'Dès cette nuit, chaque nombre aura son évolution et la courbe d’une année.',
  lineOf: (name, since, first, least, most) =>
    `${name} depuis le ${since} : ${first} au début, ${least} au moins, ${most} au plus.`,
  between: (least, most) => `${least} à ${most}`,
  today: 'Aujourd’hui',
  saves: (money) => `Les archiver économise ${money} par mois.`,
  sayPrice: 'Dire ce que coûte un contact, pour voir l’économie',
  steps: {
    approve: {
      title: (count) => `${plusieurs(count, 'travail attend', 'travaux attendent')} votre accord.`,
      button: 'Regarder',
    },
    mend: {
      title: (count) =>
        `${plusieurs(count, 'liaison avec un autre programme échoue', 'liaisons avec d’autres programmes échouent')}.`,
      button: 'Réparer',
    },
    import: {
      title: (count, name) => `${personnes(count)} de « ${name} » : fichiers lus, mais pas encore importés.`,
      button: 'Regarder l’import',
    },
    refused: {
      title: (_, name) => `Personne n’a pu être importé de « ${name} ».`,
      button: 'Voir pourquoi',
    },
    archive: {
      title: (count) =>
        `${personnes(count)} ${plusieurs(count, 'se tait', 'se taisent')} depuis longtemps. Une fois archivées, elles ne reçoivent plus de messages, jusqu’à ce qu’elles écrivent ou soient restaurées.`,
      button: 'Aperçu de l’archivage',
    },
    delete: {
      title: (count) =>
        `${plusieurs(count, 'personne archivée peut être supprimée', 'personnes archivées peuvent être supprimées')} définitivement, avec messages et historique.`,
      button: 'Aperçu de la suppression',
    },
  },
};
