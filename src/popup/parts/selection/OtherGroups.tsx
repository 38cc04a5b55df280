import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { sentenceGap, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { records } from '../../../shared/nouns.ts';
import type { TickedGroup } from '../../../shared/page.ts';
import type { Module } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { list } from '../../../ui/formats.ts';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

interface Props {
  readonly connectionId: string;
  /** Groups outside the run. */
  readonly groups: readonly TickedGroup[];
}

/** Activities has rows of several modules, and a run covers one. Lists the others, each with a link to it. */
export function OtherGroups({ connectionId, groups }: Props): JSX.Element {
  const { choose } = usePopup();
  const modules = useModules(connectionId, groups);
  const words = ({ moduleSlug, ids }: TickedGroup): string => {
    const module = modules[moduleSlug];
    return module === undefined
      ? text('n_noun', { n: ids.length, noun: shownName(moduleSlug) })
      : records(ids.length, module);
  };
  return (
    <div class="pad">
      <Note tone="warn" icon="warn">
        <p>
          <strong>{text('groups_h', { groups: list(groups.map(words)) })}</strong>
          {sentenceGap()}
          {text('groups_p')}
        </p>
        <div class="row">
          {groups.map((group) => (
            <button
              class="link"
              type="button"
              key={group.moduleSlug}
              onClick={() => choose({ from: 'ticked', moduleSlug: group.moduleSlug })}
            >
              {text('groups_use', { groups: words(group) })}
            </button>
          ))}
        </div>
      </Note>
    </div>
  );
}

/** Zoho's labels of the modules of these rows. The names in the URL differ: `Events` are meetings. */
function useModules(connectionId: string, groups: readonly TickedGroup[]): Readonly<Record<string, Module>> {
  const { moduleOf } = usePopup();
  const modules = useSignal<Readonly<Record<string, Module>>>({});
  const moduleSlugs = groups.map(({ moduleSlug }) => moduleSlug).join(' ');
  useEffect(() => {
    for (const moduleSlug of moduleSlugs.split(' '))
      inBackground(
        moduleOf(connectionId, moduleSlug).then(
          (module) => {
            modules.value = { ...modules.peek(), [moduleSlug]: module };
          },
          // Without a label, the name in the URL is shown.
          () => undefined,
        ),
        'OtherGroups.moduleOf',
      );
  }, [connectionId, moduleSlugs, modules, moduleOf]);
  return modules.value;
}
