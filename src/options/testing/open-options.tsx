import { act, render } from '@testing-library/preact';
import type { ClientSetting } from '../../shared/client-id.ts';
import type { Leftover } from '../../shared/erasure.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { RequestName } from '../../shared/messages.ts';
import type { Policy } from '../../shared/policy.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import { OptionsModel } from '../models/OptionsModel.ts';
import { OptionsContext, type OptionsPage as Page } from '../options-context.ts';
import { OptionsPage } from '../OptionsPage.tsx';
import type { OptionsPorts } from '../ports.ts';
import '../../ui/testing/patience.ts';

export interface Around {
  readonly client?: ClientSetting;
  readonly policy?: Policy;
  readonly runs?: readonly Run[];
  readonly mirrors?: readonly RunSummary[];
  readonly pageDiagnosis?: string;
  /** Codes with which the worker refuses a request. */
  readonly refuse?: Partial<Record<RequestName, ErrorCode>>;
  readonly isNotifyAllowed?: boolean;
  /** What an erasure leaves. */
  readonly left?: readonly Leftover[];
}

export interface OpenedOptions {
  readonly page: Page;
  readonly asked: readonly { readonly name: RequestName; readonly data: unknown }[];
  readonly saved: readonly { readonly name: string; readonly content: Blob }[];
  /** How often the browser was asked for notifications. */
  readonly notifyAsks: () => number;
}

/** The settings page with a worker that accepts every request except those it has to refuse. */
export async function openOptions(around: Around = {}): Promise<OpenedOptions> {
  const asked: { name: RequestName; data: unknown }[] = [];
  const saved: { name: string; content: Blob }[] = [];
  let notifyAsks = 0;
  const ports: OptionsPorts = {
    request: ((name: RequestName, data: unknown) => {
      asked.push({ name, data });
      const code = around.refuse?.[name];
      return code === undefined ? Promise.resolve(around.left ?? []) : Promise.reject(new AppError(code));
    }) as OptionsPorts['request'],
    now: () => Date.now(),
    client: {
      read: () => Promise.resolve(around.client ?? { client: null, refused: [] }),
      watch: () => () => undefined,
    },
    policy: () => Promise.resolve(around.policy ?? { values: {}, refused: [] }),
    mirrors: { read: () => Promise.resolve(around.mirrors ?? []), watch: () => () => undefined },
    journal: { runs: () => each(around.runs ?? []), records: () => each<RecordRow>([]) },
    pageDiagnosis: () => Promise.resolve(around.pageDiagnosis ?? null),
    notifications: {
      ask: () => {
        notifyAsks += 1;
        return Promise.resolve(around.isNotifyAllowed ?? true);
      },
      giveUp: () => Promise.resolve(),
    },
    shortcut: { read: () => Promise.resolve('Alt+Shift+U'), openSettings: () => Promise.resolve() },
    bytesUsed: () => Promise.resolve(2_100_000),
    saveFile: (name, content) => void saved.push({ name, content }),
    version: '1.0.0',
    browserName: 'A browser',
  };
  const options = new OptionsModel(ports);
  await options.load();
  const { pageDiagnosis } = ports;
  const page: Page = {
    ...options,
    pageDiagnosis,
    version: '1.0.0',
    browserName: 'A browser',
  };
  render(
    <OptionsContext.Provider value={page}>
      <OptionsPage />
    </OptionsContext.Provider>,
  );
  await act(() => Promise.resolve());
  return { page, asked, saved, notifyAsks: () => notifyAsks };
}

async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}
