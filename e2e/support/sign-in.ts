import type { Page } from '@playwright/test';
import type { Shopper } from './api';
import { expect } from './test';

export const admin = { email: 'admin@maru.example', password: 'maru-admin' };

/** Signs somebody of the API in, and opens a page of theirs. */
export async function openAs(page: Page, { email, password }: Omit<Shopper, 'token'>, path: string) {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await expect(page).toHaveURL(path);
}
