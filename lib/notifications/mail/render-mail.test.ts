import { expect, test } from 'vitest';
import { renderMail } from './render-mail';

test('text and HTML say the same, and nothing that is given becomes markup', () => {
  const { text, html } = renderMail({
    locale: 'en',
    heading: 'Jar <b>"A" & B\'s</b>',
    paragraphs: ['It is back.'],
    rows: [{ title: '<script>', detail: '3 left' }],
    button: { label: 'See it', href: 'https://maru.example/?a=1&b="x"' },
    footer: ['You asked for this.'],
    unsubscribe: { label: 'No more of these', href: 'https://maru.example/stop/1' },
  });
  expect(text).toBe(`Jar <b>"A" & B's</b>

It is back.

- <script>: 3 left

See it
https://maru.example/?a=1&b="x"

--
Maru
You asked for this.

No more of these
https://maru.example/stop/1
`);
  expect(html).toContain('Jar &lt;b&gt;&quot;A&quot; &amp; B&#39;s&lt;/b&gt;');
  expect(html).toContain('href="https://maru.example/?a=1&amp;b=&quot;x&quot;"');
  expect(html).toContain('href="https://maru.example/stop/1"');
  expect(html).not.toMatch(/<script|<b>/);
});
