export const stockStatuses = ['IN_STOCK', 'LOW', 'SOLD_OUT'] as const;
export type StockStatus = (typeof stockStatuses)[number];
