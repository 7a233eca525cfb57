import { choices, colour, type DemoShelf, single } from '../catalog-model';

export const stationery: DemoShelf = {
  slug: 'stationery',
  name: { ko: '문구', en: 'Stationery' },
  children: [
    { slug: 'writing', name: { ko: '쓰고 그리기', en: 'Writing & drawing' } },
    { slug: 'paper', name: { ko: '노트·종이', en: 'Paper' } },
  ],
  products: [
    {
      slug: 'slow-fountain-pen',
      category: 'writing',
      name: { ko: '느린 만년필', en: 'Slow fountain pen' },
      description: {
        ko: '빨리 쓰라고 만든 펜이 아닙니다. 손에 쥐면 조금 묵직해서 글씨가 저절로 차분해집니다. 잉크 한 병을 함께 드립니다.',
        en: 'Not a pen for hurrying. It sits a little heavy in the hand, and handwriting calms down by itself. A bottle of ink comes with it.',
      },
      variants: choices({ sku: 'PEN', priceWon: 89_000 }, { ko: '촉', en: 'Nib' }, [
        ['EF', 'EF', 12],
        ['F', 'F', 16],
        ['M', 'M', 2],
      ]),
    },
    {
      slug: 'twelve-pencils',
      category: 'writing',
      name: { ko: '연필 열두 자루', en: 'A dozen pencils' },
      description: {
        ko: '향나무로 깎은 연필 열두 자루입니다. 깎을 때마다 책상에 나무 냄새가 번집니다. 심은 진하고 부드러운 2B입니다.',
        en: 'Twelve pencils of cedar: each sharpening leaves the desk smelling of wood. The lead is a dark, soft 2B.',
      },
      variants: single({ sku: 'PENCIL', priceWon: 14_000, onHandUnits: 80 }),
    },
    {
      slug: 'round-brush',
      category: 'writing',
      name: { ko: '둥근 붓', en: 'Round brush' },
      description: {
        ko: '물을 넉넉히 머금고 끝은 한 올로 모이는 붓입니다. 수채화에도, 손글씨에도 잘 어울립니다.',
        en: 'Holds plenty of water and still comes to a single hair. As good for watercolours as for lettering.',
      },
      variants: choices({ sku: 'BRUSH', priceWon: 12_000 }, { ko: '호수', en: 'Number' }, [
        ['4호', 'No. 4', 24],
        ['8호', 'No. 8', 19, 15_000],
        ['12호', 'No. 12', 0, 18_000],
      ]),
    },
    {
      slug: 'watercolour-palette',
      category: 'writing',
      name: { ko: '다섯 빛깔 물감', en: 'Five-colour palette' },
      description: {
        ko: '청, 적, 황, 백, 흑. 다섯 빛깔만 담은 고체 물감입니다. 섞어서 나머지 모든 색을 만드는 재미는 남겨 두었습니다.',
        en: 'Blue, red, yellow, white, black: solid paints in the five old colours. Mixing all the others is left to you.',
      },
      variants: single({ sku: 'PALETTE', priceWon: 42_000, onHandUnits: 0 }),
    },
    {
      slug: 'night-notebook',
      category: 'paper',
      name: { ko: '밤하늘 노트', en: 'Night sky notebook' },
      description: {
        ko: '표지에 작은 별 조각을 뿌린 양장 노트입니다. 어느 쪽을 펴도 반듯하게 펼쳐지고, 잉크가 뒤로 비치지 않습니다.',
        en: 'A hardcover with a sprinkle of stars. It lies flat at every page, and ink does not show through.',
      },
      variants: choices({ sku: 'NOTE', priceWon: 18_000 }, { ko: '속지', en: 'Pages' }, [
        ['무지', 'Plain', 36],
        ['줄', 'Lined', 41],
        ['모눈', 'Grid', 5],
      ]),
    },
    {
      slug: 'love-letter-set',
      category: 'paper',
      name: { ko: '편지 묶음', en: 'Letter set' },
      description: {
        ko: '편지지 스무 장과 봉투 열 장, 그리고 붙이는 하트 열 개. 할 말이 길어질 때를 위해 편지지를 두 배로 넣었습니다.',
        en: 'Twenty sheets, ten envelopes and ten hearts to seal them. Twice the paper, for when there is more to say.',
      },
      variants: single({ sku: 'LETTER', priceWon: 13_500, compareAtWon: 16_000, onHandUnits: 27 }),
    },
    {
      slug: 'one-day-calendar',
      category: 'paper',
      name: { ko: '하루 한 장 일력', en: 'A-page-a-day calendar' },
      description: {
        ko: '아침마다 한 장씩 뜯어 내는 일력입니다. 뜯은 종이 뒷면은 메모지로 쓰기 좋게 비워 두었습니다.',
        en: 'Tear off a page each morning. The backs are left blank, so yesterday becomes notepaper.',
      },
      variants: choices({ sku: 'CAL', priceWon: 26_000 }, colour, [
        ['하늘', 'Sky', 15],
        ['보리', 'Barley', 8],
      ]),
    },
  ],
};
