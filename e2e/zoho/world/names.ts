import { pick } from './random.ts';
import type { Random } from './random.ts';

const GIVEN = [
  'Ada',
  'Bo',
  'Carla',
  'Dmitri',
  'Elif',
  'Femi',
  'Greta',
  'Hiro',
  'Ines',
  'Jamal',
  'Katarzyna',
  'Liam',
  'María José',
  'Nadia',
  'Oluwaseun',
  'Priya',
  'Quentin',
  'Rosalind',
  'Søren',
  'Tomás',
  'Umut',
  'Valentina',
  'Wei',
  'Ximena',
  'Yusuf',
  'Zoë',
];
const FAMILY = [
  'Li',
  'Tran',
  'Okafor',
  'Petrov',
  'Yıldız',
  'Adeyemi',
  'Lindholm',
  'Tanaka',
  'Duarte',
  'Haddad',
  'Nowak',
  "O'Brien",
  'García Márquez',
  'Rahman',
  'Eze',
  'Raghunathan',
  'Dubois',
  'Fairweather',
  'Kjær',
  'Horváth',
  'Demir',
  'Rossi',
  'Zhang',
  'Fuentes',
  'Aziz',
  'van der Berg',
];
/** Whole names that challenge a reader: right to left, ideographs, one word, very long. */
const SPECIAL = [
  ['', 'Cher'],
  ['יעל', 'כהן'],
  ['محمد', 'الأحمد'],
  ['伟', '王'],
  ['美咲', '佐藤'],
  ['Maximiliana-Theodora', 'von Hohenstein-Wallersdorf-Lichtenfels'],
] as const;
const FIRMS = [
  'Larch',
  'Harbour',
  'Northgate',
  'Alder',
  'Beacon',
  'Copperfield',
  'Driftwood',
  'Eastfold',
  'Fernhill',
  'Granite',
  'Hollis',
  'Ivybridge',
];
const TRADES = [
  'Roofing',
  'Estates',
  'Farms',
  'Logistics',
  'Housing Co-op',
  'Schools',
  'Hotels',
  'Bakeries',
  'Garages',
  'Vineyards',
];
const FORMS = ['Ltd', 'LLC', 'GmbH', 'S.L.', '& Sons', 'Group', 'B.V.'];
const WORK = [
  'Rooftop array',
  'Carport canopy',
  'Battery retrofit',
  'Inverter swap',
  'Annual service',
  'Barn roof',
  'Heat pump',
  'EV chargers',
];
const PLACES = [
  'Lisbon',
  'Portland',
  'Aarhus',
  'Leeds',
  'Austin',
  'Gdańsk',
  'Haifa',
  'Kyoto',
  'Tucson',
  'Bilbao',
  'Ghent',
  'Perth',
];
const VANS = ['Ford Transit', 'VW Crafter', 'Renault Master', 'Fiat Ducato', 'Toyota Proace', 'Mercedes Sprinter'];

export interface PersonName {
  first: string;
  last: string;
}

export function personName(random: Random): PersonName {
  if (random() < 0.04) {
    const [first, last] = pick(random, SPECIAL);
    return { first, last };
  }
  return { first: pick(random, GIVEN), last: pick(random, FAMILY) };
}

export function companyName(random: Random): string {
  return `${pick(random, FIRMS)} ${pick(random, TRADES)} ${pick(random, FORMS)}`;
}

/** Name of a deal, a quote, a vehicle …, as a solar company would choose it. */
export function thingName(random: Random, apiName: string): string {
  if (apiName === 'Vehicles') return `${pick(random, VANS)} ${plate(random)}`;
  return `${pick(random, WORK)}, ${pick(random, PLACES)}`;
}

function plate(random: Random): string {
  const letters = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(random() * 26))).join('');
  return `${letters}-${100 + Math.floor(random() * 900)}`;
}

/** An address that fits the name, in an unregistered domain. */
export function emailOf({ first, last }: PersonName, index: number): string {
  const plain = `${first} ${last}`
    .normalize('NFD')
    .replace(/[^a-zA-Z ]/g, '')
    .trim()
    .toLowerCase()
    .replace(/ +/g, '.');
  return `${plain || 'contact'}.${index}@example.com`;
}
