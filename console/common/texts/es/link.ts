import type { Texts } from '../catalogue.ts';

export const link: Texts['link'] = {
  title: '¿Abrir este espacio de trabajo?',
  change: '¿Salir de este espacio de trabajo para ir a otro?',
  linked: 'El enlace abre',
  current: 'Abierto ahora',
  namesake: 'Es otro espacio de trabajo, aunque los dos tengan el mismo nombre.',
  trust: 'Ábralo solo si esperaba este enlace. Lo que añada o suba después va al espacio de trabajo del enlace.',
  open: 'Abrir',
  stay: 'Quedarse',
  doNotOpen: 'No abrir',
  refused: 'Este enlace no es válido, o ya no lo es. Pida uno nuevo.',
};
