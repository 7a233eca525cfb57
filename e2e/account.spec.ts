import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const password = 'maru-journey';

function newEmail() {
  return `journey-${randomUUID()}@maru.example`;
}

async function signUp(page: Page, email: string) {
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByLabel('이름').fill('김민지');
  await page.getByRole('button', { name: '가입하기' }).click();
}

test('a visitor signs up, keeps an address, leaves, and comes back to the page they asked for', async ({ page }) => {
  const email = newEmail();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount$/);
  await page.getByRole('link', { name: '회원가입' }).last().click();
  await expect(page).toHaveURL(/\/sign-up\?/);
  await signUp(page, email);
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('김민지님');

  await page.getByRole('button', { name: '배송지 추가' }).click();
  const dialog = page.getByRole('dialog', { name: '배송지 추가' });
  await expect(dialog.getByLabel('받는 분')).toHaveValue('김민지');
  await dialog.getByLabel('휴대폰 번호').fill('010-1234-5678');
  await dialog.getByLabel('우편번호').fill('123');
  await dialog.getByLabel('주소', { exact: true }).fill('서울 중구 세종대로 110');
  await dialog.getByRole('button', { name: '저장' }).click();
  await expect(dialog.getByLabel('우편번호')).toBeFocused();
  await expect(dialog.getByLabel('주소', { exact: true })).toHaveValue('서울 중구 세종대로 110');
  await dialog.getByLabel('우편번호').fill('04524');
  await dialog.getByRole('button', { name: '저장' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main').getByText('[04524] 서울 중구 세종대로 110')).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: '로그아웃' }).click();
  await expect(page).toHaveURL('/');
  await page.goto('/wallet');
  await page.getByLabel('이메일').fill(email.toUpperCase());
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await expect(page).toHaveURL('/wallet');
});

test('a wrong password and a taken e-mail are said in place, and nothing typed is lost', async ({ page }) => {
  const email = newEmail();
  await page.goto('/sign-in');
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('이메일이나 비밀번호가 맞지 않습니다');
  await expect(page.getByLabel('이메일')).toHaveValue(email);

  await page.goto('/sign-up');
  await signUp(page, 'admin@maru.example');
  await expect(page.getByText('이미 가입된 이메일입니다')).toBeVisible();
  await expect(page.getByLabel('이메일')).toBeFocused();
  await expect(page.getByLabel('비밀번호', { exact: true })).toHaveValue(password);
  await expect(page.getByLabel('이름')).toHaveValue('김민지');
});

test('the back office admits admins only', async ({ page }) => {
  await page.goto('/sign-up');
  await signUp(page, newEmail());
  await expect(page).toHaveURL('/');
  await page.goto('/admin');
  await expect(page.getByText('관리자 계정으로 로그인해 주세요')).toBeVisible();
  await page.getByRole('button', { name: /admin@maru\.example/ }).click();
  await expect(page).toHaveURL('/admin');
});
