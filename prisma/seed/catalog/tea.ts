import { choices, colour, type DemoShelf, single, size } from '../catalog-model';

export const tea: DemoShelf = {
  slug: 'tea-and-kitchen',
  name: { ko: '차·주방', en: 'Tea & kitchen' },
  children: [
    { slug: 'tea', name: { ko: '차·다과', en: 'Tea & sweets' } },
    { slug: 'kitchen', name: { ko: '주방', en: 'Kitchen' } },
  ],
  products: [
    {
      slug: 'tangerine-tea',
      category: 'tea',
      name: { ko: '귤피차', en: 'Tangerine peel tea' },
      description: {
        ko: '겨울 귤 껍질을 햇볕에 세 번 말려 덖은 차입니다. 뜨거운 물을 부으면 귤 까먹던 아랫목 냄새가 납니다.',
        en: 'Winter tangerine peel, sun-dried three times and roasted. Pour hot water and it smells of evenings on a warm floor.',
      },
      variants: choices({ sku: 'TANGTEA', priceWon: 15_000 }, { ko: '용량', en: 'Weight' }, [
        ['50g', '50 g', 55],
        ['120g', '120 g', 21, 32_000],
      ]),
    },
    {
      slug: 'chestnut-honey',
      category: 'tea',
      name: { ko: '밤꿀', en: 'Chestnut honey' },
      description: {
        ko: '유월 밤꽃에서 딴, 진하고 쌉쌀한 꿀입니다. 가래떡에 찍어 먹거나 차에 한 숟갈 타 보세요.',
        en: 'Dark, slightly bitter honey from June chestnut blossom. For dipping rice cakes, or a spoonful in tea.',
      },
      variants: single({ sku: 'HONEY', priceWon: 33_000, compareAtWon: 38_000, onHandUnits: 26 }),
    },
    {
      slug: 'flower-dasik',
      category: 'tea',
      name: { ko: '꽃무늬 다식', en: 'Pressed tea sweets' },
      description: {
        ko: '깨와 콩가루를 꿀로 뭉쳐 나무틀에 찍은 다식 열두 개입니다. 만든 날 바로 보내 드리려고 하루에 스무 상자만 만듭니다.',
        en: 'Twelve sweets of sesame, bean flour and honey, pressed in a wooden mould. Twenty boxes a day, so that each leaves the day it is made.',
      },
      variants: single({ sku: 'DASIK', priceWon: 24_000, maxPerOrder: 3, onHandUnits: 20 }),
    },
    {
      slug: 'lacquer-chopsticks',
      category: 'kitchen',
      name: { ko: '옻칠 젓가락', en: 'Lacquered chopsticks' },
      description: {
        ko: '일곱 번 칠하고 일곱 번 말린 젓가락입니다. 끝을 가늘게 깎아 콩 한 알도 놓치지 않습니다.',
        en: 'Lacquered seven times, dried seven times. The tips are fine enough to never lose a single bean.',
      },
      variants: choices({ sku: 'STICKS', priceWon: 18_000 }, { ko: '구성', en: 'Set' }, [
        ['한 벌', 'One pair', 44],
        ['두 벌', 'Two pairs', 20, 34_000],
      ]),
    },
    {
      slug: 'iron-egg-pan',
      category: 'kitchen',
      name: { ko: '무쇠 달걀팬', en: 'Iron egg pan' },
      description: {
        ko: '달걀 하나를 위한 무쇠 팬입니다. 길들일수록 눌어붙지 않고, 식탁에 그대로 올려도 예쁩니다.',
        en: 'A cast-iron pan for one egg. The more it is used the less it sticks, and it may come to the table as it is.',
      },
      variants: choices({ sku: 'PAN', priceWon: 46_000 }, size, [
        ['16cm', '16 cm', 18],
        ['20cm', '20 cm', 10, 58_000],
      ]),
    },
    {
      slug: 'lidded-pot',
      category: 'kitchen',
      name: { ko: '두 귀 냄비', en: 'Two-eared pot' },
      description: {
        ko: '국 두 그릇이 딱 맞게 끓는 냄비입니다. 바닥이 두꺼워 불을 끄고도 오래 따뜻합니다.',
        en: 'Just right for two bowls of soup. Its thick base stays warm long after the fire is out.',
      },
      variants: choices({ sku: 'POT', priceWon: 69_000, compareAtWon: 84_000 }, colour, [
        ['안개', 'Mist', 12],
        ['단풍', 'Maple', 3],
      ]),
    },
    {
      slug: 'picnic-lunchbox',
      category: 'kitchen',
      name: { ko: '소풍 도시락', en: 'Picnic lunchbox' },
      description: {
        ko: '밥 칸과 반찬 칸이 서로 섞이지 않는 나무 도시락입니다. 점심시간이 오 분쯤 일찍 기다려집니다.',
        en: 'A wooden lunchbox where rice and sides keep to themselves. It makes lunch seem five minutes nearer.',
      },
      variants: single({ sku: 'LUNCH', priceWon: 39_000, onHandUnits: 22 }),
    },
    {
      slug: 'glass-jar',
      category: 'kitchen',
      name: { ko: '유리 저장병', en: 'Glass storage jar' },
      description: {
        ko: '곡식과 과자, 단추까지 무엇이든 담기 좋은 병입니다. 뚜껑이 꼭 닫혀 눅눅해지지 않습니다.',
        en: 'For grain, biscuits or buttons. The lid closes tight, so nothing goes soft.',
      },
      variants: choices({ sku: 'JAR', priceWon: 11_000 }, { ko: '용량', en: 'Volume' }, [
        ['0.5L', '0.5 L', 60],
        ['1L', '1 L', 48, 14_000],
        ['2L', '2 L', 5, 19_000],
      ]),
    },
  ],
};
