/** The fenced blocks of a language in a Markdown text. */
export function blocksOf(markdown: string, language: string): readonly string[] {
  const fences = new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)\\n *\`\`\``, "gm");
  return [...markdown.matchAll(fences)].map(([, text = ""]) => text);
}
