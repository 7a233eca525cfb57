import { expect, test } from 'vitest';
import { findImportViolations } from './import-direction.mjs';

const violationsOf = (...files: Array<[file: string, text: string]>) =>
  findImportViolations(files.map(([file, text]) => ({ file, text })));

test('the imports of the sources flow one way', () => {
  expect(findImportViolations()).toEqual([]);
});

test.each([
  ['lib/inventory/rules.ts', `import { placeOrder } from '@/lib/orders/place-order';`, 'inventory stands below orders'],
  ['lib/inventory/rules.ts', `import type { Order } from '../orders/model';`, 'inventory stands below orders'],
  ['lib/orders/pay.ts', `import {\n  a,\n  b,\n} from '@/lib/delivery/model';`, 'orders stands below delivery'],
  ['lib/wallet/rules.ts', `export { x } from '@/lib/coupons/model';`, 'wallet and coupons stand side by side'],
  ['lib/db/client.ts', `import { defineRoute } from '@/lib/http/define-route';`, 'db stands below http'],
  ['lib/shared/ids.ts', `import { db } from '@/lib/db/client';`, 'shared stands below db'],
  ['lib/env.ts', `const it = await import('@/lib/cart/model');`, 'env stands below cart'],
  ['lib/gadgets/model.ts', `import { ok } from '@/lib/shared/result';`, 'lib/gadgets has no place'],
  ['lib/cart/model.ts', `import { cache } from 'react';`, 'lib knows no framework'],
  ['lib/cart/model.ts', `import 'next/server';`, 'lib knows no framework'],
  ['lib/cart/model.ts', `import { Button } from '@/components/ui/button';`, 'lib knows nothing of components'],
  ['lib/cart/model.ts', `import { shop } from './test-shop';`, 'the product uses no test code'],
  ['components/ui/money.tsx', `import { Order } from '@/lib/orders/model';`, 'components/ui knows no domain'],
  ['components/ui/tabs.tsx', `import { useRouter } from 'next/navigation';`, 'knows no router'],
  ['components/ui/tabs.tsx', `import { Cart } from '../shop/cart';`, 'knows no other components'],
  ['components/shop/cart.tsx', `import { addToCart } from '@/app/cart/actions';`, 'components know nothing of app'],
  ['inngest/functions/expire.ts', `import { page } from '@/app/page';`, 'inngest knows nothing of app'],
])('a planted import in %s is caught: %s', (file, text, complaint) => {
  expect(violationsOf([file, text])).toEqual([expect.stringContaining(complaint)]);
});

test.each([
  ['lib/orders/pay.ts', `import { sellStock } from '@/lib/inventory/sell-stock';`],
  ['lib/identity/auth-session.ts', `import { getServerSession } from 'next-auth';`],
  ['lib/http/define-route.ts', `import { after } from 'next/server';`],
  ['lib/inventory/rules.test.ts', `import { placeOrder } from '@/lib/orders/place-order';`],
  ['components/ui/money.tsx', `import { formatWon } from '@/lib/shared/money';`],
  ['app/api/inngest/route.ts', `import { functions } from '@/inngest/index';`],
])('an import in %s that flows the right way is let through', (file, text) => {
  expect(violationsOf([file, text])).toEqual([]);
});

test('a circle and a barrel are caught', () => {
  const circle = violationsOf(
    ['lib/cart/a.ts', `import { b } from './b';`],
    ['lib/cart/b.ts', `import { c } from './c';`],
    ['lib/cart/c.ts', `import { a } from './a';`],
  );
  expect(circle).toEqual([expect.stringContaining('lib/cart/a.ts → lib/cart/b.ts → lib/cart/c.ts → lib/cart/a.ts')]);
  expect(violationsOf(['lib/cart/index.ts', `export * from './model';`])).toEqual([expect.stringContaining('barrel')]);
});
