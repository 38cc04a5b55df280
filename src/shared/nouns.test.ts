import { fakeBrowser } from './testing/extension.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { noun, nouns, records } from './nouns.ts';

const LEADS = { apiName: 'Leads', singular: 'Lead', plural: 'Leads', isCustom: false };
const VEHICLES = { apiName: 'Vehicles', singular: 'Vehicle', plural: 'Vehicles', isCustom: true };

function speak(tag: string): void {
  const english = fakeBrowser.i18n.getMessage;
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string) =>
    key === 'language_tag' ? tag : english(key),
  );
}

afterEach(() => vi.restoreAllMocks());

describe('records', () => {
  it('counts with the noun of the module, in lower case for those of Zoho', () => {
    expect(records(1, LEADS)).toBe('1 lead');
    expect(records(1240, LEADS)).toBe('1,240 leads');
    expect(records(2, VEHICLES)).toBe('2 Vehicles');
    expect(noun(LEADS)).toBe('lead');
    expect(nouns(VEHICLES)).toBe('Vehicles');
  });

  it('speaks of records where the module is not known or Zoho speaks another language', () => {
    expect(records(3, null)).toBe('3 records');
    expect(records(3, { ...LEADS, plural: 'リード' })).toBe('3 records');
    speak('de');
    expect(records(3, LEADS)).toBe('3 records');
    expect(records(3, { ...LEADS, plural: 'Interessenten' })).toBe('3 Interessenten');
  });

  it('speaks of records in languages with more plural forms than Zoho has labels', () => {
    speak('ar');
    expect(nouns(VEHICLES)).toBe('records');
  });
});
