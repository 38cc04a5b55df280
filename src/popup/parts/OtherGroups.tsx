import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { TickedGroup } from '../../shared/page.ts';
import type { Module } from '../../shared/run-summary.ts';
import { tickedGroups } from '../../shared/ticked-groups.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list } from '../../ui/formats.ts';
import type { Selection } from '../../ui/models/SelectionModel.ts';
import { usePopup } from '../popup-context.ts';

/** Activities hold rows of several modules; a run is over one. The others are named, each with a way to it. */
export function OtherGroups({ chosen }: { chosen: Selection }): JSX.Element | null {
  const { page, choose } = usePopup();
  const groups = tickedGroups(page.answer.value?.ticked ?? { groups: [] });
  const others = groups.filter(({ tab }) => tab !== chosen.module.tab && tab !== chosen.module.apiName);
  const isMixed = others.length > 0 && others.length < groups.length;
  const modules = useModules(chosen.connection.id, isMixed ? others : []);
  if (!isMixed) return null;
  const words = ({ tab, ids }: TickedGroup): string => {
    const module = modules[tab];
    return module === undefined ? text('n_noun', { n: ids.length, noun: tab }) : records(ids.length, module);
  };
  return (
    <div class="pad">
      <Note tone="warn" icon="warn">
        <p>
          <strong>{text('groups_h', { groups: list(others.map(words)) })}</strong> {text('groups_p')}
        </p>
        <div class="row">
          {others.map((group) => (
            <button
              class="link"
              type="button"
              key={group.tab}
              onClick={() => choose({ from: 'ticked', tab: group.tab })}
            >
              {text('groups_use', { groups: words(group) })}
            </button>
          ))}
        </div>
      </Note>
    </div>
  );
}

/** What Zoho calls the modules of these rows, by their names in the URL, which are other ones: `Events` are meetings. */
function useModules(connectionId: string, groups: readonly TickedGroup[]): Readonly<Record<string, Module>> {
  const { moduleOf } = usePopup();
  const modules = useSignal<Readonly<Record<string, Module>>>({});
  const tabs = groups.map(({ tab }) => tab).join(' ');
  useEffect(() => {
    for (const tab of tabs.split(' ').filter((name) => name !== ''))
      void moduleOf(connectionId, tab).then(
        (module) => {
          modules.value = { ...modules.peek(), [tab]: module };
        },
        // The name in the address has to do.
        () => undefined,
      );
  }, [connectionId, tabs, modules, moduleOf]);
  return modules.value;
}
