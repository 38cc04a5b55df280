import { computed, createModel, effect, signal } from '@preact/signals';
import { type ClientSetting, isClientId, isCutClientId } from '../../shared/client-id.ts';
import type { Connection, SignInWay } from '../../shared/connection.ts';
import type { DataCentre } from '../../shared/data-centres.ts';
import { type ErrorCode, type ErrorData } from '../../shared/errors.ts';
import { clientItem, connectionsItem, signInItem } from '../../shared/stored-items.ts';
import { inBackground } from '../../shared/notes.ts';
import { createAsk, createLatest } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { OptionsPorts } from '../ports.ts';

/** The part of the guide that a problem is about. */
export type Place = 'values' | 'clientId' | 'clientSecret' | 'code' | 'connect';

/** What is wrong, and where: an error, or a field that was left empty. */
export type Problem =
  | { readonly place: Place; readonly kind: 'error'; readonly error: ErrorData; readonly dataCentre: DataCentre }
  | { readonly place: 'clientSecret' | 'code'; readonly kind: 'empty' };

export type FieldName = 'clientId' | 'clientSecret' | 'code';

const NO_CLIENT: ClientSetting = { client: null, refused: [] };

/** The guide from nothing to a connection: the way, the values, and how the last try ended. */
export const GuideModel = createModel((ports: OptionsPorts) => {
  const openedAt = ports.now();
  const way = signal<SignInWay>('client');
  const dataCentre = signal<DataCentre>('us');
  const isFromTab = signal(false);
  const fields = {
    clientId: signal(''),
    clientSecret: signal(''),
    code: signal(''),
  } as const;
  const setting = signal<ClientSetting>(NO_CLIENT);
  const signIn = storedSignal(signInItem, null);
  const connections = storedSignal(connectionsItem, []);
  const refusal = signal<Problem | null>(null);
  /** Failures up to then have been dealt with. */
  const clearedAt = signal(0);

  /** A client id that is there without the user: of the company or the publisher. */
  const given = computed(() => {
    const { client } = setting.value;
    return client === null || client.source === 'user' ? null : client;
  });

  const problem = computed<Problem | null>(() => {
    const own = refusal.value;
    const state = signIn.value;
    const since = clearedAt.value;
    const how = way.value;
    if (own !== null) return own;
    if (state?.state !== 'failed' || state.at <= since) return null;
    const { code, details } = state;
    return { place: placeOf(code, how), kind: 'error', error: { code, details }, dataCentre: state.dataCentre };
  });

  /** The connection that was made while this page is open. */
  const made = computed(() => {
    const state = signIn.value;
    const known = connections.value;
    if (state?.state !== 'connected' || state.at < openedAt) return null;
    const connection = known.find(({ id }) => id === state.connectionId);
    return connection === undefined ? null : { connection, isLasting: state.isLasting !== false };
  });

  const values = () => ({
    clientId: fields.clientId.peek().trim(),
    clientSecret: fields.clientSecret.peek().trim(),
    code: fields.code.peek().trim(),
  });

  const asking = createAsk();
  const ask = async (action: () => Promise<unknown>): Promise<void> => {
    await asking.ask(action);
    const asked = asking.asked.peek();
    if (asked.state !== 'refused') return;
    const { error } = asked;
    refusal.value = { place: placeOf(error.code, way.peek()), kind: 'error', error, dataCentre: dataCentre.peek() };
  };

  const latest = createLatest();
  const readSetting = async (): Promise<void> => {
    const isLatest = latest();
    const read = await ports.client.read();
    if (isLatest()) setting.value = read;
  };
  effect(() => ports.client.watch(() => inBackground(ask(readSetting), 'GuideModel.client')));

  const clear = (): void => {
    refusal.value = null;
    clearedAt.value = ports.now();
  };

  const forget = (): void => {
    fields.clientSecret.value = '';
    fields.code.value = '';
  };
  effect(() => {
    if (made.value !== null) forget();
  });

  return {
    way,
    dataCentre,
    isFromTab,
    fields,
    setting,
    signIn,
    given,
    problem,
    made,

    async load(): Promise<void> {
      const [here] = await Promise.all([ports.dataCentreOfTab(), readSetting(), signIn.load(), connections.load()]);
      const state = signIn.peek();
      const { client } = setting.peek();
      isFromTab.value = here !== null;
      const tried = state?.state === 'failed' ? state.dataCentre : null;
      dataCentre.value = tried ?? here ?? client?.dataCentre ?? 'us';
      if (client?.source === 'user') fields.clientId.value = client.clientId;
    },
    choose(next: SignInWay): void {
      way.value = next;
      clear();
    },
    edit(field: FieldName, value: string): void {
      fields[field].value = value;
      if (problem.peek()?.place === field) clear();
    },
    /** Opens the guide on what is needed to sign in to a connection again. */
    prepare({ way: how, dataCentre: where, clientId }: Connection): void {
      way.value = how;
      dataCentre.value = where;
      fields.clientId.value = clientId;
      forget();
      clear();
    },
    /** Tries what was typed at once; what is wrong shows as the problem. */
    async connect(): Promise<void> {
      clear();
      const how = way.peek();
      const where = dataCentre.peek();
      const { clientId, clientSecret, code } = values();
      const client = how === 'client' ? given.peek() : null;
      const fault = client === null ? faultOf(how, where, { clientId, clientSecret, code }) : null;
      if (fault !== null) {
        refusal.value = fault;
        return;
      }
      if (how === 'self') {
        await ask(() => ports.request('sign-in.paste', { dataCentre: where, clientId, clientSecret, code }));
        return;
      }
      const id = client?.clientId ?? clientId;
      const secret = how === 'server' ? { clientSecret } : {};
      await ask(async () => {
        if (how === 'client' && client === null) await clientItem.set({ clientId, dataCentre: where });
        await ports.request('sign-in.start', { way: how, dataCentre: where, clientId: id, ...secret });
      });
    },
    async show(): Promise<void> {
      await ask(() => ports.request('sign-in.show'));
    },
    async cancel(): Promise<void> {
      await ask(() => ports.request('sign-in.cancel'));
    },
  };
});

function faultOf(
  way: SignInWay,
  dataCentre: DataCentre,
  { clientId, clientSecret, code }: Record<FieldName, string>,
): Problem | null {
  if (!isClientId(clientId))
    return {
      place: 'clientId',
      kind: 'error',
      error: { code: 'client-form', details: isCutClientId(clientId) ? { isCut: true } : {} },
      dataCentre,
    };
  if (way !== 'client' && clientSecret === '') return { place: 'clientSecret', kind: 'empty' };
  return way === 'self' && code === '' ? { place: 'code', kind: 'empty' } : null;
}

/** Where a problem is shown: under the step or the field that it is about. */
function placeOf(code: ErrorCode, way: SignInWay): Place {
  if (code === 'client-form' || code === 'client-unknown') return 'clientId';
  if (code === 'client-secret' && way !== 'client') return 'clientSecret';
  if (code === 'code-spent' && way === 'self') return 'code';
  return code === 'redirect-refused' || code === 'domain-refused' ? 'values' : 'connect';
}
