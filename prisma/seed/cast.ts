import type { AddressInput, Role, Tier } from '@/lib/identity/model';

// The people of the demo shop, of tests and of journeys: one cast, so that a name means the same everywhere.

export type CastMember = {
  email: string;
  password: string;
  name: string;
  phone: string;
  role: Role;
  tier: Tier;
  address: AddressInput | null;
  /** What they put into their wallet before their first order. */
  topUpWon: number;
};

/** As lib/identity/demo-sign-ins shows them on the sign-in page. */
const shopperPassword = 'maru-demo';
const adminPassword = 'maru-admin';

export const cast = {
  admin: {
    email: 'admin@maru.example',
    password: adminPassword,
    name: '한가람',
    phone: '010-2000-0001',
    role: 'ADMIN',
    tier: 'BRONZE',
    address: null,
    topUpWon: 0,
  },
  vip: shopper('vip', '윤서하', 'VIP', 2_000_000, ['06035', '서울 강남구 가로수길 22', '401호']),
  shopper: shopper('shopper', '김보미', 'BRONZE', 300_000, ['04524', '서울 중구 세종대로 110', '3층']),
  gold: shopper('jiwoo', '박지우', 'GOLD', 1_200_000, ['48058', '부산 해운대구 센텀중앙로 79', '1203호']),
  collector: shopper('haneul', '이하늘', 'GOLD', 1_500_000, ['55042', '전주 완산구 기린대로 99', '']),
  silver: shopper('minseo', '최민서', 'SILVER', 700_000, ['34126', '대전 유성구 대학로 99', '나동 205호']),
  tea: shopper('doyun', '정도윤', 'SILVER', 600_000, ['63122', '제주 제주시 관덕로 25', '']),
  student: shopper('yuna', '강유나', 'BRONZE', 200_000, ['61452', '광주 동구 문화전당로 38', '402호']),
  newcomer: shopper('eunho', '조은호', 'BRONZE', 150_000, ['41931', '대구 중구 동성로 14', '2층']),
  abroad: shopper('ellie', 'Ellie Park', 'SILVER', 500_000, ['04348', '서울 용산구 이태원로 177', 'Unit 5']),
} as const satisfies Record<string, CastMember>;

export type CastName = keyof typeof cast;

function shopper(
  mailbox: string,
  name: string,
  tier: Tier,
  topUpWon: number,
  [postalCode, line1, line2]: [string, string, string],
): CastMember {
  const digits = String([...mailbox].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 10_000);
  const phone = `010-3000-${digits.padStart(4, '0')}`;
  return {
    email: `${mailbox}@maru.example`,
    password: shopperPassword,
    name,
    phone,
    role: 'SHOPPER',
    tier,
    address: { recipient: name, phone, postalCode, line1, line2 },
    topUpWon,
  };
}
