import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { browserCommands } from './browser-commands.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { ScenarioError } from './switches.ts';
import { parseScenario } from './scenario.ts';
import { startZoho } from './simulator.ts';
import type { Scenario } from './scenario.ts';
import { EXTENSION_CLIENT_ID } from './world/clients.ts';

const USAGE = `The simulated Zoho, alone.

  npm run zoho [-- --scenario file.json] [--port N] [--control-port N] [--leads N]

The first line that begins with { is one JSON object: where it listens, its certificate, and per org ready-made
clients and tokens; then come commands that open a browser on it. The scenario is a JSON object: "leads", "speed" (how many times as fast as real time) and
"switches" (see e2e/zoho/README.md). Ctrl-C stops it.`;

function scenarioOf(file: string | undefined): Scenario {
  if (file === undefined) return parseScenario({});
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ScenarioError([`${file} cannot be read`]);
  }
  try {
    return parseScenario(JSON.parse(text));
  } catch (error) {
    throw error instanceof SyntaxError ? new ScenarioError([`${file} is not JSON: ${error.message}`]) : error;
  }
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new ScenarioError([`--${name} needs a number`]);
  return Number(text);
}

async function main() {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      port: { type: 'string' },
      'control-port': { type: 'string' },
      leads: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const { clock, leads, switches } = scenarioOf(values.scenario);
  const zoho = await startZoho({
    clock,
    switches,
    port: numberOf('port', values.port) ?? 0,
    controlPort: numberOf('control-port', values['control-port']) ?? 0,
    leads: numberOf('leads', values.leads) ?? leads,
  });
  const { port, controlPort, certificatePath: certificate, spki, hosts, credentials: orgs } = zoho;
  const proxy = await startConnectProxy(zoho);
  const browsers = browserCommands(zoho, proxy.port);
  console.log(JSON.stringify({ port, proxyPort: proxy.port, certificate, spki, hosts, controlPort, orgs, browsers }));
  console.log(`
Open a browser of your own on it, with a new profile:

  ${browsers.chromium}

  ${browsers.firefox}

The client ID for Untag, to paste into its page Connect: ${EXTENSION_CLIENT_ID}
Ctrl-C stops it.`);
  const stop = () => {
    // A second signal ends the process at once.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    proxy.close();
    void zoho.stop();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
