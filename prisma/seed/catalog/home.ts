import { choices, type DemoShelf, single, size } from '../catalog-model';

export const home: DemoShelf = {
  slug: 'light-and-furniture',
  name: { ko: '조명·가구', en: 'Light & furniture' },
  children: [
    { slug: 'lighting', name: { ko: '조명', en: 'Lighting' } },
    { slug: 'small-furniture', name: { ko: '작은 가구', en: 'Small furniture' } },
  ],
  products: [
    {
      slug: 'little-chair',
      category: 'small-furniture',
      name: { ko: '작은 의자', en: 'Little chair' },
      description: {
        ko: '앉기도 하고, 화분을 올리기도 하고, 높은 곳에 손이 닿게도 해 주는 의자입니다. 못을 쓰지 않고 짜 맞추었습니다.',
        en: 'To sit on, to stand a plant on, to reach the top shelf from. Joined without a single nail.',
      },
      variants: choices({ sku: 'CHAIR', priceWon: 128_000 }, { ko: '나무', en: 'Wood' }, [
        ['호두나무', 'Walnut', 8],
        ['참나무', 'Oak', 5, 112_000],
      ]),
    },
    {
      slug: 'low-sofa',
      category: 'small-furniture',
      name: { ko: '낮은 소파', en: 'Low sofa' },
      description: {
        ko: '바닥 생활에 익숙한 집을 위한 키 낮은 소파입니다. 옆에 세우는 스탠드를 함께 보내 드립니다. 두 사람과 고양이 한 마리가 앉습니다.',
        en: 'A sofa close to the ground, for homes that live on the floor. The standing lamp comes with it. Seats two people and a cat.',
      },
      variants: single({
        sku: 'SOFA',
        priceWon: 890_000,
        compareAtWon: 1_050_000,
        maxPerOrder: 1,
        onHandUnits: 3,
        safetyMinUnits: 2,
      }),
    },
    {
      slug: 'rush-basket',
      category: 'small-furniture',
      name: { ko: '왕골 바구니', en: 'Rush basket' },
      description: {
        ko: '왕골을 엮어 가볍고 튼튼한 바구니입니다. 빨래도, 장거리도, 낮잠 자는 고양이도 담습니다.',
        en: 'Woven of rush, light and strong. For laundry, groceries, or a cat asleep.',
      },
      variants: choices({ sku: 'BASKET', priceWon: 43_000 }, size, [
        ['소', 'Small', 19],
        ['대', 'Large', 7, 59_000],
      ]),
    },
    {
      slug: 'flower-mirror',
      category: 'small-furniture',
      name: { ko: '꽃거울', en: 'Flower mirror' },
      description: {
        ko: '여덟 꽃잎 테두리를 두른 벽거울입니다. 현관에 걸어 두면 나가는 얼굴이 조금 환해집니다.',
        en: 'A wall mirror with eight petals. Hung by the door, it brightens the face on its way out.',
      },
      variants: single({ sku: 'MIRROR', priceWon: 96_000, onHandUnits: 10 }),
    },
    {
      slug: 'windowsill-plant',
      category: 'small-furniture',
      name: { ko: '창가 화분', en: 'Windowsill plant' },
      description: {
        ko: '물 주는 날을 잊어도 이 주는 견디는 순한 식물입니다. 흙이 마르면 화분 색이 밝아져서 먼저 말해 줍니다.',
        en: 'A patient plant that forgives two forgotten weeks. The pot turns paler when the soil is dry, and so tells you itself.',
      },
      variants: single({ sku: 'PLANT', priceWon: 28_000, compareAtWon: 32_000, onHandUnits: 31 }),
    },
    {
      slug: 'paper-lantern',
      category: 'lighting',
      name: { ko: '한지 등', en: 'Paper lantern' },
      description: {
        ko: '닥종이를 겹겹이 발라 빛이 노을처럼 번지는 등입니다. 접으면 책 한 권 두께가 됩니다.',
        en: 'Layers of mulberry paper let the light spread like a sunset. Folds down to the thickness of a book.',
      },
      variants: choices({ sku: 'LANTERN', priceWon: 57_000 }, size, [
        ['소', 'Small', 17],
        ['대', 'Large', 5, 82_000],
      ]),
    },
    {
      slug: 'bare-bulb-lamp',
      category: 'lighting',
      name: { ko: '알전구 등', en: 'Bare bulb lamp' },
      description: {
        ko: '전구 하나가 전부인 침대맡 등입니다. 톡 두드리면 켜지고, 한 번 더 두드리면 달빛만큼 어두워집니다.',
        en: 'A bedside light that is nothing but its bulb. Tap to light it, tap again for moonlight.',
      },
      variants: single({ sku: 'BULB', priceWon: 35_000, onHandUnits: 33 }),
    },
    {
      slug: 'mantel-clock',
      category: 'small-furniture',
      name: { ko: '나무 탁상시계', en: 'Wooden mantel clock' },
      description: {
        ko: '초침이 없어 조용히 흐르는 탁상시계입니다. 정각에는 종소리 대신 나무 두드리는 소리가 한 번 납니다.',
        en: 'No second hand, so time passes quietly. On the hour it knocks once on wood instead of ringing.',
      },
      variants: single({ sku: 'CLOCK', priceWon: 74_000, onHandUnits: 12 }),
    },
    {
      slug: 'desk-radio',
      category: 'light-and-furniture',
      name: { ko: '책상 라디오', en: 'Desk radio' },
      description: {
        ko: '안테나를 뽑고 다이얼을 돌려 듣는 라디오입니다. 사이사이 지직거리는 소리도 그대로 들립니다.',
        en: 'Pull out the aerial, turn the dial, listen. The crackle between stations is included.',
      },
      variants: single({ sku: 'RADIO', priceWon: 118_000, compareAtWon: 139_000, onHandUnits: 8 }),
    },
  ],
};
