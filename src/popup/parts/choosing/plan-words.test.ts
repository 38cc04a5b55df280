import '../../../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { goWords, type PlanFacts, sideWords } from './plan-words.ts';

const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
};
const TWELVE: PlanFacts = {
  plan: { affected: 9, untouched: 3, credits: 2 },
  tags: 2,
  module: LEADS,
  kind: 'ticked',
  leftAlone: 0,
  staying: [],
};

describe('the words of the Remove button', () => {
  it('say exactly what will happen', () => {
    expect(goWords(TWELVE)).toBe('Remove 2 tags from 9 leads');
    expect(goWords({ ...TWELVE, tags: 1, plan: { ...TWELVE.plan, affected: 1 } })).toBe('Remove 1 tag from 1 lead');
    expect(goWords({ ...TWELVE, kind: 'record', tags: 1 })).toBe('Remove 1 tag from this lead');
  });

  it('say who won’t change and what it costs', () => {
    expect(sideWords(TWELVE)).toBe('3 have neither tag and won’t change · 2 API credits');
    expect(sideWords({ ...TWELVE, tags: 1, plan: { affected: 11, untouched: 1, credits: 1 } })).toBe(
      '1 doesn’t have it and won’t change · 1 API credit',
    );
    expect(sideWords({ ...TWELVE, tags: 3 })).toBe('3 have none of them and won’t change · 2 API credits');
    expect(sideWords({ ...TWELVE, plan: { ...TWELVE.plan, untouched: 0 } })).toBe(
      'All have at least one of them · 2 API credits',
    );
  });

  it('say that selected rows are left alone by a right click', () => {
    expect(sideWords({ ...TWELVE, kind: 'clicked', leftAlone: 12 })).toBe(
      '12 selected rows are left alone · 2 API credits',
    );
    expect(sideWords({ ...TWELVE, kind: 'record' })).toBe('2 API credits');
  });
});
