import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, test } from 'vitest';
import { isPrivateAddress } from '@/lib/shared/is-private-address';
import { backoffSecondsDefault } from './endpoint-model';
import { newSecret } from './endpoint-secret';
import {
  type Answer,
  backoffMs,
  checkTarget,
  classifyFailure,
  classifyStatus,
  decideOutcome,
  deliveryBody,
  parseRetryAfter,
  retryAfterMsMax,
} from './rules';
import { signedHeaders } from './send-delivery';

const policy = { attemptCount: 0, maxAttempts: 9, backoffSeconds: backoffSecondsDefault };

describe('what becomes of a delivery', () => {
  test.each([
    ['2xx', answer({ statusCode: 204 }), policy, { state: 'DELIVERED', delayMs: null, pausesEndpoint: false }],
    ['a first failure', failed(500), policy, { state: 'PENDING', delayMs: 2_500, pausesEndpoint: false }],
    [
      'a third failure',
      failed(500),
      { ...policy, attemptCount: 2 },
      { state: 'PENDING', delayMs: 60_000, pausesEndpoint: false },
    ],
    [
      'the last one allowed',
      failed(500),
      { ...policy, attemptCount: 8 },
      { state: 'DEAD', delayMs: null, pausesEndpoint: false },
    ],
    [
      'the only one allowed',
      failed(400),
      { ...policy, maxAttempts: 1 },
      { state: 'DEAD', delayMs: null, pausesEndpoint: false },
    ],
    ['410', failed(410), policy, { state: 'PENDING', delayMs: 2_500, pausesEndpoint: true }],
    [
      'Retry-After, which holds the endpoint',
      { ...failed(429), retryAfterMs: 7_000 },
      policy,
      { state: 'PENDING', delayMs: 2_500, pausesEndpoint: false },
    ],
  ])('after %s', (_, given, by, outcome) => {
    expect(decideOutcome(given, by, 0.5)).toEqual(outcome);
  });

  it('waits anywhere between nothing and the list’s delay, whose last repeats', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attemptCount, random) => {
        const delay = backoffMs({ attemptCount, backoffSeconds: backoffSecondsDefault }, random);
        const base = backoffSecondsDefault[Math.min(attemptCount, 7)] ?? 0;
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(base * 1_000);
      }),
    );
  });
});

describe('classes of failures', () => {
  test.each([
    [200, null],
    [299, null],
    [301, 'BAD_RESPONSE'],
    [400, 'HTTP_4XX'],
    [410, 'HTTP_4XX'],
    [429, 'RATE_LIMITED'],
    [500, 'HTTP_5XX'],
    [599, 'HTTP_5XX'],
    [600, 'BAD_RESPONSE'],
  ])('status %d is %s', (status, expected) => {
    expect(classifyStatus(status)).toBe(expected);
  });

  test.each([
    ['ENOTFOUND', 'DNS'],
    ['EAI_AGAIN', 'DNS'],
    ['ECONNREFUSED', 'NETWORK'],
    ['ECONNRESET', 'NETWORK'],
    ['ETIMEDOUT', 'TIMEOUT'],
    ['ABORT_ERR', 'TIMEOUT'],
    ['CERT_HAS_EXPIRED', 'TLS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS'],
    ['HPE_INVALID_CONSTANT', 'BAD_RESPONSE'],
  ])('%s is %s', (code, expected) => {
    expect(classifyFailure(Object.assign(new Error(code), { code }))).toBe(expected);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T00:00:00Z');
  test.each([
    ['7', 7_000],
    ['0', 0],
    ['Mon, 23 Nov 2026 00:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2020 00:00:00 GMT', 0],
    ['99999999', retryAfterMsMax],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%s is %s ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});

describe('targets', () => {
  const allowed = ['127.0.0.1:4100', 'receiver.internal:443'];
  test.each([
    ['https://orders.example.com/in', 'ok'],
    ['http://93.184.216.34:8080/in', 'ok'],
    ['http://127.0.0.1:4100/', 'ok'],
    ['https://receiver.internal/', 'ok'],
    ['http://127.0.0.1:4101/', 'PRIVATE_ADDRESS'],
    ['http://localhost:4100/', 'PRIVATE_ADDRESS'],
    ['http://localhost./', 'PRIVATE_ADDRESS'],
    ['http://db/', 'PRIVATE_ADDRESS'],
    ['http://api.internal/', 'PRIVATE_ADDRESS'],
    ['http://2130706433/', 'PRIVATE_ADDRESS'],
    ['http://0x7f.1/', 'PRIVATE_ADDRESS'],
    ['http://[::1]/', 'PRIVATE_ADDRESS'],
    ['http://[::ffff:10.0.0.1]/', 'PRIVATE_ADDRESS'],
    ['http://[fd00::1]/', 'PRIVATE_ADDRESS'],
    ['http://169.254.169.254/latest', 'PRIVATE_ADDRESS'],
    ['ftp://example.com/', 'BAD_SCHEME'],
    ['nonsense', 'BAD_SCHEME'],
    ['https://me:secret@example.com/', 'CREDENTIALS_IN_URL'],
  ])('%s: %s', (address, expected) => {
    const target = checkTarget(address, allowed);
    expect(target.ok ? 'ok' : target.error.reason).toBe(expected);
  });

  test.each([
    ['8.8.8.8', false],
    ['172.15.0.1', false],
    ['172.16.0.1', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['255.255.255.255', true],
    ['2606:4700::1111', false],
    ['64:ff9b::a00:1', true],
    ['2002:a00:1::', true],
    ['fe80::1', true],
    ['::', true],
    ['not an address', true],
  ])('%s is private: %s', (ip, expected) => {
    expect(isPrivateAddress(ip)).toBe(expected);
  });
});

describe('the body', () => {
  const delivery = {
    id: '0192f3a1-0000-7000-8000-000000000001',
    type: 'order.paid',
    orderId: '0192f3a1-0000-7000-8000-000000000002',
    sequence: 1,
    previousSequence: null,
    supersedes: [],
    occurredAt: new Date('2026-11-23T01:02:03.456Z'),
    snapshot: '{"number": "T-1",  "recipient":"보미"}',
  };

  it('carries the snapshot as it is', () => {
    expect(deliveryBody(delivery)).toBe(
      `{"id":"${delivery.id}","type":"order.paid","orderId":"${delivery.orderId}","sequence":1,"previousSequence":null,` +
        '"occurredAt":"2026-11-23T01:02:03.456Z","data":{"number": "T-1",  "recipient":"보미"}}',
    );
  });

  it('is the same on each try, and JSON, whatever the snapshot', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (snapshot, sequence) => {
        const body = deliveryBody({ ...delivery, snapshot, sequence });
        expect(deliveryBody({ ...delivery, snapshot, sequence })).toBe(body);
        expect(JSON.parse(body)).toMatchObject({ id: delivery.id, sequence, data: JSON.parse(snapshot) });
      }),
    );
  });

  it('is signed so that only the secret’s holder verifies it, and no other body', () => {
    const body = deliveryBody(delivery);
    const secret = newSecret();
    const headers = signedHeaders({ id: delivery.id, body, secrets: [secret], at: new Date() });
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ id: delivery.id });
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  });
});

function answer(members: Partial<Answer>): Answer {
  return {
    statusCode: null,
    errorClass: null,
    error: null,
    responseExcerpt: null,
    retryAfterMs: null,
    durationMs: 1,
    ...members,
  };
}

function failed(statusCode: number): Answer {
  return answer({ statusCode, errorClass: classifyStatus(statusCode) });
}
