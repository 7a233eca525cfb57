import type { Localized } from '@/lib/shared/locale';

/** Who takes parcels to the door. OTHER stands for all whose parcels we can't point to. */
export const carrierCodes = ['CJ', 'HANJIN', 'LOTTE', 'EPOST', 'LOGEN', 'OTHER'] as const;
export type Carrier = (typeof carrierCodes)[number];

/** What people call a carrier, and the beginning of the address at which it shows how far a parcel has come; the number follows. */
export const carriers: Record<Carrier, { name: Required<Localized>; trackingUrl: string | null }> = {
  CJ: {
    name: { ko: 'CJ대한통운', en: 'CJ Logistics' },
    trackingUrl: 'https://trace.cjlogistics.com/next/tracking.html?wblNo=',
  },
  HANJIN: {
    name: { ko: '한진택배', en: 'Hanjin' },
    trackingUrl: 'https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?mCode=MN038&schLang=KR&wblnumText2=',
  },
  LOTTE: {
    name: { ko: '롯데택배', en: 'Lotte' },
    trackingUrl: 'https://www.lotteglogis.com/home/reservation/tracking/linkView?InvNo=',
  },
  EPOST: {
    name: { ko: '우체국택배', en: 'Korea Post' },
    trackingUrl: 'https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1=',
  },
  LOGEN: { name: { ko: '로젠택배', en: 'Logen' }, trackingUrl: 'https://www.ilogen.com/web/personal/trace/' },
  OTHER: { name: { ko: '기타 택배', en: 'Another carrier' }, trackingUrl: null },
};

/** Where a parcel can be followed; null where we know no such page. */
export function trackingUrl(carrier: Carrier, trackingNumber: string): string | null {
  const { trackingUrl: address } = carriers[carrier];
  return address && address + encodeURIComponent(trackingNumber);
}
