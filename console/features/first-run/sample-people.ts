interface Person {
  readonly name: string;
  readonly language: string;
  readonly group: 'mothers' | 'farmers';
  readonly town: string;
  /** Days since they were last seen; null: never. */
  readonly seen: number | null;
  readonly status?: 'archived' | 'stopped' | 'blocked';
}

const NAMES = [
  'Aline Uwase',
  'Jean Habimana',
  'Fatima Diallo',
  'José Álvarez',
  'Amina Yusuf',
  'Nguyễn Thị Hoa',
  'أحمد علي',
  'Олена Шевченко',
  'प्रिया शर्मा',
  '王小明',
  'Grace Okafor',
  'Samuel Tesfaye',
];
const TOWNS = ['Huye', 'Kigali', 'Musanze'];
const LANGUAGES = ['eng', 'fra', 'kin'];
const SEEN = [0, 2, 5, 12, 30, 50, 95, 120, 200, 400, 900, null];
const PUT_AWAY = ['archived', 'archived', 'stopped', 'blocked'] as const;
const COUNT = 24;

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** The made-up people of the sample programme, the same each time. */
export const SAMPLE_PEOPLE: readonly Person[] = Array.from({ length: COUNT }, (_, index) => {
  const status = PUT_AWAY[index - (COUNT - PUT_AWAY.length)];
  return {
    name: at(NAMES, index),
    language: at(LANGUAGES, index),
    group: index % 2 === 0 ? 'mothers' : 'farmers',
    town: at(TOWNS, index),
    seen: at(SEEN, index),
    ...(status && { status }),
  };
});
