import { expect } from '@playwright/test';
import type { Bidi } from './bidi.ts';

interface Node {
  readonly sharedId: string;
}

type Locator =
  | { readonly type: 'css'; readonly value: string }
  | { readonly type: 'accessibility'; readonly value: { readonly role: string; readonly name?: string } };

/** Firefox's refusals to move the pointer to a node that is no longer in the page, or no longer visible. */
const GONE = /^(?:move target out of bounds: .* is not displayed|no such (?:node|element)|stale element reference)/;

type Button = 'left' | 'right';
const BUTTONS: Record<Button, number> = { left: 0, right: 2 };

/** A tab of Firefox, used by real clicks and keys, and read by its visible text. */
export class FirefoxTab {
  readonly #bidi: Bidi;
  readonly #context: string;

  constructor(bidi: Bidi, context: string) {
    this.#bidi = bidi;
    this.#context = context;
  }

  static async open(bidi: Bidi, url: string): Promise<FirefoxTab> {
    const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
    const tab = new FirefoxTab(bidi, context);
    await tab.goto(url);
    return tab;
  }

  /** Navigates without waiting. A page of an extension is loaded in another process, and Firefox never reports when. */
  async goto(url: string): Promise<void> {
    await this.#bidi.send('browsingContext.navigate', { context: this.#context, url, wait: 'none' });
  }

  async activate(): Promise<void> {
    await this.#bidi.send('browsingContext.activate', { context: this.#context });
  }

  async close(): Promise<void> {
    await this.#bidi.send('browsingContext.close', { context: this.#context });
  }

  /** Whether the tab still exists. */
  async exists(): Promise<boolean> {
    const { contexts } = await this.#bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree');
    return contexts.some(({ context }) => context === this.#context);
  }

  /** The value of an expression in the page, awaited, by way of JSON. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.#bidi.send<Evaluated>('script.evaluate', {
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value) as Value;
  }

  /** All visible text. Empty while the page is loading. */
  async text(): Promise<string> {
    return this.evaluate<string>('document.body?.innerText ?? ""').catch(() => '');
  }

  /** Waits until the page shows this text. */
  async shows(text: string | RegExp, timeout?: number): Promise<void> {
    const options = timeout === undefined ? {} : { timeout };
    if (typeof text === 'string') await expect.poll(() => this.text(), options).toContain(text);
    else await expect.poll(() => this.text(), options).toMatch(text);
  }

  /** Number of elements for a selector. */
  async count(selector: string): Promise<number> {
    return (await this.#nodes({ type: 'css', value: selector })).length;
  }

  /** Clicks the first element with that role and name, as soon as one is enabled. */
  async press(role: string, name: string): Promise<void> {
    await this.#click({ type: 'accessibility', value: { role, name } }, 'left');
  }

  /** Clicks the first element for a selector, as soon as it exists. */
  async click(selector: string, button: Button = 'left'): Promise<void> {
    await this.#click({ type: 'css', value: selector }, button);
  }

  async type(text: string): Promise<void> {
    const actions = text.split('').flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  /** Clicks the first node as soon as it is enabled; without one the failure says what the page shows instead. */
  async #click(locator: Locator, button: Button): Promise<void> {
    const attempt = async (): Promise<string> => {
      const node = await this.#firstEnabled(locator);
      if (node === null) return this.text();
      return (await this.#clickOn(node, button)) ? 'clicked' : 'gone before the click';
    };
    await expect.poll(attempt, { message: `${JSON.stringify(locator.value)} is enabled` }).toBe('clicked');
  }

  /**
   * False where the page has removed the node since it was found, as the CRM's app does with all of its content when it
   * navigates. Firefox then refuses the first action, and nothing is pressed.
   */
  async #clickOn(node: Node, button: Button): Promise<boolean> {
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId: node.sharedId } } },
      { type: 'pointerDown', button: BUTTONS[button] },
      { type: 'pointerUp', button: BUTTONS[button] },
    ];
    try {
      await this.#perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
      return true;
    } catch (error) {
      if (error instanceof Error && GONE.test(error.message)) return false;
      throw error;
    }
  }

  async #perform(actions: readonly object[]): Promise<void> {
    await this.#bidi.send('input.performActions', { context: this.#context, actions });
  }

  /**
   * The first node, scrolled into view, if it is enabled and has stayed in place for a frame. A node that a bar above
   * is moving down would be clicked at its old place. A tab in the background draws no frames, so a timer replaces
   * them.
   */
  async #firstEnabled(locator: Locator): Promise<Node | null> {
    const [node] = await this.#nodes(locator);
    if (node === undefined) return null;
    const answer = await this.#bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration: `async (node) => {
        node.scrollIntoView({ block: 'center', behavior: 'instant' });
        const place = () => JSON.stringify(node.getBoundingClientRect());
        const frame = () => new Promise((drawn) => { requestAnimationFrame(drawn); setTimeout(drawn, 100); });
        await frame();
        const before = place();
        await frame();
        return String(!node.disabled && place() === before);
      }`,
      arguments: [{ sharedId: node.sharedId }],
      target: { context: this.#context },
      awaitPromise: true,
    });
    return answer.type === 'success' && answer.result.value === 'true' ? node : null;
  }

  async #nodes(locator: Locator): Promise<Node[]> {
    const asked = this.#bidi.send<{ nodes: Node[] }>('browsingContext.locateNodes', {
      context: this.#context,
      locator,
    });
    return (await asked.catch(() => ({ nodes: [] }))).nodes;
  }
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };
