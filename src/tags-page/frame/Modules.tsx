import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName, visibleName } from '../../shared/names.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { isNearLimit } from '../../tags/queries/judgements.ts';
import { daysAgo, list as listOf } from '../../ui/formats.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { queryOf } from '../address.ts';
import { useTags } from '../tags-context.ts';

/** The modules, each with its room. Those without tags share one line. */
export function Modules(): JSX.Element {
  const { org, module, progress, live } = useTags();
  const rows = org.rows.value;
  const reading = new Set(progress.value?.modules.reading);
  const left = new Set(live.value ? progress.value?.modules.left : []);
  const all = org.modules.value;
  const chosen = module.value?.apiName ?? null;
  const tagsOf = (one: TagModule): number => rows.get(one.apiName)?.length ?? 0;
  const isWaiting = (one: TagModule): boolean => one.readAt === null && left.has(one.apiName);
  const isEmpty = (one: TagModule): boolean => one.state === 'read' && tagsOf(one) === 0;
  const waiting = all.filter(isWaiting);
  const empty = all.filter((one) => !isWaiting(one) && isEmpty(one));
  const listed = all.filter((one) => one.apiName === chosen || (!waiting.includes(one) && !empty.includes(one)));
  return (
    <nav class="mods" aria-labelledby="mods-h">
      <h2 id="mods-h">{text('tags_mods')}</h2>
      <ul>
        <ModuleLink apiName={null} label={text('tags_all')}>
          <AllSub />
        </ModuleLink>
        {listed.map((one) => (
          <ModuleLink key={one.apiName} apiName={one.apiName} label={visibleName(one.plural)}>
            <Sub module={one} tags={tagsOf(one)} isReading={reading.has(one.apiName)} isLeft={left.has(one.apiName)} />
          </ModuleLink>
        ))}
      </ul>
      <Others modules={waiting} stem="tags_mods_waiting" />
      <Others modules={empty} stem="tags_mods_empty" />
    </nav>
  );
}

interface LinkProps {
  readonly apiName: string | null;
  readonly label: string;
  readonly children: JSX.Element | null;
}

function ModuleLink({ apiName, label, children }: LinkProps): JSX.Element {
  const { address, connection, module, showModule } = useTags();
  const connectionId = connection.value?.id ?? null;
  const isCurrent = (module.value?.apiName ?? null) === apiName;
  const href = queryOf({ ...address.value, connectionId, module: apiName, tag: null });
  return (
    <li>
      <a
        href={href === '' ? '?' : href}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
          event.preventDefault();
          showModule(apiName);
        }}
      >
        <b>{label}</b>
        {children}
      </a>
    </li>
  );
}

function AllSub(): JSX.Element {
  const { org, isArriving } = useTags();
  const rows = [...org.rows.value.values()].filter((list) => list.length > 0);
  if (isArriving.value) return <span class="sub">{text('tags_mod_reading')}</span>;
  const names = new Set(rows.flatMap((list) => list.map(({ name }) => name)));
  const words = { tags: plural('n_tags', names.size), modules: plural('n_modules', rows.length) };
  return <span class="sub">{text('tags_h', words)}</span>;
}

interface SubProps {
  readonly module: TagModule;
  readonly tags: number;
  readonly isReading: boolean;
  readonly isLeft: boolean;
}

function Sub({ module, tags, isReading, isLeft }: SubProps): JSX.Element {
  const { now } = useTags();
  const { state, readAt } = module;
  if (isReading) return <span class="sub">{text('tags_mod_reading')}</span>;
  if (isLeft) return <span class="sub">{text('tags_mod_waiting')}</span>;
  if (readAt === null) {
    if (state === 'unread') return <span class="sub">{text('tags_mod_unread')}</span>;
    return state === 'refused' ? (
      <span class="sub">{text('tags_mod_norights')}</span>
    ) : (
      <Warning words={text('tags_mod_failed')} />
    );
  }
  return (
    <>
      <span class="sub">{roomWords(module, tags)}</span>
      <Room module={module} tags={tags} />
      {state === 'read' ? null : <Warning words={text('tags_mod_stale', { day: daysAgo(readAt, now()) })} />}
    </>
  );
}

function roomWords({ room: { allowed, used } }: TagModule, tags: number): string {
  return allowed === null ? plural('n_tags', tags) : plural('tags_room', used ?? tags, { limit: allowed });
}

function Room({ module, tags }: { module: TagModule; tags: number }): JSX.Element | null {
  const { allowed, used } = module.room;
  if (isNearLimit(module) !== true || allowed === null) return null;
  const left = allowed - (used ?? tags);
  return <Warning words={left <= 0 ? text('tags_mod_full') : plural('tags_room_left', left)} />;
}

function Warning({ words }: { words: string }): JSX.Element {
  return (
    <span class="sub warn">
      <Icon name="warn" />
      {words}
    </span>
  );
}

interface OthersProps {
  readonly modules: readonly TagModule[];
  readonly stem: 'tags_mods_waiting' | 'tags_mods_empty';
}

/** Modules that are only named, because a list of them would push the others out of sight. */
function Others({ modules, stem }: OthersProps): JSX.Element | null {
  if (modules.length === 0) return null;
  return (
    <details>
      <summary>
        {plural(stem, modules.length)}
        <Icon name="down" />
      </summary>
      <p>{listOf(modules.map((one) => shownName(one.plural)))}</p>
    </details>
  );
}
