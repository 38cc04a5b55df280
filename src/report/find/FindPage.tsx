import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { number, plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { errorText } from '../../ui/error-text.ts';
import { useReport } from '../report-context.ts';
import { HitsTable } from './HitsTable.tsx';

/** The search over the whole history: which removal took a tag off a record. It reads only what is stored here. */
export function FindPage(): JSX.Element {
  const { find, search } = useReport();
  const { record, tag, question, hits, state } = search;
  const first = useRef<HTMLInputElement>(null);
  const headline = text('find_h');
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    document.title = text('rep_doc_title', { headline });
  }, [headline]);
  return (
    <section class="stack find-page" aria-labelledby="find-h">
      <h1 id="find-h">{headline}</h1>
      <p class="muted">{text('find_p')}</p>
      <form
        class="find-form"
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <label>
          <span>{text('find_record')}</span>
          <input
            ref={first}
            class="field"
            type="search"
            placeholder={text('find_record_hint')}
            value={record.value}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => (record.value = event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{text('find_tag')}</span>
          <input
            class="field"
            type="search"
            placeholder={text('find_tag_hint')}
            value={tag.value}
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => (tag.value = event.currentTarget.value)}
          />
        </label>
        <button class="btn primary" type="submit">
          <Icon name="search" />
          {text('find_btn')}
        </button>
      </form>
      <Status />
      {hits.value.length > 0 ? <HitsTable hits={hits.value} /> : null}
      {state.value === 'more' ? (
        <p>
          <button class="link" type="button" onClick={() => inBackground(search.more(), 'FindPage.more')}>
            {text('find_more')}
          </button>
        </p>
      ) : null}
      {state.value === 'done' && question.value !== null && hits.value.length === 0 ? <Nothing /> : null}
    </section>
  );
}

/** The progress and the number of matches, or why the search failed. */
function Status(): JSX.Element {
  const { search } = useReport();
  const { state, hits, looked, error } = search;
  const { n, of } = looked.value;
  const failed = error.value;
  const found = hits.value.length;
  const words =
    state.value === 'searching'
      ? text('find_looking', { n: number(n), all: number(of) })
      : state.value === 'more'
        ? plural('find_found_more', found)
        : state.value === 'done' && found > 0
          ? plural('find_found', found)
          : '';
  if (failed !== null) {
    const { headline, records, todo } = errorText(failed);
    return (
      <Note tone="bad" icon="bad" live="alert">
        <p>
          <strong>{text('opt_result_say', { what: headline })}</strong>
          {sentenceGap()}
          {records}
          {sentenceGap()}
          {todo}
        </p>
      </Note>
    );
  }
  return (
    <p class="muted">
      <output>{words}</output>
    </p>
  );
}

/** Says that nothing was found, and what that means. */
function Nothing(): JSX.Element {
  const { historyDays, search } = useReport();
  const { record = '', tag = '' } = search.question.value ?? {};
  const headline =
    record === ''
      ? text('find_none_tag', { tag: shownName(tag) })
      : tag === ''
        ? text('find_none_record', { record: shownName(record) })
        : text('find_none_both', { record: shownName(record), tag: shownName(tag) });
  return (
    <div class="empty">
      <p class="strong">{headline}</p>
      <p class="muted">{plural('find_none_p', historyDays.value)}</p>
    </div>
  );
}
