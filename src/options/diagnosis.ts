import { language } from '../shared/i18n.ts';
import type { OptionsPage } from './options-context.ts';

/** Details that help to find a fault, as lines of text: no names, no ids, no sign-in data. */
export function diagnosis({ version, browserName, preferences, connections, data }: OptionsPage): string {
  const { confirmAbove, historyDays, creditReserve, notify, theme } = preferences.effective.peek();
  const inventory = data.inventory.peek();
  const state = connections.signIn.peek();
  const lines = [
    `Untag: ${version}`,
    `Browser: ${browserName}`,
    `Language: ${language()}`,
    `Client ID: ${connections.setting.peek().client?.source ?? 'none'}`,
    `Policy: ${preferences.managed.peek().join(' ') || 'none'}`,
    `Settings: confirm above ${confirmAbove}, ${historyDays} days, reserve ${creditReserve}, notify ${notify}, ${theme}`,
    `Stored: ${inventory?.runs ?? '?'} runs, ${inventory?.records ?? '?'} records, ${inventory?.bytes ?? '?'} bytes`,
    `Last sign-in: ${state === null ? 'none' : state.state === 'failed' ? state.code : state.state}`,
    ...connections.connections
      .peek()
      .map(({ dataCentre, environment, org, way, isSignedOut, missingScopes }) =>
        [
          `Connection: ${dataCentre} ${environment} ${org.edition ?? 'edition unknown'} ${way}`,
          isSignedOut ? 'signed out' : 'signed in',
          `without ${missingScopes.join(' ') || 'nothing'}`,
        ].join(', '),
      ),
  ];
  return lines.join('\n');
}
