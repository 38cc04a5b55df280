import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { SignInWay } from '../../shared/connection.ts';
import { consoleUrl } from '../../shared/data-centres.ts';
import type { RequestData, SignInRequest } from '../../shared/messages.ts';
import { inBackground } from '../../shared/notes.ts';
import { clientItem } from '../../shared/stored-items.ts';
import { consoleStepsItem } from './console-steps.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { ConnectPorts } from '../ports.ts';
import { valuesFor } from '../../ui/client-values.ts';
import { type Card, currentCard, doneWith, nextToTouch, type ValueCard } from './console-cards.ts';
import { pastedAs } from './pasted.ts';
import type { Region } from './place.ts';

export type FieldName = 'clientId' | 'clientSecret' | 'code';

/** The fault in a field, found before Zoho is asked. */
export interface FieldProblem {
  readonly field: FieldName;
  readonly kind: 'secret' | 'part' | 'other' | 'missing';
}

/** The page's functions that the guide needs. */
interface Around {
  readonly region: ReadonlySignal<Region | null>;
  readonly wanted: ReadonlySignal<SignInRequest['wanted']>;
  /** The scopes that a code is made for. */
  readonly scopes: ReadonlySignal<readonly string[]>;
  start(request: SignInRequest): Promise<void>;
  paste(data: RequestData<'sign-in.paste'>): Promise<void>;
  /** Runs an action; the page shows its failure. */
  fail(action: () => Promise<unknown>): Promise<void>;
}

/** A pasted id is tried after a pause in typing of this many milliseconds. */
const SETTLE_MS = 300;

/** The cards of Zoho's console: the ticked ones, the copied value, and the fields for Zoho's values. */
export const ConsoleModel = createModel((ports: ConnectPorts, around: Around) => {
  const done = storedSignal(consoleStepsItem, { client: 0, server: 0, self: 0 });
  const fields = { clientId: signal(''), clientSecret: signal(''), code: signal('') };
  const problem = signal<FieldProblem | null>(null);
  /** The value that was copied last, and the next card. */
  const copied = signal<{ readonly card: ValueCard; readonly next: Card } | null>(null);
  const notCopied = signal<ValueCard | null>(null);
  const admin = signal<'copied' | 'failed' | null>(null);
  /** A whole id was pasted and will be tried after the pause. */
  const isSettling = signal(false);
  const values = computed(() => valuesFor(ports.redirectUri, around.scopes.value));
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Ticks a card off, and those before it. If this cannot be stored, it holds until the page closes. */
  async function tick(way: SignInWay, card: Card): Promise<void> {
    const before = done.peek();
    if (doneWith(way, card, before[way]) === before[way]) return;
    const count = (all: typeof before): typeof before => ({ ...all, [way]: doneWith(way, card, all[way]) });
    done.value = await consoleStepsItem.change(count).catch(() => count(before));
  }

  function settle(): void {
    clearTimeout(timer);
    isSettling.value = false;
  }

  /** Checks the id and shows its fault. Returns true for a whole id, which then replaces the field's text. */
  function check(): boolean {
    const pasted = pastedAs(fields.clientId.peek());
    if (pasted.kind === 'id') {
      fields.clientId.value = pasted.clientId;
      problem.value = null;
      return true;
    }
    // A secret stays secret when it was pasted by mistake.
    if (pasted.kind === 'secret') fields.clientId.value = '';
    problem.value = { field: 'clientId', kind: pasted.kind === 'empty' ? 'missing' : pasted.kind };
    return false;
  }

  async function connect(way: SignInWay): Promise<void> {
    settle();
    const place = around.region.peek();
    // Zoho may accept an id that looks too short, if the user insists.
    const isTried = check() || problem.peek()?.kind === 'part';
    if (!isTried || place === null) return;
    const { dataCentre } = place;
    const clientId = fields.clientId.peek().trim();
    const clientSecret = fields.clientSecret.peek().trim();
    const code = fields.code.peek().trim();
    const missing = (['clientSecret', 'code'] as const).find(
      (field) => (field === 'clientSecret' ? way !== 'client' : way === 'self') && fields[field].peek().trim() === '',
    );
    if (missing !== undefined) {
      problem.value = { field: missing, kind: 'missing' };
      return;
    }
    problem.value = null;
    await tick(way, 'paste');
    if (way === 'self') {
      await around.paste({ dataCentre, clientId, clientSecret, code });
      return;
    }
    const wanted = around.wanted.peek();
    const request: SignInRequest = {
      way,
      dataCentre,
      clientId,
      ...(way === 'server' && { clientSecret }),
      ...(wanted !== undefined && { wanted }),
    };
    if (way === 'server') await around.start(request);
    else await around.fail(() => keepAndStart(request));
  }

  async function keepAndStart(request: SignInRequest): Promise<void> {
    const { clientId, dataCentre } = request;
    await clientItem.set({ clientId, dataCentre });
    await ports.request('sign-in.start', request);
  }

  return {
    done,
    fields,
    /** What Zoho's form asks for. */
    values,
    problem,
    copied,
    notCopied,
    admin,
    isSettling,
    async load(): Promise<void> {
      const [client] = await Promise.all([clientItem.get(), done.load()]);
      fields.clientId.value = client.clientId;
    },
    connect,
    check,
    /** A whole id is tried at once, and a secret is cleared. All else is checked when the user leaves the field. */
    edit(way: SignInWay, name: FieldName, text: string, isPasted: boolean): void {
      settle();
      fields[name].value = text;
      problem.value = null;
      if (name !== 'clientId') return;
      const { kind } = pastedAs(text);
      if (kind === 'secret' || (isPasted && kind !== 'empty')) check();
      if (kind !== 'id') return;
      inBackground(tick(way, way === 'self' ? 'minutes' : 'create'), 'ConsoleModel.edit');
      if (way !== 'client') return;
      isSettling.value = true;
      timer = setTimeout(() => inBackground(connect(way), 'ConsoleModel.edit'), SETTLE_MS);
    },
    async openConsole(way: SignInWay, how: 'beside' | 'tab'): Promise<void> {
      const place = around.region.peek();
      if (place === null) return;
      await tick(way, 'open');
      if (how === 'beside') await ports.openBeside(consoleUrl(place.dataCentre));
    },
    async copy(way: SignInWay, card: ValueCard): Promise<void> {
      try {
        await ports.copy(values.peek()[card]);
      } catch {
        notCopied.value = card;
        copied.value = null;
        return;
      }
      notCopied.value = null;
      const isAgain = doneWith(way, card, 0) <= done.peek()[way];
      await tick(way, card);
      copied.value = { card, next: isAgain ? currentCard(way, done.peek()[way]) : nextToTouch(way, card) };
    },
    /** A user who returns with all values copied has finished in Zoho's console. */
    async comeBack(): Promise<void> {
      for (const way of ['client', 'server', 'self'] as const) {
        const card = currentCard(way, done.peek()[way]);
        if (card === 'create' || card === 'minutes') await tick(way, card);
      }
    },
    async copyMessage(message: string): Promise<void> {
      admin.value = await ports.copy(message).then(
        () => 'copied' as const,
        () => 'failed' as const,
      );
    },
    /** Clears secrets that are no longer needed. */
    forget(): void {
      fields.clientSecret.value = '';
      fields.code.value = '';
    },
  };
});
