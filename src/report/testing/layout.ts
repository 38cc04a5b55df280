import { beforeAll } from 'vitest';

/**
 * Gives the table's box the height of a window, and its rows their real heights: happy-dom has no layout, nor open
 * dialogs. For all tests of the file.
 */
export function withLayout(): void {
  beforeAll(() => {
    for (const [name, pixels] of [
      ['clientHeight', 600],
      ['clientWidth', 900],
      ['offsetHeight', 52],
    ] as const)
      Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => pixels });
    HTMLDialogElement.prototype.showModal = function open() {
      this.open = true;
    };
  });
}
