import { computed, createModel, effect, signal } from '@preact/signals';
import type { ClientSetting } from '../../shared/client-id.ts';
import type { Connection, SignInAttempt, SignInWay } from '../../shared/connection.ts';
import type { DataCentre } from '../../shared/data-centres.ts';
import type { SignInRequest } from '../../shared/messages.ts';
import type { Policy } from '../../shared/policy.ts';
import { inBackground } from '../../shared/notes.ts';
import { SCOPES, scopesToRenew } from '../../shared/scopes.ts';
import { connectionsItem, signInItem } from '../../shared/stored-items.ts';
import type { ConnectLink } from '../../ui/links.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { ConnectPorts } from '../ports.ts';
import { connectView, type ConnectFacts } from './connect-view.ts';
import { placeOf, type Region, type TabPlace, wantedOf } from './place.ts';
import { ConsoleModel } from './ConsoleModel.ts';
import { ResultModel } from './ResultModel.ts';

/** The page Connect: its state and its actions. */
export const ConnectModel = createModel((ports: ConnectPorts, opened: ConnectLink) => {
  const connections = storedSignal(connectionsItem, []);
  const signIn = storedSignal(signInItem, null);
  const setting = signal<ClientSetting>({ client: null, refused: [] });
  const policy = signal<Policy>({ values: {}, refused: [] });
  const tab = signal<TabPlace | null>(null);
  const isRead = signal(false);
  const now = signal(ports.now());
  const { asked, ask } = createAsk();
  const refusedAt = signal(0);
  /** Results up to this moment are dismissed, in milliseconds since the epoch. */
  const seenUntil = signal(opened.isFresh === true ? ports.now() : 0);
  const chosenRegion = signal<DataCentre | null>(null);
  /** The user wants another region than the known one. */
  const isRegionAsked = signal(false);
  const ownWay = signal<SignInWay | null>(null);
  const seenCause = signal<ConnectFacts['seenCause']>(null);
  /** The data centre that was last used with the user's own client. */
  const userRegion = signal<DataCentre | null>(null);

  /** The last sign-in request, without secrets. */
  let lastStart: SignInRequest | null = null;

  const renewed = computed<Connection | null>(
    () => connections.value.find(({ id }) => id === opened.connectionId) ?? null,
  );
  const region = computed<Region | null>(() => {
    const chosen = chosenRegion.value;
    const connection = renewed.value;
    const place = tab.value;
    const ofPolicy = policy.value.values.dataCentre === undefined ? null : setting.value.client;
    const own = userRegion.value;
    const isAsked = isRegionAsked.value;
    if (chosen !== null) return { dataCentre: chosen, from: 'user' };
    if (isAsked) return null;
    if (connection !== null) return { dataCentre: connection.dataCentre, from: 'connection' };
    if (place !== null) return { dataCentre: place.dataCentre, from: 'tab' };
    if (ofPolicy?.source === 'policy') return { dataCentre: ofPolicy.dataCentre, from: 'policy' };
    return own === null ? null : { dataCentre: own, from: 'client' };
  });
  /** The org that the user wants: the connection's, or the tab's if the region is the tab's. */
  const wanted = computed<SignInRequest['wanted']>(() => {
    const connection = renewed.value;
    const place = tab.value;
    const known = region.value;
    if (connection !== null) return wantedOf(connection);
    if (place === null || known?.dataCentre !== place.dataCentre) return undefined;
    return { orgSegment: place.context.orgSegment, isSandbox: place.isSandbox };
  });
  const view = computed(() =>
    connectView({
      isRead: isRead.value,
      now: now.value,
      signIn: signIn.value,
      refused: asked.value.state === 'refused' ? { error: asked.value.error, at: refusedAt.value } : null,
      seenUntil: seenUntil.value,
      connections: connections.value,
      renewed: renewed.value,
      client: setting.value.client,
      ownWay: ownWay.value,
      seenCause: seenCause.value,
    }),
  );

  async function readClient(): Promise<void> {
    const [client, stored] = await Promise.all([ports.client.read(), ports.policy()]);
    setting.value = client;
    policy.value = stored;
    if (client.client?.source === 'user') userRegion.value = client.client.dataCentre;
  }

  async function readTab(): Promise<void> {
    tab.value = placeOf(await ports.crmTab(opened.tabId));
  }

  /** Dismisses earlier results, so that the page shows only the next one. */
  function putAway(): void {
    now.value = ports.now();
    seenUntil.value = now.peek();
    seenCause.value = null;
  }

  async function asking(action: () => Promise<unknown>): Promise<void> {
    putAway();
    const before = ports.now();
    if (await ask(action)) return;
    // A result in the same millisecond would count as dismissed.
    refusedAt.value = Math.max(ports.now(), before + 1);
  }

  function useOwn(way: SignInWay): void {
    putAway();
    ownWay.value = way;
  }

  async function start(request: SignInRequest): Promise<void> {
    lastStart = request.way === 'client' ? request : null;
    await asking(() => ports.request('sign-in.start', request));
  }

  const guide = new ConsoleModel(ports, {
    region,
    wanted,
    scopes: computed(() => (renewed.value === null ? SCOPES : scopesToRenew(renewed.value))),
    start,
    paste: (data) => asking(() => ports.request('sign-in.paste', data)),
    fail: (action) => asking(action),
  });
  const result = new ResultModel(ports, { tab, view });

  effect(() => ports.client.watch(() => inBackground(readClient(), 'ConnectModel.readClient')));
  effect(() => {
    if (view.value.view === 'connected') guide.forget();
  });

  return {
    connections,
    signIn,
    setting,
    policy,
    tab,
    region,
    wanted,
    renewed,
    view,
    now,
    guide,
    result,
    chosenRegion,
    seenCause,
    isRegionAsked: computed(() => isRegionAsked.value || region.value === null || region.value.from === 'user'),
    askRegion(): void {
      isRegionAsked.value = true;
    },
    async load(): Promise<void> {
      await Promise.all([connections.load(), signIn.load(), readClient(), readTab(), guide.load(), result.load()]);
      now.value = ports.now();
      isRead.value = true;
    },
    /** Reads the clock and checks the tab when the page comes to the front. */
    async lookAgain(): Promise<void> {
      now.value = ports.now();
      await Promise.all([guide.comeBack(), readTab()]);
    },
    useOwn,
    /** Connects in one press when the client is known. */
    async connect(client: { readonly way: SignInRequest['way']; readonly clientId: string }): Promise<void> {
      const place = region.peek();
      if (place === null) return;
      const org = wanted.peek();
      const { way, clientId } = client;
      await start({ way, clientId, dataCentre: place.dataCentre, ...(org !== undefined && { wanted: org }) });
    },
    /** Repeats the last sign-in. */
    async tryAgain(attempt: SignInAttempt | null): Promise<void> {
      if (attempt === null) {
        if (lastStart === null) putAway();
        else await start(lastStart);
        return;
      }
      if (attempt.way === 'self') {
        useOwn('self');
        return;
      }
      const { way, dataCentre, clientId, wanted: org } = attempt;
      const secret = guide.fields.clientSecret.peek().trim();
      const isSame = way === 'server' && guide.fields.clientId.peek().trim() === clientId && secret !== '';
      await start({
        way,
        dataCentre,
        clientId,
        ...(isSame && { clientSecret: secret }),
        ...(org !== undefined && { wanted: org }),
      });
    },
    /** Signs in to an existing connection again, to get further rights. */
    async connectMore(connection: Connection): Promise<void> {
      const { way, dataCentre, clientId } = connection;
      if (way === 'self') useOwn(way);
      else await start({ way, dataCentre, clientId, wanted: wantedOf(connection) });
    },
    async show(): Promise<void> {
      await asking(() => ports.request('sign-in.show'));
    },
    async cancel(): Promise<void> {
      await asking(() => ports.request('sign-in.cancel'));
    },
    async disconnect(connectionId: string): Promise<void> {
      await asking(() => ports.request('connection.remove', { connectionId }));
    },
    openTab: ports.openTab,
    openBeside: ports.openBeside,
  };
});

export type Connect = InstanceType<typeof ConnectModel>;
