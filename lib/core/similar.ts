/** The known words that are most like another one, two at most, for error messages. */
export function similarWords(text: string, known: readonly string[]): readonly string[] {
  const wanted = pairs(text);
  return known
    .map((word) => ({ word, score: likeness(pairs(word), wanted) }))
    .filter(({ score }) => score > 0.35)
    .sort((a, b) => b.score - a.score || a.word.localeCompare(b.word))
    .slice(0, 2)
    .map(({ word }) => word);
}

/** The share of letter pairs that two words have in common, 0 to 1. */
export function likenessOf(a: string, b: string): number {
  return likeness(pairs(a), pairs(b));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return shared / (a.size + b.size - shared);
}

function pairs(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}
