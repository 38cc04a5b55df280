import { language } from '../../src/shared/i18n.ts';
import { settled } from './settled.ts';

/** The parameters in a gallery's address: `?scene=<name>&theme=dark&dir=rtl`. */
const wanted = new URLSearchParams(location.search);

/** Shows the scene that the address names. Without one the page lists all names. */
export async function stage<Scene extends { readonly name: string }>(
  scenes: readonly Scene[],
  show: (scene: Scene) => Promise<void>,
): Promise<void> {
  const root = document.documentElement;
  root.dataset['theme'] = wanted.get('theme') ?? '';
  root.lang = language();
  root.dir = wanted.get('dir') ?? 'ltr';
  const scene = scenes.find(({ name }) => name === wanted.get('scene'));
  if (scene === undefined) {
    document.body.dataset['scenes'] = scenes.map(({ name }) => name).join(' ');
    return;
  }
  await show(scene);
  await settled();
  document.body.dataset['ready'] = 'true';
}
