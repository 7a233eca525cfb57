import { describe, expect, it } from 'vitest';
import { Text } from './text';

describe('Text', () => {
  it('trims before it counts', () => {
    expect(Text(1, 3).parse('  마루  ')).toBe('마루');
    expect(Text(1, 3).safeParse('   ').success).toBe(false);
    expect(Text(1, 3).safeParse('네글자다').success).toBe(false);
    expect(Text(0, 3).parse('')).toBe('');
  });

  it('puts Hangul together that arrived in pieces', () => {
    expect(Text(1, 2).parse('마루'.normalize('NFD'))).toBe('마루');
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['a DEL', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a direction override', 'a\u202eb'],
    ['half a surrogate pair', 'a\ud83cb'],
  ])('refuses %s', (_, text) => {
    expect(Text(0, 20).safeParse(text).success).toBe(false);
  });

  it.each(['\u200b', '\u3164', '\u2060\u00ad', '\u2800 \u2800'])(
    'refuses what nobody can see (%j), where something is asked for',
    (text) => {
      expect(Text(1, 20).safeParse(text).success).toBe(false);
      expect(Text(0, 20).safeParse(text).success).toBe(true);
    },
  );

  it.each(['달항아리 🏺', '👨‍👩‍👧', 'Ünïcödé', '한글 & <b>'])('takes %s as it is', (text) => {
    expect(Text(0, 40).parse(text)).toBe(text);
  });
});
