import type { Page } from '@playwright/test';
import { type Shopper, shopUrl } from './api';
import { expect } from './test';

export const admin = { email: 'admin@maru.example', password: 'maru-admin' };

type Person = Omit<Shopper, 'token'>;

/** Signs somebody of the API in, as programs do: most journeys are about what comes afterwards. */
export async function signIn(page: Page, { email, password }: Person) {
  const { request } = page.context();
  const csrf = await request.get(new URL('/api/auth/csrf', shopUrl).href);
  const { csrfToken } = await csrf.json();
  const form = { csrfToken, email, password, json: 'true' };
  const answer = await request.post(new URL('/api/auth/callback/credentials', shopUrl).href, { form });
  expect(answer.status(), `${email} signs in`).toBe(200);
}

/** Signs somebody in and opens a page of theirs. */
export async function openAs(page: Page, person: Person, path: string) {
  await signIn(page, person);
  await page.goto(path);
  await expect(page).toHaveURL(path);
}

/** The same through the form, for those who come with something in their hands. */
export async function signInFor(page: Page, { email, password }: Person, path: string) {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByLabel('이메일').fill(email);
  await page.getByLabel('비밀번호', { exact: true }).fill(password);
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await expect(page).toHaveURL(path);
}
