import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { adminToken, call, must } from './support/api';
import { expectAccessible } from './support/look';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

async function photo(name: string, background: string) {
  const buffer = await sharp({ create: { width: 640, height: 640, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

test('a product with two options and two pictures goes on sale, and its old address leads to its new one', async ({
  page,
  request,
}) => {
  test.slow();
  const mark = randomUUID().slice(0, 8);
  await openAs(page, admin, '/admin/products');
  await page.getByRole('link', { name: '상품 등록' }).click();
  await page.getByLabel('상품명', { exact: true }).fill(`여정 대접 ${mark}`);
  await page.getByLabel('영문 상품명').fill(`Journey bowl ${mark}`);
  await page.getByLabel('카테고리', { exact: true }).selectOption({ index: 1 });

  // What is not right is said where it is, and what was typed stays.
  await page.getByLabel('가격(원)').fill('공짜');
  await page.getByLabel('SKU').fill(`J-${mark}`);
  await page.getByRole('button', { name: '등록', exact: true }).click();
  await expect(page.getByText('1원부터 1,000만 원까지 적어 주세요.')).toBeVisible();
  await expect(page.getByLabel('가격(원)')).toHaveValue('공짜');
  await page.getByLabel('가격(원)').fill('12,900');

  const addOption = async (place: number, name: string, values: string[]) => {
    await page.getByRole('button', { name: '옵션 추가' }).click();
    const option = page.getByRole('group', { name: `옵션 ${place}`, exact: true });
    await option.getByLabel('옵션 이름').fill(name);
    for (const [at, value] of values.entries()) {
      if (at > 0) await option.getByRole('button', { name: '값 추가' }).click();
      await option.getByLabel(`값 ${at + 1}`, { exact: true }).fill(value);
    }
  };
  await addOption(1, '색상', ['백자', '청자']);
  await addOption(2, '크기', ['소', '대']);
  await expect(page.getByText('아직 없는 조합 3개')).toBeVisible();
  await page.getByRole('button', { name: '모두 추가' }).click();
  await page.getByRole('group', { name: '판매 항목 4' }).getByLabel('처음 수량').fill('7');
  await page.getByRole('button', { name: '등록', exact: true }).click();
  await page.waitForURL(/\/admin\/products\/[0-9a-f-]{36}$/);

  await page.getByLabel('사진 올리기').setInputFiles([await photo('red.jpg', '#a33'), await photo('blue.jpg', '#33a')]);
  const pictures = page.getByRole('img', { name: /^사진 \d$/ });
  await expect(pictures).toHaveCount(2);
  const before = await pictures.first().getAttribute('src');
  await page.getByRole('button', { name: '사진 1 뒤로' }).click();
  await expect(pictures.first()).not.toHaveAttribute('src', before ?? '');
  await page.getByRole('button', { name: '사진 1 설명' }).click();
  const dialog = page.getByRole('dialog', { name: '사진 설명' });
  await dialog.getByLabel('한국어').fill('위에서 본 대접');
  await dialog.getByRole('button', { name: '저장' }).click();
  await expect(dialog).toBeHidden();

  const slug = `journey-bowl-${mark}`;
  const save = async (edit: () => Promise<unknown>) => {
    await edit();
    await page.getByRole('button', { name: '저장', exact: true }).click();
    await expect(page.getByText('저장하지 않은 변경이 있습니다')).toBeHidden();
  };
  await save(() => page.getByLabel('상태').selectOption('ACTIVE'));
  await page.goto(`/products/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`여정 대접 ${mark}`);
  await expect(page.getByRole('radio', { name: '청자' })).toBeVisible();
  const shown = page.getByRole('img', { name: '위에서 본 대접' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.currentSrc)).toContain('.avif');
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await page.goBack();
  await save(() => page.getByLabel('주소').fill(`wide-${slug}`));
  await expect(page.getByText(`이 상품으로 이어지는 예전 주소: ${slug}`)).toBeVisible();
  const answer = await request.get(`/products/${slug}?from=letter`, { maxRedirects: 0 });
  expect({ status: answer.status(), to: answer.headers().location }).toEqual({
    status: 308,
    to: `/products/wide-${slug}?from=letter`,
  });
  await page.goto(`/products/${slug}`);
  await expect(page).toHaveURL(`/products/wide-${slug}`);
});

test('two admins at one product: the second is told, and overwrites nothing', async ({ page }) => {
  const token = await adminToken();
  const { items } = await must<{ items: { id: string }[] }>('GET', '/categories');
  const sku = `C-${randomUUID().slice(0, 8)}`;
  const body = { name: { ko: `함께 고친 ${sku}` }, categoryId: items[0]?.id, variants: [{ sku, priceWon: 1_000 }] };
  const { id } = await must<{ id: string }>('POST', '/admin/products', { token, body });
  await openAs(page, admin, `/admin/products/${id}`);
  await must('PATCH', `/admin/products/${id}`, { token, body: { description: { ko: '먼저 쓴 설명' } } });
  await page.getByLabel('상품명', { exact: true }).fill('나중에 쓴 이름');
  await page.getByRole('button', { name: '저장', exact: true }).click();
  await expect(page.getByText('그 사이 다른 관리자가 이 상품을 저장했습니다')).toBeVisible();
  await expect(page.getByLabel('상품명', { exact: true })).toHaveValue('나중에 쓴 이름');
  await page.getByRole('button', { name: '새로 불러오기' }).click();
  await expect(page.getByRole('textbox', { name: /^설명/ })).toHaveValue('먼저 쓴 설명');
  await expect(page.getByLabel('상품명', { exact: true })).toHaveValue(`함께 고친 ${sku}`);
  const stale = await call('PATCH', `/admin/products/${id}`, { token, body: { version: 1, status: 'ARCHIVED' } });
  expect(stale).toMatchObject({ status: 409, body: { code: 'catalog.productChanged', version: 2 } });
});

test('what is not there is answered with 404, and with words before any script has run', async ({ request, page }) => {
  const isNotThere = async (asker: typeof request, path: string, wayOn: string) => {
    const answer = await asker.get(path);
    expect(answer.status(), path).toBe(404);
    const visible = (await answer.text()).replace(/<(script|template).*?<\/\1>/gs, '');
    expect(visible, path).toContain('찾는 페이지가 없습니다</h1>');
    expect(visible, path).toContain('<title>찾는 페이지가 없습니다');
    expect(visible, path).toContain(wayOn);
  };
  for (const path of ['/products/nothing-like-it', '/categories/nothing-like-it'])
    await isNotThere(request, path, '홈에서 둘러보기');
  await openAs(page, admin, '/admin/products');
  await isNotThere(page.request, `/orders/${randomUUID()}`, '홈에서 둘러보기');
  await isNotThere(page.request, '/admin/nothing-like-it', '관리 홈으로');
  for (const path of ['products', 'orders', 'coupons', 'deliveries', 'deliveries/endpoints', 'system/mail'])
    await isNotThere(page.request, `/admin/${path}/${randomUUID()}`, '관리 홈으로');
});

test('everybody can read and reach these pages, on a phone too', async ({ page }) => {
  test.slow();
  // Looked for, since the other journeys' products come before it.
  await openAs(page, admin, '/admin/products?q=달항아리');
  await page.getByRole('link', { name: '달항아리' }).click();
  await page.waitForURL(/\/admin\/products\/[0-9a-f-]{36}$/);
  const pages = [new URL(page.url()).pathname, '/admin/categories'];
  await expectAccessible(page, pages);
});
