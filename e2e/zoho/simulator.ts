import { makeCertificate } from './certificate.ts';
import { realClock } from './clock.ts';
import { startControl } from './control.ts';
import { dispatch } from './dispatch.ts';
import { HOSTS } from './hosts.ts';
import { peakConcurrency } from './limits/concurrency.ts';
import { creditState, useCredits } from './limits/credits.ts';
import { mayCut } from './limits/faults.ts';
import { release } from './limits/held.ts';
import { createRecorder } from './recorder.ts';
import { startServer } from './server.ts';
import { changeSwitches, parseFault, parseSwitches } from './switches.ts';
import { createWorld } from './world/world.ts';
import type { SimClock } from './clock.ts';
import type { Context, RecordedRequest, TagChange } from './http.ts';
import type { CreditState } from './limits/credits.ts';
import type { FaultInput } from './limits/fault-types.ts';
import type { Pattern } from './recorder.ts';
import type { Switches, SwitchesInput } from './switches.ts';
import type { Credentials, World } from './world/world.ts';

export interface ZohoOptions {
  /** Port of the HTTPS server; any free one unless given. */
  port?: number;
  controlPort?: number;
  /** Leads of Brightside; 300 unless given. */
  leads?: number;
  clock?: SimClock;
  /** Behaviour at start and after each reset. */
  switches?: SwitchesInput;
  /** Whether HTTP/2 is offered; true unless given. */
  http2?: boolean;
}

/** A running simulated Zoho. */
export interface Zoho {
  port: number;
  controlPort: number;
  /** PEM. */
  certificate: string;
  certificatePath: string;
  spki: string;
  hosts: string[];
  /** Value of Chromium's `--host-resolver-rules`: Zoho's names lead here, all others nowhere. */
  resolverRules: () => string;
  clock: SimClock;
  /** The state of the orgs, to read and to change. `reset` replaces it. */
  readonly world: World;
  readonly switches: Switches;
  readonly requests: RecordedRequest[];
  /** Ready-made clients and tokens by key of the org. */
  readonly credentials: Record<string, Credentials>;
  /** Merges behaviour over the current one; other switches stay. Throws `ScenarioError`. */
  set: (input: SwitchesInput) => void;
  /** Adds a fault. Throws `ScenarioError`. */
  inject: (fault: FaultInput) => void;
  /** Continues the calls that met the fault `held`, and holds no more. */
  release: () => void;
  /** Requests whose line (`POST https://host/path?query`) matches. */
  requestsTo: (pattern: Pattern) => RecordedRequest[];
  arrived: (pattern: Pattern, count?: number) => Promise<RecordedRequest>;
  answered: (pattern: Pattern, count?: number) => Promise<RecordedRequest>;
  /** Requests that Untag must never make. A test passes only if there are none. */
  forbidden: () => RecordedRequest[];
  /** Every tag that was made, renamed, recoloured or deleted through the API, in order; also by a name in add_tags. */
  tagChanges: () => TagChange[];
  credits: (org: string) => CreditState;
  useCredits: (org: string, credits: number) => void;
  /** Most calls of an app that were under way at once. */
  peak: (org: string, clientId: string) => number;
  /** Resets world, switches, tokens, limits and recorded requests. Connections stay. */
  reset: () => void;
  stop: () => Promise<void>;
}

/** Starts the simulated Zoho on loopback ports. */
export async function startZoho(options: ZohoOptions = {}): Promise<Zoho> {
  const clock = options.clock ?? realClock();
  const recorder = createRecorder();
  const memory = new Map<string, unknown>();
  const freshWorld = () => createWorld(clock, options.leads === undefined ? {} : { leads: options.leads });
  const context: Context = {
    world: freshWorld(),
    switches: parseSwitches(options.switches ?? {}),
    clock,
    requests: recorder.requests,
    memory<T>(key: string, make: () => T): T {
      if (!memory.has(key)) memory.set(key, make());
      return memory.get(key) as T;
    },
  };
  const certificate = await makeCertificate();
  const server = await startServer({
    key: certificate.key,
    cert: certificate.certificate,
    port: options.port ?? 0,
    http2: options.http2 ?? true,
    closeConnections: () => mayCut(context),
    handle: (raw) => dispatch(raw, context, recorder),
  });
  const zoho: Zoho = {
    port: server.port,
    controlPort: 0,
    certificate: certificate.certificate,
    certificatePath: certificate.certificatePath,
    spki: certificate.spki,
    hosts: HOSTS,
    resolverRules() {
      const rules = HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${server.port}`);
      return [...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ');
    },
    clock,
    get world() {
      return context.world;
    },
    get switches() {
      return context.switches;
    },
    get requests() {
      return recorder.requests;
    },
    get credentials() {
      return context.world.credentials;
    },
    set(input) {
      changeSwitches(context.switches, input);
      if (mayCut(context)) server.closeIdle();
    },
    inject(fault) {
      context.switches.faults.push(parseFault(fault));
      if (mayCut(context)) server.closeIdle();
    },
    release: () => release(context),
    requestsTo: recorder.to,
    arrived: recorder.arrived,
    answered: recorder.answered,
    forbidden: () => recorder.requests.filter((request) => request.forbidden !== undefined),
    tagChanges: () => recorder.requests.flatMap((request) => request.tagChanges ?? []),
    credits: (org) => creditState(context, context.world.org(org)),
    useCredits: (org, credits) => useCredits(context, context.world.org(org), credits),
    peak: (org, clientId) => peakConcurrency(context, context.world.org(org), clientId),
    reset() {
      memory.clear();
      context.world = freshWorld();
      context.switches = parseSwitches(options.switches ?? {});
      recorder.clear();
    },
    async stop() {
      await Promise.all([server.stop(), control.stop()]);
      certificate.remove();
    },
  };
  const control = await startControl(zoho, options.controlPort ?? 0);
  zoho.controlPort = control.port;
  return zoho;
}
