import { describe, expect, it } from 'vitest';
import { AddressChange, AddressInput, Credentials, Email, Phone, ProfileChange, SignUp } from './model';

describe('Email', () => {
  it('is one mailbox however it is typed', () => {
    expect(Email.parse('  Min.Ji@Maru.Example ')).toBe('min.ji@maru.example');
  });

  it.each([
    '',
    'minji',
    'minji@',
    '@maru.example',
    'min ji@maru.example',
    'minji@maru',
    `${'a'.repeat(250)}@maru.example`,
    'a\u0000@maru.example',
    '민지@maru.example',
  ])('is not %j', (email) => {
    expect(Email.safeParse(email).success).toBe(false);
  });
});

describe('Phone', () => {
  it.each(['010-1234-5678', '01012345678', '02-123-4567', '(02) 123-4567', '+82 10 1234 5678', '+1 (415) 555-0132'])(
    'is %s',
    (phone) => {
      expect(Phone.parse(phone)).toBe(phone);
    },
  );

  it.each(['', '123', '010-CALL-ME', '010\u00001234567', '+', '1'.repeat(31), '010-1234-5678\n1'])(
    'is not %j',
    (phone) => {
      expect(Phone.safeParse(phone).success).toBe(false);
    },
  );
});

describe('SignUp', () => {
  const minji = { email: 'minji@maru.example', password: 'maru-demo', name: '김민지' };

  it('asks for e-mail, password and name; the phone may be missing', () => {
    expect(SignUp.parse(minji)).toEqual(minji);
  });

  it.each([
    [{ password: 'short-7' }, 'password'],
    [{ password: 'a'.repeat(201) }, 'password'],
    [{ name: '  ' }, 'name'],
    [{ name: 'a'.repeat(81) }, 'name'],
    [{ name: '민지\u0000' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ email: null }, 'email'],
    [{ phone: 'call me' }, 'phone'],
  ])('refuses %j at its field', (wrong, field) => {
    const parsed = SignUp.safeParse({ ...minji, ...wrong });
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
  });

  it('never trims a password, and takes it the same from every keyboard', () => {
    expect(SignUp.parse({ ...minji, password: ' 비밀번호 여덟자 ' }).password).toBe(' 비밀번호 여덟자 ');
    expect(Credentials.parse({ ...minji, password: '비밀번호'.normalize('NFD') }).password).toBe('비밀번호');
  });

  it('gives nobody a role or a tier', () => {
    expect(SignUp.parse({ ...minji, role: 'ADMIN', tier: 'VIP' })).toEqual(minji);
    expect(ProfileChange.parse({ role: 'ADMIN', email: 'other@maru.example' })).toEqual({});
  });
});

describe('addresses', () => {
  const home = { recipient: '김민지', phone: '010-1234-5678', postalCode: '04524', line1: '서울 중구 세종대로 110' };

  it('have an empty second line unless said', () => {
    expect(AddressInput.parse(home)).toEqual({ ...home, line2: '' });
    expect(AddressChange.parse({ phone: home.phone })).toEqual({ phone: home.phone });
  });

  it.each([
    { postalCode: '4524' },
    { postalCode: '0452a' },
    { line1: '' },
    { line1: 'a'.repeat(201) },
    { line2: 'a'.repeat(201) },
    { recipient: '' },
  ])('refuse %j', (wrong) => {
    expect(AddressInput.safeParse({ ...home, ...wrong }).success).toBe(false);
  });
});
