import { CLUTTERED } from './cluttered-org.ts';
import type { OrgSeed } from './org.ts';
import type { Dc } from '../hosts.ts';

const MARA = {
  key: 'mara',
  zuid: '796320196',
  fullName: 'Mara Lindqvist',
  email: 'mara@brightside.example',
  profile: 'Administrator',
  role: 'CEO',
};
const JONAS = {
  key: 'jonas',
  zuid: '796320207',
  fullName: 'Jonas Weber',
  email: 'jonas@brightside.example',
  profile: 'Sales standard',
  role: 'Manager',
};

const US = {
  country: 'US',
  timeZone: 'America/Los_Angeles',
  offsetMinutes: -480,
  currency: ['USD', 'US Dollar', '$'] as [string, string, string],
};
const SMALL = { Leads: 20, rest: 4 };

type Small = [
  dc: Dc,
  companyName: string,
  edition: OrgSeed['edition'],
  country: string,
  timeZone: string,
  offsetMinutes: number,
  currency: [string, string, string],
  user: string,
];

/** One small org for every data centre that has no other, so that each can be signed in to. */
const ELSEWHERE: Small[] = [
  ['in', 'Lotus Textiles', 'standard', 'IN', 'Asia/Kolkata', 330, ['INR', 'Indian Rupee', '₹'], 'Ananya Iyer'],
  ['au', 'Banksia Homes', 'ultimate', 'AU', 'Australia/Sydney', 600, ['AUD', 'Australian Dollar', '$'], 'Ruby Nguyen'],
  ['jp', '桜電気', 'enterprise', 'JP', 'Asia/Tokyo', 540, ['JPY', 'Yen', '¥'], '田中 陽子'],
  ['ca', 'Maple & Pine', 'free', 'CA', 'America/Toronto', -300, ['CAD', 'Canadian Dollar', '$'], 'Élise Tremblay'],
  ['sa', 'نجد للتجارة', 'crmplus', 'SA', 'Asia/Riyadh', 180, ['SAR', 'Riyal', 'SR'], 'نورة العتيبي'],
  ['cn', '长江贸易', 'zohooneenterprise', 'CN', 'Asia/Shanghai', 480, ['CNY', 'Yuan', '¥'], '李 娜'],
  ['uk', 'Tideway Boats', 'professional', 'GB', 'Europe/London', 0, ['GBP', 'Pound', '£'], 'Imogen Clarke'],
  ['ae', 'Marina Interiors', 'ultimate', 'AE', 'Asia/Dubai', 240, ['AED', 'Dirham', 'AED'], 'Omar Farouk'],
];

function elsewhere(
  [dc, companyName, edition, country, timeZone, offsetMinutes, currency, fullName]: Small,
  place: number,
): OrgSeed {
  const number = 831_000_100 + place * 7_919;
  const user = {
    key: 'admin',
    zuid: String(796_400_000 + place * 11),
    fullName,
    email: `admin@${dc}.example`,
    profile: 'Administrator',
    role: 'CEO',
  };
  return {
    key: dc,
    dc,
    environment: 'production',
    zgid: String(number),
    companyName,
    edition,
    prefix: String(6_100_003 + place * 104_729),
    country,
    timeZone,
    offsetMinutes,
    currency,
    users: [user],
    sizes: SMALL,
  };
}

/** Every org of the simulated Zoho. `leads` = number of leads of Brightside. */
export function orgSeeds(leads: number): OrgSeed[] {
  const brightside: OrgSeed = {
    key: 'brightside',
    dc: 'us',
    environment: 'production',
    zgid: '808232144',
    companyName: 'Brightside Solar',
    edition: 'enterprise',
    prefix: '5725767',
    ...US,
    users: [MARA, JONAS],
    sizes: { Leads: leads, Deals: 40, Vehicles: 25, rest: 12 },
  };
  return [
    brightside,
    {
      ...brightside,
      key: 'brightside-sandbox',
      environment: 'sandbox',
      zgid: '812004561',
      domainName: 'brightsidestaging',
      prefix: '5811203',
      sizes: SMALL,
    },
    {
      ...brightside,
      key: 'brightside-developer',
      environment: 'developer',
      zgid: '812009377',
      prefix: '5811977',
      sizes: SMALL,
    },
    {
      ...brightside,
      key: 'harbour',
      zgid: '808777310',
      companyName: 'Harbour Storage',
      prefix: '5733001',
      users: [MARA],
      sizes: SMALL,
    },
    {
      key: 'nordwind',
      dc: 'eu',
      environment: 'production',
      zgid: '20089914402',
      domainName: 'nordwind',
      companyName: 'Nordwind Möbel GmbH',
      edition: 'professional',
      prefix: '1955332',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      offsetMinutes: 60,
      currency: ['EUR', 'Euro', '€'],
      users: [
        {
          key: 'admin',
          zuid: '20089914377',
          fullName: 'Annika Brandt',
          email: 'annika@nordwind.example',
          profile: 'Administrator',
          role: 'CEO',
        },
        {
          key: 'sales',
          zuid: '20089914391',
          fullName: 'Piotr Zieliński',
          email: 'piotr@nordwind.example',
          profile: 'Sales standard',
          role: 'Manager',
        },
      ],
      sizes: { Leads: 60, Deals: 12, Vehicles: 8, rest: 6 },
    },
    CLUTTERED,
    ...ELSEWHERE.map(elsewhere),
  ];
}
