import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const tagAllowance: Question = {
  name: 'tagAllowance',
  asks: 'How many tags may a module have, and what else does Get Tags tell?',
  settles: [],
  credits: 5,
  async ask({ module, call, makeTags }) {
    await makeTags(1);
    const [tags, org] = [await call('GET', `/settings/tags?module=${module}`), await call('GET', '/org')];
    const { info } = tags.body;
    if (!info) return cannotTell('there is no info', tags);
    const limits = Object.entries(info).filter(
      ([key, value]) => /^[a-z_]+$/.test(key) && typeof value === 'number' && key !== 'count',
    );
    const { org: orgs } = org.body as { org?: { license_details?: { paid_type?: unknown } }[] };
    const edition = orgs?.[0]?.license_details?.paid_type;
    const safe = typeof edition === 'string' && /^[a-z]{1,30}$/i.test(edition) ? edition : 'edition not told';
    return { switches: {}, seen: [safe, ...limits.map(([key, value]) => `${key} ${String(value)}`)].join(', ') };
  },
};
