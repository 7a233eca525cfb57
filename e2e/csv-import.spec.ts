import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { adminToken, must } from './support/api';
import { expectAccessible } from './support/look';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

const header = 'productSlug,nameKo,nameEn,category,status,sku,options,optionsEn,priceWon,onHandUnits';

async function upload(page: Page, name: string, lines: string[]) {
  await page.getByLabel('CSV 파일').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${[header, ...lines].map((line) => `${line}\r\n`).join('')}`),
  });
  await page.getByRole('button', { name: '올리고 확인' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

test('a file with two bad rows is refused with both named; put right, it is applied, and the shop has the new product', async ({
  page,
}) => {
  test.slow();
  const mark = randomUUID().slice(0, 8);
  const name = `여정 다완 ${mark}`;
  const { items } = await must<{ items: { slug: string }[] }>('GET', '/categories');
  const row = (size: string, sku: string, price: string, category = items[0]?.slug) =>
    `tea-bowl-${mark},${name},Journey bowl ${mark},${category},ACTIVE,${sku}-${mark},크기=${size},Size=${size},${price},3`;
  await openAs(page, admin, '/admin/products/import');

  await upload(page, `bad-${mark}.csv`, [
    row('소', 'S', '12000'),
    row('중', 'M', '만원'),
    row('대', 'L', '1', 'nowhere'),
  ]);
  await expect(page.getByRole('alert').filter({ hasText: '2개 행에 오류가 있어' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^3 priceWon 1 이상의 정수를/ })).toContainText('만원');
  await expect(page.getByRole('row', { name: /^4 category 없는 카테고리입니다/ })).toContainText('nowhere');
  await expect(page.getByRole('button', { name: '적용하기' })).toHaveCount(0);
  await expectAccessible(page, [new URL(page.url()).pathname]);

  await page.goto('/admin/products/import');
  await upload(page, `good-${mark}.csv`, [row('소', 'S', '12000'), row('중', 'M', '15000'), row('대', 'L', '21000')]);
  await expect(page.getByRole('row', { name: new RegExp(`^2 ${name}`) })).toContainText('새로');
  await page.getByRole('button', { name: '적용하기' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '적용하기' }).click();
  await expect(page.getByText('모두 적용했습니다')).toBeVisible({ timeout: 30_000 });

  await page.goto(`/products/tea-bowl-${mark}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('12,000원').first()).toBeVisible();
});

/** A product with all that spreadsheets would spoil. In the archive no other journey changes anything. */
async function newArchived(token: string): Promise<void> {
  const { items } = await must<{ items: { id: string }[] }>('GET', '/categories');
  const mark = randomUUID().slice(0, 8);
  const variant = (size: string, sizeEn: string) => ({
    sku: `A-${sizeEn}-${mark}`,
    options: { 크기: size, 색상: '백자; 무광' },
    optionsEn: { Size: sizeEn, Colour: 'White; matt' },
    priceWon: 12_000,
    onHandUnits: 3,
  });
  const body = {
    name: { ko: `=여정 "보관" 다완, ${mark}`, en: `-Journey's kept bowl ${mark}` },
    description: { ko: '첫 줄,\n"둘째 줄"', en: '@first line\n+second line' },
    categoryId: items[0]?.id,
    status: 'ARCHIVED',
    variants: [
      { ...variant('소', 'Small'), compareAtWon: 15_000 },
      { ...variant('대', 'Large'), maxPerOrder: 2 },
    ],
  };
  await must('POST', '/admin/products', { token, body });
}

test('what is exported can be imported again and changes nothing', async ({ page }) => {
  const token = await adminToken();
  await newArchived(token);
  await openAs(page, admin, '/admin/products/import');
  await expectAccessible(page, ['/admin/products/import']);
  const download = page.waitForEvent('download');
  await page.getByLabel('상태').selectOption('ARCHIVED');
  await page.getByRole('button', { name: 'CSV 받기' }).click();
  await page.getByLabel('CSV 파일').setInputFiles(await (await download).path());
  await page.getByRole('button', { name: '올리고 확인' }).click();
  await expect(page.getByText('바뀌는 것이 없습니다')).toBeVisible();
  const { items } = await must<{ items: { badRowCount: number; counts: { products: object } }[] }>(
    'GET',
    '/admin/products/import?limit=1',
    { token },
  );
  expect(items[0]).toMatchObject({ badRowCount: 0, counts: { products: { created: 0, changed: 0 } } });
});
