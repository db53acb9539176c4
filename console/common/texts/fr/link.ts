import type { Texts } from '../catalogue.ts';

export const link: Texts['link'] = {
  title: 'Ouvrir cet espace de travail ?',
  change: 'Quitter cet espace de travail pour un autre ?',
  linked: 'Le lien ouvre',
  current: 'Ouvert maintenant',
  namesake: 'C’est un autre espace de travail, bien que les deux aient le même nom.',
  trust:
    'Ne l’ouvrez que si vous attendiez ce lien. Ce que vous ajouterez ou enverrez ira dans l’espace de travail du lien.',
  open: 'Ouvrir',
  stay: 'Rester',
  doNotOpen: 'Ne pas ouvrir',
  refused: 'Ce lien n’est pas, ou plus, valable. Demandez-en un nouveau.',
};
