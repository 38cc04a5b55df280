import type { JSX } from 'preact';
import { type MessageKey, number, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { records as recordsOf } from '../../shared/nouns.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import { Note } from '../../ui/components/Note.tsx';
import { TagDot } from '../../ui/components/TagMark.tsx';
import { errorText } from '../../ui/error-text.ts';
import { listUrl } from '../../ui/links.ts';
import { Name } from '../../ui/rich-text.tsx';
import type { TagLine } from '../lines/lines.ts';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionsFor } from '../actions/tag-actions.ts';
import { useRefusal } from '../actions/use-refusal.ts';
import { lastUsedWords, madeWords, momentOf, recordsWords } from '../words/tag-words.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import { Drawer } from './Drawer.tsx';
import { useOpener } from './use-opener.ts';
import { Uses } from './Uses.tsx';

/** All known facts about one tag, in a sheet beside the list. Renders nothing while none is open. */
export function TagSheet(): JSX.Element | null {
  const { list, open } = useTags();
  const name = open.value;
  const line = list.byName.value.get(name ?? '') ?? null;
  // The sheet may show another tag by now.
  useOpener(line !== null);
  return line === null ? null : <Sheet key={line.name} line={line} />;
}

function Sheet({ line }: { line: TagLine }): JSX.Element {
  const { closeTag } = useTags();
  return (
    <Drawer
      heading={
        <>
          <TagDot colour={line.colour} />
          <Name>{line.name}</Name>
        </>
      }
      close={closeTag}
    >
      <div class="drawer-body">
        <Counts line={line} />
        <Failures tags={line.tags} />
        <Uses tags={line.tags} sum={line.uses} />
        <Alike line={line} />
      </div>
      <Foot tags={line.tags} />
    </Drawer>
  );
}

