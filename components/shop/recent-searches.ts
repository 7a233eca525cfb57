'use client';

import { useSyncExternalStore } from 'react';

const storageKey = 'maru.recent-searches';
const recentMax = 6;
const none: string[] = [];

const listeners = new Set<() => void>();
let read: { text: string | null; searches: string[] } = { text: null, searches: none };

/** What was searched for in this browser, the latest first. It never leaves it. */
export function useRecentSearches(): string[] {
  return useSyncExternalStore(subscribe, recentSearches, () => none);
}

export function rememberSearch(q: string): void {
  write([q, ...recentSearches().filter((one) => one !== q)].slice(0, recentMax));
}

export function forgetSearches(): void {
  write([]);
}

/** The same list as long as the same is stored, as React wants it. */
function recentSearches(): string[] {
  const text = stored();
  if (text !== read.text) read = { text, searches: parse(text) };
  return read.searches;
}

function parse(text: string | null): string[] {
  if (text === null) return none;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, recentMax) : none;
  } catch {
    return none;
  }
}

/** A browser may refuse to store anything; searching works all the same. */
function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function write(searches: string[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(searches));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
