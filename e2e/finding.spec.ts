import { expectAccessible } from './support/look';
import { expect, test } from './support/test';

test('somebody searches in Korean, narrows it down, and goes back the way they came', async ({ page }) => {
  await page.goto('/');
  const field = page.getByRole('combobox', { name: '상품 검색' });
  await field.fill('찻잔');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/products\?q=/);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('‘찻잔’ 검색 결과');
  const teacup = main.getByRole('link', { name: '아침 찻잔' });
  await expect(teacup).toBeVisible();

  const sidebar = main.getByRole('complementary');
  await sidebar.getByRole('link', { name: /품절 상품 빼고 보기/ }).click();
  await expect(page).toHaveURL(/inStock=true/);
  await sidebar.getByRole('link', { name: /^백자/ }).click();
  await expect(page).toHaveURL(/option=/);
  await expect(teacup).toBeVisible();
  const chips = main.getByRole('list', { name: '적용한 필터' });
  await expect(chips.getByRole('link', { name: '백자 필터 빼기' })).toBeVisible();
  await page.reload();
  await expect(chips.getByRole('link', { name: '백자 필터 빼기' })).toBeVisible();

  await page.goBack();
  await expect(chips.getByRole('link', { name: '백자 필터 빼기' })).toHaveCount(0);
  await expect(chips.getByRole('link', { name: '품절 상품 빼고 보기 필터 빼기' })).toBeVisible();
  await main.getByRole('navigation', { name: '정렬' }).getByRole('link', { name: '낮은 가격순' }).click();
  await expect(page).toHaveURL(/sort=priceAsc/);
  await expect(field).toHaveValue('찻잔');
});

test('two initial consonants suggest; the arrow keys choose, and what was searched for is remembered here', async ({
  page,
}) => {
  await page.goto('/products');
  const field = page.getByRole('combobox', { name: '상품 검색' });
  await field.pressSequentially('ㅊㅈ');
  const option = page.getByRole('option', { name: /아침 찻잔/ });
  await expect(option).toBeVisible();
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  while ((await option.getAttribute('aria-selected')) !== 'true') await field.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? '');
  await field.press('Enter');
  await expect(page).toHaveURL('/products/morning-teacup');

  await field.click();
  await expect(page.getByRole('option', { name: 'ㅊㅈ' })).toBeVisible();
  await field.press('Escape');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
});

test('a slip is corrected, and nothing found leads on', async ({ page }) => {
  const main = page.getByRole('main');
  await page.goto(`/products?q=${encodeURIComponent('찻진')}`);
  await expect(main.getByText('‘찻진’에 맞는 상품이 없어 ‘찻잔’ 결과를 보여 드립니다.')).toBeVisible();
  await expect(main.getByRole('link', { name: '아침 찻잔' })).toBeVisible();

  await page.goto(`/products?q=${encodeURIComponent('자전거')}&inStock=true`);
  await expect(main.getByText('‘자전거’에 맞는 상품을 찾지 못했습니다')).toBeVisible();
  await expect(main.getByRole('navigation', { name: '카테고리에서 찾아보기' }).getByRole('link')).not.toHaveCount(0);
  await expect(main.getByRole('heading', { name: '요즘 많이 찾는 상품' })).toBeVisible();
  await main.getByRole('link', { name: '필터 모두 지우기' }).last().click();
  await expect(page).not.toHaveURL(/inStock/);
});

test('on a phone the field has a sheet of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByRole('button', { name: '상품 검색' }).click();
  const field = page.getByRole('dialog').getByRole('combobox', { name: '상품 검색' });
  await field.fill('찻');
  await page.getByRole('option', { name: /아침 찻잔/ }).click();
  await expect(page).toHaveURL('/products/morning-teacup');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('results are accessible', async ({ page }) => {
  await expectAccessible(page, ['/products?q=%EC%B0%BB%EC%9E%94']);
});
