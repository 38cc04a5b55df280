import type { JSX } from 'preact';
import { number, plural, text } from '../../shared/i18n.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { ledger, type LedgerPart, type LedgerWords, type PartName } from '../ledger.ts';
import { Icon, type IconName } from './Icon.tsx';

type Run = Parameters<typeof ledger>[0] & Pick<RunSummary, 'chosenCount'>;

interface Props {
  readonly run: Run;
  /** Whether it adds the records without any of the tags, which are outside the sum. */
  readonly hasNone?: boolean;
  /** Whether there is room to explain each part of a list. */
  readonly isExplained?: boolean;
}

/**
 * The records of a run by outcome. The parts always add up to the records that had the tags. Many parts become a list.
 */
export function Ledger({ run, hasNone = true, isExplained = false }: Props): JSX.Element {
  const words = ledger(run);
  return words.isList ? (
    <LedgerList words={words} isExplained={isExplained} />
  ) : (
    <LedgerLine words={words} run={run} hasNone={hasNone} />
  );
}

function LedgerLine({ words, run, hasNone }: { words: LedgerWords; run: Run; hasNone: boolean }): JSX.Element {
  const { parts, total, totalLabel, none, selected } = words;
  // The headline of an ended run with one outcome has its number already.
  const isPlain = parts.length < 2 && !isLive(run);
  return (
    <>
      {isPlain ? null : (
        <dl class="ledger" aria-label={text('ledger_label')}>
          {parts.map(({ name, label, help, tone, records }) => (
            <div key={name} class={tone} title={help || undefined}>
              <dt>{label}</dt>
              <dd>{number(records)}</dd>
            </div>
          ))}
          <div class="sum">
            <dt>{totalLabel}</dt>
            <dd>{number(total)}</dd>
          </div>
        </dl>
      )}
      {none === 0 || total === 0 || !hasNone ? null : (
        <p class="muted small had">{plural('not_had', run.chosenCount, { m: none, all: selected })}</p>
      )}
    </>
  );
}

const ICONS: Readonly<Record<PartName, IconName | null>> = {
  removed: 'check',
  already: null,
  partly: 'half',
  failed: 'bad',
  'not-finished': 'bad',
  unknown: 'ask',
  'not-sent': 'wait',
  pending: 'wait',
};

function LedgerList({ words, isExplained }: { words: LedgerWords; isExplained: boolean }): JSX.Element {
  const { parts, total, totalLabel, none, noneLabel, selected } = words;
  return (
    <dl class={`ledger-list ${isExplained ? 'is-explained' : ''}`} aria-label={text('ledger_label')}>
      {parts.flatMap((part) => [
        <Line key={part.name} part={part} kind={part.tone} icon={ICONS[part.name]} isExplained={isExplained} />,
        ...part.of.map((one) => <Line key={one.name} part={one} kind="sub" icon={null} isExplained={isExplained} />),
      ])}
      <Line part={{ label: totalLabel, help: '', records: total }} kind="sum" icon={null} isExplained={isExplained} />
      {none === 0 ? null : (
        <>
          <Line
            part={{ label: noneLabel, help: text('out_none_help'), records: none }}
            kind="out"
            icon={null}
            isExplained={isExplained}
          />
          <Line
            part={{ label: text('out_selected'), help: text('out_selected_help'), records: selected }}
            kind="sum"
            icon={null}
            isExplained={isExplained}
          />
        </>
      )}
    </dl>
  );
}

interface LineProps {
  readonly part: Pick<LedgerPart, 'label' | 'help' | 'records'>;
  readonly kind: string;
  readonly icon: IconName | null;
  readonly isExplained: boolean;
}

function Line({ part: { label, help, records }, kind, icon, isExplained }: LineProps): JSX.Element {
  return (
    <div class={kind} title={isExplained ? undefined : help || undefined}>
      <dt>
        {icon === null ? <span class="no-icon" /> : <Icon name={icon} />}
        <span>
          {label} {isExplained && help !== '' ? <span class="help">{help}</span> : null}
        </span>
      </dt>
      <dd>{number(records)}</dd>
    </div>
  );
}
