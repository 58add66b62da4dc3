/** Is this a terminal of somebody who has not switched colours off? https://no-color.org */
export function hasColour({ isTTY }: { readonly isTTY?: boolean }, env = process.env): boolean {
  return isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}

const CODES = { bold: 1, red: 31, green: 32, yellow: 33 } as const;
type Style = keyof typeof CODES;

const paint = (text: string, style: Style) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

/** What a line of a summary is about, by its beginning. */
const TITLES: readonly (readonly [RegExp, Style])[] = [
  [/^Vaults \d+ · .*$/m, "bold"],
  [/^Not (protected|replicated) \(\d+\):$/gm, "red"],
  [/^Look at \(\d+\):$/gm, "yellow"],
  [/^\d+ stacks? in .*:$/gm, "green"],
];

export function colouredSummary(text: string): string {
  return TITLES.reduce((all, [title, style]) => all.replace(title, (line) => paint(line, style)), text);
}

/** Where a problem is, and the verdict, stand out. */
export function colouredRefusal(text: string): string {
  return text
    .replace(/^\[.*?\](?= )/gm, (where) => paint(where, "bold"))
    .replace(/^\d+ problems?, nothing written\.$/m, (line) => paint(line, "red"));
}