function Counts({ line }: { line: TagLine }): JSX.Element {
  const { org, now } = useTags();
  const modules = new Map(org.modules.value.map((module) => [module.apiName, module]));
  const times = line.tags.flatMap(({ records }) => (records === null ? [] : [records.at]));
  const at = times.length === 0 ? null : Math.min(...times);
  return (
    <section>
      <table class="sums counts">
        <thead>
          <tr>
            <th scope="col">{text('col_module')}</th>
            <th scope="col" class="num">
              {text('col_records')}
            </th>
            <th scope="col">{text('col_last')}</th>
            <th scope="col">{text('col_made')}</th>
          </tr>
        </thead>
        <tbody>
          {line.tags.map((tag) => (
            <Count key={tag.module} tag={tag} module={modules.get(tag.module) ?? null} />
          ))}
        </tbody>
        {line.tags.length < 2 ? null : (
          <tfoot>
            <tr>
              <th scope="row">{text('tags_total')}</th>
              <td class="num" data-label={labelOf('col_records')}>
                {recordsWords(line.records) ?? <Unknown />}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      <p class="hint">
        {at === null ? text('one_counted_not') : text('one_counted', momentOf(at, now()))}
        {sentenceGap()}
        {text('one_counted_link')}
      </p>
    </section>
  );
}

/** The label of a value where a narrow window has no heads of columns. */
function labelOf(column: MessageKey): string {
  return text('col_label', { label: text(column) });
}

function Count({ tag, module }: { tag: TagRow; module: TagModule | null }): JSX.Element {
  const { connection } = useTags();
  const shown = connection.value;
  const { records, lastUsed, createdAt, createdBy } = tag;
  const label = <Name>{module?.plural ?? tag.module}</Name>;
  const place =
    shown === null || module === null
      ? null
      : {
          dataCentre: shown.dataCentre,
          environment: shown.environment,
          domainName: shown.org.domainName,
          zgid: shown.org.zgid,
          moduleSlug: module.moduleSlug,
        };
  return (
    <tr>
      <th scope="row">
        {place === null ? (
          label
        ) : (
          <a href={listUrl(place)} target="_blank" rel="noopener">
            {label}
            <span class="vh">{text('new_tab')}</span>
          </a>
        )}
      </th>
      <td class="num" data-label={labelOf('col_records')}>
        {records === null ? <Unknown /> : number(records.n)}
      </td>
      <td data-label={labelOf('col_last')}>{lastUsedWords(lastUsed) ?? <Unknown />}</td>
      <td data-label={labelOf('col_made')}>{madeWords(createdAt, createdBy) ?? <Unknown />}</td>
    </tr>
  );
}

/** Modules in which Zoho refused to count it. */
function Failures({ tags }: { tags: readonly TagRow[] }): JSX.Element | null {
  const { org, refusal } = useTags();
  const refused = refusal.value;
  const labels = new Map(org.modules.value.map(({ apiName, plural }) => [apiName, shownName(plural)]));
  const failed = tags.flatMap(({ module, countError }) => (countError === null ? [] : [{ module, ...countError }]));
  if (failed.length === 0 && refused === null) return null;
  return (
    <Note tone="warn" icon="warn" live="status">
      {refused === null ? null : <p>{text('sentence', { text: errorText(refused).headline })}</p>}
      {failed.map(({ module, error }) => (
        <p key={module}>
          {text('one_failed', {
            module: labels.get(module) ?? module,
            why: errorText(error, { isOfTag: true }).headline,
          })}
        </p>
      ))}
    </Note>
  );
}

function Alike({ line }: { line: TagLine }): JSX.Element | null {
  const page = useTags();
  const { list, org, openTag, closeTag } = page;
  const others = line.alike.flatMap((name) => list.byName.value.get(name) ?? []);
  const all = [line, ...others].flatMap(({ tags }) => tags);
  const merge = actionsFor(page, all).find(({ key }) => key === 'replace');
  if (line.alike.length === 0) return null;
  const modules = new Map(org.modules.value.map((module) => [module.apiName, module]));
  return (
    <section>
      <h3>{text('one_like_h')}</h3>
      <ul class="where-list">
        {others.map((other) => {
          const [tag] = other.tags;
          const only = other.tags.length === 1 && tag !== undefined ? (modules.get(tag.module) ?? null) : null;
          return (
            <li key={other.key}>
              <button class="tag-line" type="button" onClick={() => openTag(other.name)}>
                <TagDot colour={other.colour} />
                <Name>{other.name}</Name>
              </button>
              <span class="muted">
                {other.records === null ? (
                  <Unknown />
                ) : other.records.isWhole ? (
                  recordsOf(other.records.n, only)
                ) : (
                  recordsWords(other.records)
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {merge === undefined ? null : (
        <p class="row">
          <ActionButton action={{ ...merge, isRare: false }} onOpen={closeTag} />
        </p>
      )}
    </section>
  );
}

/** The actions on the tag, and a question to Zoho about it in each of its modules, for the price on its label. */
function Foot({ tags }: { tags: readonly TagRow[] }): JSX.Element | null {
  const page = useTags();
  const { asked, closeTag, connection, count, isOnline, progress } = page;
  const refusal = useRefusal(tags);
  const isKnown = tags.every(({ records, uses }) => records !== null && (uses?.isWhole ?? false));
  const job = progress.value;
  const isBusy =
    asked.value.state === 'asked' || (job !== null && job.state !== 'ended' && job.counts.done < job.counts.all);
  if (!isOnline.value || connection.value?.isSignedOut !== false) return null;
  const credits = creditsWords(countingPrice(tags.length));
  return (
    <footer class="drawer-foot">
      <div class="row fill">
        <button
          class="btn"
          type="button"
          aria-disabled={isBusy || undefined}
          onClick={() => {
            if (!isBusy) inBackground(count(tags), 'TagSheet.count');
          }}
        >
          {isBusy ? text('one_asking') : text(isKnown ? 'one_btn_again' : 'one_btn', { credits })}
        </button>
        {actionsFor(page, tags).map((action) => (
          <ActionButton key={action.key} action={action} onOpen={closeTag} />
        ))}
      </div>
      <p class="side">{refusal ?? text('one_btn_side')}</p>
      <output class="vh">{isBusy ? text('one_asking') : ''}</output>
    </footer>
  );
}
