import { describe, expect, it } from 'vitest';
import { namesIn, withNumbers } from './numbered-keys.ts';

const NAMES = ['cancel', 'n_tags_', 'n_tags_left', 'dc_us', 'go_'];
const IMPORT = `import { text, plural as many, number } from '../shared/i18n.ts';\n`;

function numbered(code: string): string {
  const made = withNumbers('a.tsx', `${IMPORT}${code}`, NAMES);
  expect(made.startsWith(IMPORT)).toBe(true);
  return made.slice(IMPORT.length);
}

describe('withNumbers', () => {
  it.each([
    [`const a = 'ü…'; text('cancel');`, `const a = 'ü…'; text(0);`],
    [
      `<p title="cancel">{text('n_tags_left', { tag: 'cancel' } as Values)}</p>`,
      `<p title="cancel">{text(2, { tag: 'cancel' } as Values)}</p>`,
    ],
    [`many('n_tags', 3)`, `many(1, 3)`],
    [`text(is('cancel') ? 'cancel' : isOld ? 'dc_us' : key)`, `text(is('cancel') ? 0 : isOld ? 3 : key)`],
    [`many('go', 1, { records: many('n_tags', 2) })`, `many(4, 1, { records: many(1, 2) })`],
  ])('puts the place of the name into %s', (code, made) => {
    expect(numbered(code)).toBe(made);
  });

  it.each([
    `const KEYS = { cancel: 'cancel' }; text(KEYS.cancel);`,
    `number('cancel'); other.text('cancel'); plural('n_tags', 1);`,
    `text('n_tags'); text('no_such_key'); many('cancel', 1);`,
    'text(`dc_${code}`)',
  ])('leaves %s', (code) => {
    expect(numbered(code)).toBe(code);
  });

  it('leaves functions of the same name that are not of i18n', () => {
    const code = `import { text } from './other.ts';\ntext('cancel');`;
    expect(withNumbers('a.ts', code, NAMES)).toBe(code);
  });
});

describe('namesIn', () => {
  it.each([
    [`const KEYS = ['cancel', "n_tags"]`, ['cancel', 'n_tags_']],
    ['text(`dc_${code}`)', ['dc_us']],
    ['text(`${stem}_left`)', ['n_tags_left']],
    [`text('go_other')`, ['go_']],
    ['const path = `${a}${b}`; cancel; text(0)', []],
  ])('finds the names that %s may read', (code, names) => {
    expect([...namesIn(code, NAMES)]).toEqual(names);
  });
});
