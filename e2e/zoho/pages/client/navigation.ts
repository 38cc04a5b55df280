import type { AppData } from '../names.ts';

/** Keeps the app in one document: links inside the CRM change the address by pushState and swap the content. */
export function startNavigation(window: Window, startPage: () => AppData): void {
  const { document, history, location } = window;
  let app = startPage();
  let number = 0;

  function content(): HTMLElement | null {
    return document.querySelector('#crmApp');
  }

  async function show(address: string): Promise<void> {
    const mine = (number += 1);
    const old = content();
    if (old === null) return;
    document.documentElement.toggleAttribute('data-busy', true);
    if (app.navigation === 'clears') for (const row of old.querySelectorAll('.lvRows')) row.replaceChildren();
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    const text = await answer.text();
    // A later click has already requested another page.
    if (mine !== number) return;
    const next = new DOMParser().parseFromString(text, 'text/html');
    const fresh = next.querySelector<HTMLElement>('#crmApp');
    if (fresh === null) return location.assign(address);
    if (answer.redirected) history.replaceState(null, '', answer.url);
    document.title = next.title;
    swap(old, document.adoptNode(fresh));
    app = startPage();
    document.documentElement.toggleAttribute('data-busy', false);
  }

  function swap(old: HTMLElement, fresh: HTMLElement): void {
    old.before(fresh);
    if (app.oldListStaysMs === 0) return old.remove();
    old.hidden = true;
    old.id = 'crmAppLeaving';
    setTimeout(() => old.remove(), app.oldListStaysMs);
  }

  document.addEventListener('click', (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!isPlain || link === null || link.target !== '' || event.defaultPrevented) return;
    if (link.origin !== location.origin || !link.pathname.startsWith('/crm/')) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void show(link.href);
  });
  window.addEventListener('popstate', () => void show(location.href));
}
