import { describe, expect, it } from 'vitest';
import { hasFilters, listHref, listSearch, noFilters, readListState } from './list-address';

describe("a list's address", () => {
  it('says nothing about what is as usual', () => {
    expect(listHref('/products', readListState({}))).toBe('/products');
    expect(listHref('/products', readListState({ sort: 'newest', inStock: 'false' }))).toBe('/products');
  });

  it('gives back the state that it was made of', () => {
    const state = readListState({ minPriceWon: '10000', maxPriceWon: '30000', inStock: 'true', sort: 'priceAsc' });
    const search = Object.fromEntries(new URL(listHref('/products', state), 'http://maru.test').searchParams);
    expect(readListState(search)).toEqual(state);
  });

  it('passes over what makes no sense, and keeps the rest', () => {
    const state = readListState({ minPriceWon: 'cheap', maxPriceWon: '', sort: 'popularity', inStock: 'true', x: 'y' });
    expect(state).toEqual({ inStock: true, option: [], sort: 'newest', limit: 24 });
  });

  it('has many options, as far as they make sense', () => {
    const state = readListState({ option: ['색상:백자', 'nothing', '크기:소'], q: '  신발 ' });
    expect(state).toMatchObject({ q: '신발', option: ['색상:백자', '크기:소'], sort: 'relevance' });
    const search = new URL(listHref('/products', state), 'http://maru.test').searchParams;
    expect(search.getAll('option')).toEqual(['색상:백자', '크기:소']);
    expect(search.get('sort')).toBeNull();
  });

  it('of a search that ends goes back to the usual sort', () => {
    const state = readListState({ q: '신발', sort: 'relevance' });
    expect(listHref('/products', state, { q: undefined })).toBe('/products');
    expect(listHref('/products', readListState({ q: '신발', sort: 'newest' }))).toBe(
      `/products?q=${encodeURIComponent('신발')}&sort=newest`,
    );
  });

  it('puts two prices into their order', () => {
    expect(readListState({ minPriceWon: '90000', maxPriceWon: '10000' })).toMatchObject({
      minPriceWon: 10_000,
      maxPriceWon: 90_000,
    });
  });

  it('takes the last of a name given twice, as forms add to an address', () => {
    expect(readListState({ sort: ['priceAsc', 'name'] }).sort).toBe('name');
  });

  it('starts from the first page after a change', () => {
    const state = readListState({ cursor: 'abc', sort: 'name', limit: '48' });
    expect(listSearch(state).toString()).toBe('sort=name&cursor=abc&limit=48');
    expect(listHref('/products', state, { inStock: true })).toBe('/products?inStock=true&sort=name');
    expect(listHref('/products', state, { cursor: 'def' })).toBe('/products?sort=name&cursor=def');
  });

  it('knows whether anything is filtered out', () => {
    const state = readListState({ minPriceWon: '0', sort: 'name' });
    expect(hasFilters(state)).toBe(true);
    expect(hasFilters({ ...state, ...noFilters })).toBe(false);
  });
});
