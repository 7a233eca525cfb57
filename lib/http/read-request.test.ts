import { expect, test } from 'vitest';
import { readBody } from './read-request';

test.each([
  ['a byte that begins nothing', [0xff]],
  ['a letter in EUC-KR', [0xb0, 0xa1]],
  ['half a letter', [0xea, 0xb0]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
])('a body with %s is refused, and not kept with stand-ins', async (_, bytes) => {
  const body = new Uint8Array([...Buffer.from('{"name":"'), ...bytes, ...Buffer.from('"}')]);
  expect(await readBody(new Request('http://localhost', { method: 'POST', body }))).toEqual({
    ok: false,
    error: { code: 'http.malformed', detail: 'The body is not UTF-8.' },
  });
});

test('letters of every kind come as they were sent', async () => {
  const sent = { name: '달항아리 \u{1f3fa} \ufffd' };
  const request = new Request('http://localhost', { method: 'POST', body: JSON.stringify(sent) });
  expect(await readBody(request)).toEqual({ ok: true, value: sent });
});
