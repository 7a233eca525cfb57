import { choices, type DemoShelf, single } from '../catalog-model';

const fragrance = { ko: '향', en: 'Fragrance' };

export const scent: DemoShelf = {
  slug: 'scent',
  name: { ko: '향·목욕', en: 'Scent & bath' },
  children: [
    { slug: 'candles', name: { ko: '초·향', en: 'Candles & incense' } },
    { slug: 'bath', name: { ko: '목욕', en: 'Bath' } },
  ],
  products: [
    {
      slug: 'beeswax-candle',
      category: 'candles',
      name: { ko: '밀랍 초', en: 'Beeswax candle' },
      description: {
        ko: '천천히 타서 저녁 한 끼와 긴 이야기를 버티는 초입니다. 밀랍만 굳혀 그을음이 거의 없습니다.',
        en: 'Burns slowly enough for dinner and a long story. Nothing but beeswax, so hardly any soot.',
      },
      variants: choices({ sku: 'CANDLE', priceWon: 29_000 }, fragrance, [
        ['솔숲', 'Pine wood', 30],
        ['무화과', 'Fig', 17],
        ['무향', 'Unscented', 5],
      ]),
    },
    {
      slug: 'clay-oil-lamp',
      category: 'candles',
      name: { ko: '흙 등잔', en: 'Clay oil lamp' },
      description: {
        ko: '들기름 한 숟갈이면 한 시간을 밝히는 작은 등잔입니다. 정전이 기다려질지도 모릅니다.',
        en: 'A spoonful of perilla oil gives an hour of light. You may find yourself hoping for a power cut.',
      },
      variants: single({ sku: 'OILLAMP', priceWon: 34_000, onHandUnits: 13 }),
    },
    {
      slug: 'lotus-incense',
      category: 'candles',
      name: { ko: '연꽃 향꽂이', en: 'Lotus incense holder' },
      description: {
        ko: '연꽃 한가운데에 향을 꽂으면 연기가 꽃잎을 따라 피어오릅니다. 향 스무 개비를 함께 드립니다.',
        en: 'Set a stick in the heart of the flower and the smoke climbs along its petals. Twenty sticks are included.',
      },
      variants: single({ sku: 'LOTUS', priceWon: 38_000, compareAtWon: 45_000, onHandUnits: 9 }),
    },
    {
      slug: 'mulberry-soap',
      category: 'bath',
      name: { ko: '오디 비누', en: 'Mulberry soap' },
      description: {
        ko: '오디즙을 넣어 여섯 주 동안 말린 비누입니다. 거품이 곱고 씻고 나서 당기지 않습니다.',
        en: 'Made with mulberry juice and dried for six weeks. A fine lather that leaves skin at ease.',
      },
      variants: choices({ sku: 'SOAP', priceWon: 9_000 }, { ko: '구성', en: 'Set' }, [
        ['한 개', 'One', 90],
        ['세 개', 'Three', 34, 25_000],
      ]),
    },
    {
      slug: 'rice-water-lotion',
      category: 'bath',
      name: { ko: '쌀뜨물 로션', en: 'Rice water lotion' },
      description: {
        ko: '햅쌀을 씻은 첫 물로 만든 순한 로션입니다. 끈적임 없이 스며들어 아침에 바르기 좋습니다.',
        en: 'A gentle lotion from the first rinse of new rice. It sinks in without stickiness, good for mornings.',
      },
      variants: choices({ sku: 'LOTION', priceWon: 21_000 }, { ko: '용량', en: 'Volume' }, [
        ['150ml', '150 ml', 38],
        ['300ml', '300 ml', 16, 36_000],
      ]),
    },
    {
      slug: 'sea-sponge',
      category: 'bath',
      name: { ko: '바다 스펀지', en: 'Sea sponge' },
      description: {
        ko: '물을 먹으면 구름처럼 부푸는 목욕 스펀지입니다. 비누 한 번 문지르면 거품이 한 아름입니다.',
        en: 'Swells up like a cloud when wet. One rub of soap gives an armful of foam.',
      },
      variants: single({ sku: 'SPONGE', priceWon: 16_000, onHandUnits: 4 }),
    },
  ],
};
