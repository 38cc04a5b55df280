/** Opens and closes the menus of the page: one at a time, shut by a click elsewhere or Escape. */
export function startMenus(document: Document): void {
  function shut(but: Element | null): void {
    for (const menu of document.querySelectorAll<HTMLElement>('.crmMenu:not([hidden])')) {
      if (menu === but) continue;
      menu.hidden = true;
      buttonOf(menu)?.setAttribute('aria-expanded', 'false');
    }
  }

  function buttonOf(menu: Element): Element | null {
    return document.querySelector(`[aria-controls="${menu.id}"]`);
  }

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest('[aria-controls]') ?? null;
    const menu = document.querySelector<HTMLElement>(`#${button?.getAttribute('aria-controls') ?? 'none'}`);
    shut(menu ?? target?.closest('.crmMenu') ?? null);
    if (button === null || menu === null) return;
    menu.hidden = !menu.hidden;
    button.setAttribute('aria-expanded', String(!menu.hidden));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') shut(null);
  });
}
