import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readableAddress, repairAddresses } from './repair-addresses';

describe('an address', () => {
  it.each([
    ['/products/jar?q=%ff', '/products/jar?q=%ff'],
    ['/products/%ED%95%AD?q=%', '/products/%ED%95%AD?q=%'],
    ['/products/%ff', '/products/%EF%BF%BD'],
    ['/products/%E0%A4%A?q=1', '/products/%EF%BF%BD%EF%BF%BDA?q=1'],
    ['/%/a%zz/%ED%95%AD', '/%EF%BF%BD/a%EF%BF%BDzz/%ED%95%AD'],
    ['/a%2Fb%00', '/a%2Fb%00'],
  ])('%s is read as %s', (address, readable) => {
    expect(readableAddress(address)).toBe(readable);
    expect(() => decodeURIComponent(readable.split('?')[0] ?? '')).not.toThrow();
  });

  it('reaches every server of the process so', async () => {
    repairAddresses();
    const server = createServer((incoming, response) => response.end(incoming.url));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const seen = await new Promise<string>((done, fail) => {
      request({ port, host: '127.0.0.1', path: '/products/%ff?q=%ff' }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        done(text);
      })
        .on('error', fail)
        .end();
    });
    server.close();
    expect(seen).toBe('/products/%EF%BF%BD?q=%ff');
  });
});
