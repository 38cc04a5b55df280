import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

async function ask(words: string, isShown: boolean): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stdout.write(words);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({
    input: process.stdin,
    output: isShown ? process.stdout : nowhere,
    terminal: true,
  });
  return new Promise((resolve) => {
    let answer: string | undefined;
    terminal.on('line', (line) => {
      answer = line;
      terminal.close();
    });
    // Ctrl-C at a prompt: nothing has started that would need an end.
    terminal.on('SIGINT', () => process.exit(130));
    terminal.on('close', () => {
      if (!isShown) process.stdout.write('\n');
      resolve(answer);
    });
  });
}

/** A line that the person types; undefined when there is no terminal. */
export function askLine(words: string): Promise<string | undefined> {
  return ask(words, true);
}

/** The same, but the typed or pasted text does not appear on the screen. */
export function askSecret(words: string): Promise<string | undefined> {
  return ask(words, false);
}
