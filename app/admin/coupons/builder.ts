import { getLocale } from 'next-intl/server';
import type { OtherCampaign } from '@/components/admin/campaign-trial';
import { type CategoryChoice, categoryChoices } from '@/components/admin/category-choices';
import { readProductNames } from '@/lib/catalog/admin-queries';
import { readCategoryMenu } from '@/lib/catalog/queries';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import { listCampaigns } from '@/lib/coupons/admin-queries';
import { db } from '@/lib/db/client';
import { now as clockNow } from '@/lib/shared/clock';
import { pageSizeMax } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

type Builder = { categories: CategoryChoice[]; others: OtherCampaign[]; productNames: Record<string, string> };

/** What the builder needs to know besides the campaign: the categories, the names of its products, and the campaigns that run beside it. */
export async function readBuilder(campaign: AdminCampaign | null): Promise<Builder> {
  const locale = await getLocale();
  const scope = campaign?.scope;
  const [categories, running, productNames] = await Promise.all([
    readCategoryMenu(db(), { locale }),
    listCampaigns(db(), { status: 'RUNNING', limit: pageSizeMax }, { now: clockNow() }),
    readProductNames(db(), { productIds: scope?.type === 'PRODUCTS' ? scope.ids : [], locale }),
  ]);
  const others = unwrap(running).items.filter(({ id }) => id !== campaign?.id);
  return {
    categories: categoryChoices(categories),
    others: others.map(({ id, name, discount, scope, minimumWon, firstPurchaseOnly, stackable }) => ({
      ...{ id, name, discount, scope, minimumWon, firstPurchaseOnly, stackable },
    })),
    productNames,
  };
}
