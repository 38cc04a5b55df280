import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

/** Modules that tag actions know, the least used first. Source: Zoho docs v8, remove-tags. */
const MODULES = [
  'Solutions',
  'Price_Books',
  'Purchase_Orders',
  'Sales_Orders',
  'Quotes',
  'Vendors',
  'Campaigns',
  'Cases',
];

export const noModuleTags: Question = {
  name: 'noModuleTags',
  asks: 'How does Get Tags answer for a module without tags?',
  settles: ['noModuleTags'],
  credits: MODULES.length,
  async ask({ call }) {
    for (const module of MODULES) {
      const { status, body } = await call('GET', `/settings/tags?module=${module}`);
      if (status === 204) return { switches: { noModuleTags: 'noContent' }, seen: 'HTTP 204' };
      if (status === 200 && Array.isArray(body.tags) && body.tags.length === 0)
        return { switches: { noModuleTags: 'emptyArray' }, seen: 'HTTP 200, tags: []' };
    }
    return cannotTell('no module of this org is without tags');
  },
};
