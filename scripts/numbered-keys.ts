import { type ESTree, parseSync, Visitor } from 'vite';
import { STEM_END } from '../src/shared/packed-messages.ts';

/** The functions of `i18n.ts` that read a text, and whether they take the stem of a plural. */
const READERS: ReadonlyMap<string, boolean> = new Map([
  ['text', false],
  ['template', false],
  ['plural', true],
  ['pluralTemplate', true],
]);

/**
 * A source with the position of the name in place of each key that is written in the call of a function of `i18n.ts`, as
 * in `text('cancel')`. Every other string stays, because a string elsewhere may be no key.
 */
export function withNumbers(path: string, code: string, names: readonly string[]): string {
  const { program } = parseSync(path, code);
  const readers = readersIn(program);
  const found: { readonly start: number; readonly end: number; readonly place: number }[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [key] }) {
      const takesStem = callee.type === 'Identifier' ? readers.get(callee.name) : undefined;
      if (takesStem === undefined || key === undefined) return;
      for (const { value, start, end } of literalsOf(key)) {
        const place = names.indexOf(takesStem ? `${value}${STEM_END}` : value);
        if (place !== -1) found.push({ start, end, place });
      }
    },
  }).visit(program);
  return found
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, place }) => `${text.slice(0, start)}${place}${text.slice(end)}`, code);
}

/** The names that a module gives to the functions. */
function readersIn(program: ESTree.Program): ReadonlyMap<string, boolean> {
  const imports = program.body.filter((node) => node.type === 'ImportDeclaration');
  const specifiers = imports
    .filter(({ source }) => source.value.endsWith('/i18n.ts'))
    .flatMap((node) => node.specifiers);
  return new Map(
    specifiers.flatMap((specifier) => {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') return [];
      const takesStem = READERS.get(specifier.imported.name);
      return takesStem === undefined ? [] : [[specifier.local.name, takesStem] as const];
    }),
  );
}

interface Literal {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The strings that an argument can be, as both of `isMany ? 'out_none_many' : 'out_none'`. */
function literalsOf(node: ESTree.Argument): readonly Literal[] {
  if (node.type === 'ConditionalExpression') return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
  if (node.type !== 'Literal' || typeof node.value !== 'string') return [];
  return [{ value: node.value, start: node.start, end: node.end }];
}

const STRING = /'(\w+)'|"(\w+)"|`(\w+)`/g;
const COMPUTED = /`(\w*(?:\$\{[^}]*\}\w*)+)`/g;

/** The names among these that a source may still make a key of: in a string, or in a template with a part of a name. */
export function namesIn(code: string, names: readonly string[]): ReadonlySet<string> {
  const strings = new Set([...code.matchAll(STRING)].map(([, single, double, back]) => single ?? double ?? back));
  const patterns = [...code.matchAll(COMPUTED)]
    .map(([, inner = '']) => inner.replaceAll(/\$\{[^}]*\}/g, '\\w+'))
    .filter((inner) => /[a-zA-Z]/.test(inner.replaceAll('\\w+', '')))
    .map((inner) => new RegExp(`^${inner}$`));
  const isLeft = (key: string): boolean => strings.has(key) || patterns.some((pattern) => pattern.test(key));
  return new Set(
    names.filter((name) =>
      name.endsWith(STEM_END)
        ? isLeft(name.slice(0, -STEM_END.length)) || [...strings].some((string) => string?.startsWith(name))
        : isLeft(name),
    ),
  );
}
