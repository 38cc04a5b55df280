import { setPolicy } from '../extension.ts';
import '../../../src/ui/pages.css';
import '../../../src/connect/connect.css';
import { render } from 'preact';
import { createBrowserPorts } from '../../../src/connect/browser-ports.ts';
import { ConnectContext } from '../../../src/connect/connect-context.ts';
import { ConnectPage } from '../../../src/connect/ConnectPage.tsx';
import { ConnectModel } from '../../../src/connect/models/ConnectModel.ts';
import { LEADS } from '../../../src/popup/testing/world.ts';
import { clientItem, connectionsItem, signInItem } from '../../../src/shared/stored-items.ts';
import { consoleStepsItem } from '../../../src/connect/models/console-steps.ts';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { SCENES, TAB } from './scenes.ts';

void stage(SCENES, async (scene) => {
  await connectionsItem.set([...(scene.connections ?? [])]);
  await signInItem.set(scene.signIn ?? null);
  await consoleStepsItem.set({ client: 0, server: 0, self: 0, ...scene.steps });
  await clientItem.set({ clientId: scene.ownId ?? '', dataCentre: scene.ownId === undefined ? '' : 'eu' });
  await setPolicy(scene.policy ?? {});
  const usual = createBrowserPorts();
  const ports = {
    ...usual,
    request: ((name: string) => Promise.resolve(name === 'module.resolve' ? LEADS : undefined)) as typeof usual.request,
    crmTab: () => Promise.resolve(TAB),
    copy: () => Promise.resolve(),
    shortcut: () => Promise.resolve('Alt+Shift+U'),
    ...(scene.isBuilt === true && {
      client: {
        read: () =>
          Promise.resolve({
            client: { clientId: '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD', dataCentre: 'us', source: 'build' } as const,
            refused: [],
          }),
        watch: () => () => undefined,
      },
    }),
    ...scene.ports,
  };
  const connect = new ConnectModel(ports, scene.link ?? {});
  await connect.load();
  render(
    <ConnectContext.Provider value={{ connect, redirectUri: ports.redirectUri, version: ports.version }}>
      <ConnectPage />
    </ConnectContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(connect);
});
