import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type MessageKey, text } from '../shared/i18n.ts';

const PLACES: readonly (readonly [id: string, label: MessageKey])[] = [
  ['connections', 'opt_conn_h'],
  ['preferences', 'opt_pref_h'],
  ['privacy', 'opt_priv_h'],
  ['data', 'opt_data_h'],
  ['about', 'opt_about_h'],
];

/** The places of the page, with the one that is being read. */
export function Toc(): JSX.Element {
  const current = useSignal('connections');
  useEffect(() => {
    const seen = new Map<string, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.set(target.id, isIntersecting);
        const first = PLACES.find(([id]) => seen.get(id) === true);
        if (first !== undefined) current.value = first[0];
      },
      { rootMargin: '0px 0px -60% 0px' },
    );
    for (const [id] of PLACES) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [current]);
  return (
    <nav class="toc" aria-label={text('opt_toc')}>
      <ul>
        {PLACES.map(([id, label]) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={current.value === id ? 'true' : undefined}>
              {text(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
