import { useModel } from '@preact/signals';
import type { JSX } from 'preact';
import type { ErrorData } from '../../shared/errors.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { list } from '../../ui/formats.ts';
import { PasteModel, type PasteProblem } from '../models/PasteModel.ts';
import { useFocusOnArrival } from '../../ui/use-focus.ts';
import { usePopup } from '../popup-context.ts';

/** Record links or ids, one per line: counts as one types, and names what it skipped. */
export function PasteScreen(): JSX.Element {
  const { selection, isPasting, choose, moduleOf } = usePopup();
  const { connection, pageModule } = selection;
  const paste = useModel(() => new PasteModel({ connection, module: pageModule, moduleOf }));
  const field = useFocusOnArrival<HTMLTextAreaElement>();
  const module = selection.pageModule.value;
  const problem = paste.problem.value;
  const isUsable = problem.kind === 'none';
  const { length } = paste.pasted.value.ids;
  const use = async (): Promise<void> => {
    const { ids } = paste.pasted.peek();
    const found = await paste.module();
    if (found !== null) choose({ from: 'pasted', module: found, ids });
  };
  return (
    <>
      <div class="what">
        <h1>{text('paste_h')}</h1>
      </div>
      <main class="body tight">
        <div>
          <label class="label" for="paste">
            {module === null ? text('paste_label_any') : text('paste_label', { module: shownName(module.plural) })}
          </label>
          <textarea
            class="field"
            id="paste"
            rows={5}
            ref={field}
            aria-describedby="paste-found"
            spellcheck={false}
            value={paste.text}
            onInput={(event) => {
              paste.text.value = event.currentTarget.value;
            }}
          />
          <output class="hint" id="paste-found">
            {found(paste.pasted.value, isUsable ? module : null)}
          </output>
        </div>
        <Problem problem={problem} error={paste.error.value} />
      </main>
      <footer class="foot">
        <div class="row fill">
          <button
            class="btn"
            type="button"
            onClick={() => {
              isPasting.value = false;
            }}
          >
            {text('back')}
          </button>
          <button
            class={`btn ${isUsable ? 'primary' : ''}`}
            type="button"
            aria-disabled={!isUsable}
            onClick={() => {
              if (isUsable) void use();
            }}
          >
            {length === 0 ? text('paste_btn_none') : plural('paste_btn', length)}
          </button>
        </div>
      </footer>
    </>
  );
}

type Found = Parameters<typeof records>[1];

function found(
  { ids, repeated, bad }: { ids: readonly string[]; repeated: number; bad: readonly string[] },
  module: Found,
): string {
  const first = bad[0] ?? '';
  const line = first.length > 40 ? `${first.slice(0, 40)}…` : first;
  return [
    ids.length === 0 ? '' : plural('paste_found', ids.length, { records: records(ids.length, module) }),
    repeated === 0 ? '' : plural('paste_repeated', repeated),
    bad.length === 0 ? '' : plural('paste_bad', bad.length, { line }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function Problem({ problem, error }: { problem: PasteProblem; error: ErrorData | null }): JSX.Element | null {
  const { selection } = usePopup();
  const here = selection.pageModule.value?.plural ?? '';
  const words = error === null ? problemWords(problem, here) : errorText(error).headline;
  return words === '' ? null : (
    <Note tone="warn" icon="warn" live="status">
      <p>{words}</p>
    </Note>
  );
}

function problemWords(problem: PasteProblem, here: string): string {
  switch (problem.kind) {
    case 'none':
    case 'nothing':
      return '';
    case 'other-org':
      return text('paste_other_org');
    case 'no-module':
      return text('paste_no_module');
    case 'other-module':
      return text('paste_other_module', {
        other: list(problem.moduleSlugs.map((slug) => shownName(slug))),
        module: shownName(here),
      });
    case 'two-modules':
      return text('paste_two_modules', { modules: list(problem.moduleSlugs.map((slug) => shownName(slug))) });
  }
}
