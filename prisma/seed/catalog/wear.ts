import { choices, colour, type DemoShelf, grid, single, size } from '../catalog-model';

export const wear: DemoShelf = {
  slug: 'wear',
  name: { ko: '옷·가방', en: 'Wear' },
  children: [
    { slug: 'clothing', name: { ko: '옷', en: 'Clothing' } },
    { slug: 'bags-and-small-things', name: { ko: '가방·소품', en: 'Bags & small things' } },
  ],
  products: [
    {
      slug: 'garden-tee',
      category: 'clothing',
      name: { ko: '텃밭 티셔츠', en: 'Garden T-shirt' },
      description: {
        ko: '쑥과 쪽으로 물들여 빨수록 고와지는 면 티셔츠입니다. 품이 넉넉해 여름 내내 손이 갑니다.',
        en: 'Cotton dyed with mugwort and indigo, softer and prettier with every wash. Roomy enough to reach for all summer.',
      },
      variants: grid(
        { sku: 'TEE', priceWon: 36_000, compareAtWon: 45_000 },
        {
          name: colour,
          values: [
            { ko: '쑥', en: 'Mugwort' },
            { ko: '쪽', en: 'Indigo' },
          ],
        },
        {
          name: size,
          values: [
            { ko: 'S', en: 'S' },
            { ko: 'M', en: 'M' },
            { ko: 'L', en: 'L' },
          ],
        },
        [
          [14, 22, 9],
          [6, 0, 3],
        ],
      ),
    },
    {
      slug: 'spring-coat',
      category: 'clothing',
      name: { ko: '간절기 코트', en: 'Between-seasons coat' },
      description: {
        ko: '춥지도 덥지도 않은 날을 위한 코트입니다. 안주머니 둘, 겉주머니 둘. 귤 네 개가 들어갑니다.',
        en: 'For days that are neither cold nor warm. Two pockets inside and two outside: room for four tangerines.',
      },
      variants: choices({ sku: 'COAT', priceWon: 189_000, compareAtWon: 239_000 }, size, [
        ['S', 'S', 7],
        ['M', 'M', 9],
        ['L', 'L', 4],
      ]),
    },
    {
      slug: 'wool-scarf',
      category: 'bags-and-small-things',
      name: { ko: '양모 목도리', en: 'Wool scarf' },
      description: {
        ko: '목에 두 번 감고도 매듭을 지을 만큼 긴 목도리입니다. 가볍고 따갑지 않은 양모만 골랐습니다.',
        en: 'Long enough to go round twice and still tie. Only wool that is light and does not scratch.',
      },
      variants: choices({ sku: 'SCARF', priceWon: 52_000 }, colour, [
        ['홍시', 'Persimmon', 16],
        ['솔잎', 'Pine', 11],
        ['재', 'Ash', 0],
      ]),
    },
    {
      slug: 'knit-gloves',
      category: 'bags-and-small-things',
      name: { ko: '손뜨개 장갑', en: 'Hand-knit gloves' },
      description: {
        ko: '손목을 길게 떠서 소매 사이로 바람이 들지 않는 장갑입니다. 잃어버린 한 짝은 반값에 다시 떠 드립니다.',
        en: 'Knit long at the wrist, so no wind gets up the sleeve. Lose one and we knit its twin at half price.',
      },
      variants: choices({ sku: 'GLOVES', priceWon: 31_000 }, size, [
        ['작은 손', 'Small', 13],
        ['큰 손', 'Large', 10],
      ]),
    },
    {
      slug: 'odd-socks',
      category: 'bags-and-small-things',
      name: { ko: '짝짝이 양말', en: 'Odd socks' },
      description: {
        ko: '처음부터 짝이 맞지 않는 양말 두 켤레입니다. 한 짝을 잃어도 티가 나지 않습니다.',
        en: 'Two pairs that never matched to begin with. Lose one and nobody will know.',
      },
      variants: choices({ sku: 'SOCKS', priceWon: 12_000, compareAtWon: 15_000 }, size, [
        ['230–250', '230–250', 70],
        ['255–275', '255–275', 52],
      ]),
    },
    {
      slug: 'wide-brim-hat',
      category: 'bags-and-small-things',
      name: { ko: '챙 넓은 모자', en: 'Wide-brimmed hat' },
      description: {
        ko: '얼굴과 책 한 권까지 가려 주는 밀짚모자입니다. 돌돌 말아 가방에 넣어도 제 모양으로 돌아옵니다.',
        en: 'Shade for a face and a book. Roll it into a bag: it finds its shape again.',
      },
      variants: single({ sku: 'HAT', priceWon: 44_000, onHandUnits: 15 }),
    },
    {
      slug: 'weekend-bag',
      category: 'bags-and-small-things',
      name: { ko: '주말 가방', en: 'Weekend bag' },
      description: {
        ko: '이틀 치 짐이 맞춤하게 들어가는 가죽 가방입니다. 바닥에 발이 달려 기차 바닥에 놓아도 더러워지지 않습니다.',
        en: 'A leather bag exactly two days large. It has feet, so it may stand on the floor of a train.',
      },
      variants: single({ sku: 'WEEKEND', priceWon: 148_000, maxPerOrder: 2, onHandUnits: 6 }),
    },
    {
      slug: 'rainy-umbrella',
      category: 'bags-and-small-things',
      name: { ko: '장마 우산', en: 'Rainy season umbrella' },
      description: {
        ko: '살이 열여섯 개라 바람에 뒤집히지 않는 우산입니다. 둘이 써도 바깥쪽 어깨가 젖지 않습니다.',
        en: 'Sixteen ribs that no gust turns inside out. Wide enough that neither of two gets a wet shoulder.',
      },
      variants: choices({ sku: 'UMBRELLA', priceWon: 37_000 }, colour, [
        ['포도', 'Grape', 24],
        ['비', 'Rain', 2],
      ]),
    },
  ],
};
