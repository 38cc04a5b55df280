import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Note } from '../../ui/components/Note.tsx';
import type { DraftStep } from '../draft/offer.ts';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { countedWords, namesWords } from '../words/cleanup-words.ts';

/** The modules in which the tag that stays is made, and those that have no room for it. */
export function NewTagNotes(): JSX.Element {
  const { full, included } = useTags().replace;
  return (
    <>
      {included.value
        .filter(({ stays }) => stays?.id === null)
        .map((step) => (
          <Made key={step.module.apiName} step={step} />
        ))}
      {full.value.map((step) => (
        <Full key={step.module.apiName} step={step} />
      ))}
    </>
  );
}

function Made({ step: { module, stays } }: { step: DraftStep }): JSX.Element {
  const { choice, likely } = useTags().replace;
  const { used, allowed } = module.room;
  const label = shownName(module.plural);
  const hasRoom = used !== null && allowed !== null;
  const values = { tag: quoted(stays?.name ?? ''), module: label };
  const other = likely.value.find((one) => one.module === module)?.tag ?? null;
  const words =
    other === null
      ? text(choice.value?.kind === 'new' ? 'make_in_new' : 'make_in', values)
      : text('make_may', { ...values, other: quoted(other.name) });
  return (
    <Note {...(other === null ? { icon: 'info' } : { tone: 'warn', icon: 'warn' })}>
      <p>
        {words}{' '}
        {hasRoom && other === null
          ? text('make_room', { module: label, tags: plural('tags_room', used + 1, { limit: allowed }) })
          : ''}
      </p>
    </Note>
  );
}

function Full({ step }: { step: DraftStep }): JSX.Element {
  const { list, replace, showModule } = useTags();
  const { module, stays, tags, counted } = step;
  const { used, allowed } = module.room;
  const label = shownName(module.plural);
  const values = {
    module: label,
    tag: quoted(stays?.name ?? ''),
    tags: namesWords(tags.map(({ name }) => name)),
    records: countedWords(counted ?? { n: 0, isWhole: false, isAtMost: false }, [module]),
  };
  return (
    <Note tone="warn" icon="warn">
      <p>
        <strong>{text('limit_full_h', { module: label, n: used ?? 0, limit: allowed ?? 0 })}</strong>{' '}
        {text('make_full_p', values)}
      </p>
      <div class="row">
        <button
          class="link"
          type="button"
          onClick={() => {
            replace.close();
            showModule(module.apiName);
            list.chip.value = 'none';
          }}
        >
          {text('make_full_show')}
        </button>
      </div>
    </Note>
  );
}
