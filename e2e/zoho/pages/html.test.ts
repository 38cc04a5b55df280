import { expect, test } from 'vitest';
import { html, jsonBlock } from './html.ts';

test('text is escaped in elements and attributes, markup is not, nothing stays nothing', () => {
  const evil = `<b>"R&D's"</b>`;
  expect(html`<a title="${evil}">${evil}</a>`.markup).toBe(
    '<a title="&lt;b&gt;&quot;R&amp;D&#39;s&quot;&lt;/b&gt;">&lt;b&gt;&quot;R&amp;D&#39;s&quot;&lt;/b&gt;</a>',
  );
  expect(html`<p>${[html`<i>1</i>`, 2, null, false, undefined, ['x']]}</p>`.markup).toBe('<p><i>1</i>2x</p>');
});

test('a data block cannot end its script', () => {
  const block = jsonBlock({ name: '</script><script>' }).markup;
  expect(block).not.toContain('<');
  expect(JSON.parse(block)).toEqual({ name: '</script><script>' });
});

test('line breaks that lay out the source leave no text between tags', () => {
  const name = 'Ada';
  const list = html`
    <ul>
      <li class="a" ${name === 'Ada' && html`id="b"`}>${name}</li>
    </ul>
  `;
  expect(list.markup).toBe('<ul><li class="a" id="b">Ada</li></ul>');
  expect(html`Signed in as <b>${name}</b>`.markup).toBe('Signed in as <b>Ada</b>');
});
