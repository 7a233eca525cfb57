import { randomUUID } from 'node:crypto';
import { adminToken, must } from './support/api';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

/** A draft, so that no shopper meets it. */
async function newVariant(onHandUnits: number): Promise<{ id: string; sku: string }> {
  const token = await adminToken();
  const { items } = await must<{ items: { id: string }[] }>('GET', '/categories');
  const sku = `E2E-${randomUUID().slice(0, 8).toUpperCase()}`;
  const product = await must<{ variants: { id: string; sku: string }[] }>('POST', '/admin/products', {
    token,
    body: {
      name: { ko: `여정 찻잔 ${sku}`, en: `Journey cup ${sku}` },
      categoryId: items[0]?.id,
      status: 'DRAFT',
      variants: [{ sku, options: {}, priceWon: 1_000, onHandUnits }],
    },
  });
  const [variant] = product.variants;
  if (!variant) throw new Error('The product came back without its variant.');
  return variant;
}

test('an admin receives, counts and writes off units, is stopped at less than nothing, and sees each step recorded', async ({
  page,
}) => {
  const { sku } = await newVariant(5);
  await openAs(page, admin, '/admin/stock');
  await page.getByLabel('상품명 또는 SKU').fill(sku);
  await page.getByRole('button', { name: '찾기' }).click();
  await page.getByRole('row', { name: sku }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(sku);

  const dialog = page.getByRole('dialog', { name: '재고 조정' });
  const adjust = async (reason: string, label: string, units: string, note = '') => {
    await page.getByRole('button', { name: '조정', exact: true }).click();
    await dialog.getByRole('radio', { name: new RegExp(`^${reason}`) }).click();
    await dialog.getByLabel(label).fill(units);
    await dialog.getByLabel('메모').fill(note);
    await dialog.getByRole('button', { name: '재고 조정하기' }).click();
  };
  await adjust('입고', '수량', '12', '정기 입고');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: '+12 17 정기 입고' })).toBeVisible();

  await expect(page.getByRole('region', { name: '지금 수량' }).getByText('17')).toHaveCount(2);

  await adjust('실사 조정', '세어 본 수량', '16');
  await expect(page.getByRole('row', { name: '−1 16' })).toBeVisible();

  await adjust('파손·폐기', '수량', '17');
  await expect(dialog.getByText('지금 있는 것보다 많이 뺄 수 없습니다')).toBeVisible();
  await expect(dialog.getByLabel('수량')).toHaveValue('17');
  await expect(dialog.getByRole('radio', { name: '파손·폐기' })).toBeChecked();
  await dialog.getByLabel('수량').fill('16');
  await dialog.getByRole('button', { name: '재고 조정하기' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('품절');
});

test('limits say when stock is low', async ({ page }) => {
  const { id } = await newVariant(5);
  await openAs(page, admin, '/admin/stock');
  await page.goto(`/admin/stock/${id}`);
  await page.getByRole('button', { name: '기준 수량' }).click();
  const dialog = page.getByRole('dialog', { name: '기준 수량' });
  await dialog.getByLabel('최소').fill('5');
  await dialog.getByLabel('최대').fill('4');
  await dialog.getByRole('button', { name: '저장' }).click();
  await expect(dialog.getByText('최소보다 작을 수 없습니다')).toBeVisible();
  await dialog.getByLabel('최대').fill('');
  await dialog.getByRole('button', { name: '저장' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('부족');
});
