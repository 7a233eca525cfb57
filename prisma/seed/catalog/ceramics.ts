import { choices, colour, type DemoShelf, single, size } from '../catalog-model';

export const ceramics: DemoShelf = {
  slug: 'ceramics',
  name: { ko: '그릇·도자', en: 'Ceramics' },
  children: [
    { slug: 'tableware', name: { ko: '식기', en: 'Tableware' } },
    { slug: 'vases', name: { ko: '화병', en: 'Vases' } },
  ],
  products: [
    {
      slug: 'morning-teacup',
      category: 'tableware',
      name: { ko: '아침 찻잔', en: 'Morning teacup' },
      description: {
        ko: '두 손으로 감싸면 꼭 맞는 크기로 빚은 찻잔입니다. 얇은 입술 덕분에 뜨거운 차도 부드럽게 넘어갑니다. 하루의 첫 잔을 위해 나무 받침을 함께 드립니다.',
        en: 'Thrown to fit exactly between two hands. Its thin lip lets even hot tea go down softly. Comes with a wooden saucer, for the first cup of the day.',
      },
      variants: choices({ sku: 'CUP', priceWon: 24_000 }, colour, [
        ['백자', 'White', 32],
        ['청자', 'Celadon', 18],
        ['먹빛', 'Ink', 4],
      ]),
    },
    {
      slug: 'celadon-teapot',
      category: 'tableware',
      name: { ko: '둥근 다관', en: 'Round teapot' },
      description: {
        ko: '혼자서 세 잔, 둘이서 한 잔 반을 마시기 좋은 다관입니다. 물줄기가 끝까지 흐트러지지 않도록 부리를 여러 번 고쳐 빚었습니다.',
        en: 'Three cups for one, a cup and a half for two. The spout was remade many times until the last drop poured as cleanly as the first.',
      },
      variants: single({ sku: 'TEAPOT', priceWon: 78_000, compareAtWon: 92_000, onHandUnits: 14 }),
    },
    {
      slug: 'rice-bowl',
      category: 'tableware',
      name: { ko: '고봉 밥그릇', en: 'Generous rice bowl' },
      description: {
        ko: '밥을 소복하게 담아도 넉넉한 그릇입니다. 굽이 높아 뜨거운 밥을 담아도 들기 편합니다. 식기세척기에 넣어도 괜찮습니다.',
        en: 'Room for a proper heap of rice. The tall foot stays cool enough to lift while it steams. Safe in the dishwasher.',
      },
      variants: choices({ sku: 'BOWL', priceWon: 19_000 }, { ko: '구성', en: 'Set' }, [
        ['한 개', 'One', 46],
        ['두 개', 'Pair', 22, 36_000],
        ['네 개', 'Four', 9, 68_000],
      ]),
    },
    {
      slug: 'plate-for-one',
      category: 'tableware',
      name: { ko: '혼밥 접시', en: 'Plate for one' },
      description: {
        ko: '혼자 먹는 밥도 상을 차린 기분이 들도록 만든 접시입니다. 넓은 전이 반찬을 얌전히 받쳐 줍니다.',
        en: 'Made so that dinner alone still feels like a laid table. The wide rim keeps side dishes politely in place.',
      },
      variants: choices({ sku: 'PLATE', priceWon: 27_000 }, size, [
        ['21cm', '21 cm', 28],
        ['24cm', '24 cm', 3, 32_000],
      ]),
    },
    {
      slug: 'speckled-mug',
      category: 'tableware',
      name: { ko: '점박이 머그', en: 'Speckled mug' },
      description: {
        ko: '흙 속의 철 알갱이가 구워지며 점으로 남은 머그입니다. 그래서 같은 무늬가 하나도 없습니다. 손가락 셋이 들어가는 손잡이를 달았습니다.',
        en: 'Grains of iron in the clay come out of the kiln as speckles, so no two are alike. The handle takes three fingers.',
      },
      variants: choices({ sku: 'MUG', priceWon: 22_000, compareAtWon: 28_000 }, colour, [
        ['구름', 'Cloud', 40],
        ['모래', 'Sand', 25],
        ['바다', 'Sea', 12],
      ]),
    },
    {
      slug: 'earthen-vase',
      category: 'vases',
      name: { ko: '옹기 꽃병', en: 'Earthenware vase' },
      description: {
        ko: '숨 쉬는 옹기라 꽃이 오래갑니다. 두 귀를 잡고 들면 물을 갈기도 쉽습니다. 가지 하나만 꽂아도 자리가 찹니다.',
        en: 'Earthenware breathes, so flowers last. Two ears make changing the water easy. A single branch is enough to fill a corner.',
      },
      variants: single({ sku: 'VASE', priceWon: 64_000, onHandUnits: 11 }),
    },
    {
      slug: 'moon-jar',
      category: 'vases',
      name: { ko: '달항아리', en: 'Moon jar' },
      description: {
        ko: '위아래 두 사발을 이어 붙여 빚은, 조금 이지러진 보름달입니다. 한 가마에서 한 점만 골라 내놓습니다. 이번 달의 한 점입니다.',
        en: 'Two bowls joined at the waist into a slightly uneven full moon. One is chosen from each firing. This is the one of this month.',
      },
      variants: single({ sku: 'MOONJAR', priceWon: 320_000, maxPerOrder: 1, onHandUnits: 1, safetyMinUnits: 1 }),
    },
  ],
};
