import { computed, createModel, signal } from '@preact/signals';
import { LONGEST_HISTORY_DAYS, type Policy, POLICY_KEYS, underPolicy } from '../../shared/policy.ts';
import { DEFAULT_SETTINGS, type Settings, settingsItem } from '../../shared/stored-items.ts';
import { createAsk } from '../../ui/models/ask.ts';
import { storedSignal } from '../../ui/models/stored-signal.ts';
import type { OptionsPorts } from '../ports.ts';
import { inBackground } from '../../shared/notes.ts';

/** The settings that are numbers, and their ranges. */
export const RANGES = {
  confirmAbove: { min: 1, max: 100_000, step: 50 },
  historyDays: { min: 1, max: LONGEST_HISTORY_DAYS, step: 1 },
  creditReserve: { min: 0, max: 1_000_000, step: 100 },
} as const;
export type NumberSetting = keyof typeof RANGES;

/** The user's settings, with the company's policy applied. */
export const PreferencesModel = createModel((ports: Pick<OptionsPorts, 'policy' | 'notifications' | 'shortcut'>) => {
  const settings = storedSignal(settingsItem, DEFAULT_SETTINGS);
  const policy = signal<Policy>({ values: {}, refused: [] });
  const shortcut = signal('');
  const isNotifyRefused = signal(false);
  const { ask, error } = createAsk();

  /** Takes effect at once. A value that cannot be stored has no effect. */
  const keep = async (change: Partial<Settings>): Promise<void> => {
    const before = settings.peek();
    settings.value = { ...before, ...change };
    try {
      settings.value = await settingsItem.change((stored) => ({ ...stored, ...change }));
    } catch (thrown) {
      settings.value = before;
      throw thrown;
    }
  };
  const set = (change: Partial<Settings>): Promise<boolean> => ask(() => keep(change));

  return {
    settings,
    policy,
    shortcut,
    isNotifyRefused,
    /** The reason why the last change was not kept. */
    error: computed(error),
    managed: computed(() => POLICY_KEYS.filter((key) => policy.value.values[key] !== undefined)),
    /** The effective settings: the company's before the user's. */
    effective: computed<Settings>(() => underPolicy(settings.value, policy.value)),

    async load(): Promise<void> {
      const [read, keys] = await Promise.all([ports.policy(), ports.shortcut.read(), settings.load()]);
      policy.value = read;
      shortcut.value = keys;
    },
    readShortcut: () =>
      ask(async () => {
        shortcut.value = await ports.shortcut.read();
      }),
    set,
    /** Takes a typed number when it is in range, and answers whether it was. */
    setNumber(name: NumberSetting, typed: string): boolean {
      const value = Number(typed);
      const { min, max } = RANGES[name];
      const isFine = typed.trim() !== '' && Number.isInteger(value) && value >= min && value <= max;
      if (isFine && value !== settings.peek()[name]) inBackground(set({ [name]: value }), 'PreferencesModel.set');
      return isFine;
    },
    /**
     * Switches notifications on only once the browser allows them. Call it in the tick of the click, when the browser
     * may ask.
     */
    setNotify(isOn: boolean): Promise<boolean> {
      isNotifyRefused.value = false;
      return ask(async () => {
        if (!isOn) {
          await keep({ notify: false });
          await ports.notifications.giveUp();
          return;
        }
        const isAllowed = await ports.notifications.ask();
        isNotifyRefused.value = !isAllowed;
        if (isAllowed) await keep({ notify: true });
      });
    },
    openShortcuts: () => ask(() => ports.shortcut.openSettings()),
  };
});
