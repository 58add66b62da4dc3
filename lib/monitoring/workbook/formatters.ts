/** How columns are shown: numbers of the Workbooks' own JSON ("Azure Workbooks grid visualizations"). */
const TEXT = 1;
const RESOURCE = 13;
const SUBSCRIPTION = 15;
const BAR = 3;
const THRESHOLDS = 18;
const BIG_NUMBER = 12;
const PERCENT = 1;

/** The ids in these columns are shown as names, with a link to the resource. */
export function resources(...columns: readonly string[]): object[] {
  return columns.map((column) => ({
    columnMatch: column,
    formatter: RESOURCE,
    formatOptions: { linkTarget: "Resource", showIcon: true },
  }));
}

export function subscriptions(column: string): object {
  return { columnMatch: column, formatter: SUBSCRIPTION, formatOptions: { showIcon: true } };
}

/** A bar in the cell, as long as the number is large. */
export function bars(column: string, palette: "blue" | "orange" | "red"): object {
  return { columnMatch: column, formatter: BAR, formatOptions: { palette } };
}

/** Which of the portal's icons stands for which words; any other word is in order. */
export function icons(column: string, words: Readonly<Record<string, "2" | "4" | "more">>): object {
  const grid = Object.entries(words).map(([word, representation]) => ({
    operator: "==",
    thresholdValue: word,
    representation,
    text: "{0}{1}",
  }));
  return {
    columnMatch: column,
    formatter: THRESHOLDS,
    formatOptions: {
      thresholdsOptions: "icons",
      thresholdsGrid: [
        ...grid,
        { operator: "Default", thresholdValue: null, representation: "success", text: "{0}{1}" },
      ],
    },
  };
}

/** One tile for each row: a per cent in green from the target on, in red below. */
export function percentTiles(title: string, percent: string, subtitle: string, target: number): object {
  return {
    titleContent: { columnMatch: title, formatter: TEXT },
    subtitleContent: { columnMatch: subtitle, formatter: TEXT },
    leftContent: {
      columnMatch: percent,
      formatter: THRESHOLDS,
      formatOptions: {
        thresholdsOptions: "colors",
        thresholdsGrid: [
          { operator: ">=", thresholdValue: String(target), representation: "green", text: "{0}{1}" },
          { operator: "Default", thresholdValue: null, representation: "redBright", text: "{0}{1}" },
        ],
      },
      numberFormat: { unit: PERCENT, options: { style: "decimal", maximumFractionDigits: 2 } },
    },
    showBorder: true,
  };
}

/** One tile for each row, with its number. */
export function numberTiles(title: string, value: string): object {
  return {
    titleContent: { columnMatch: title, formatter: TEXT },
    leftContent: {
      columnMatch: value,
      formatter: BIG_NUMBER,
      formatOptions: { palette: "auto" },
      numberFormat: { unit: 0, options: { style: "decimal", maximumFractionDigits: 1 } },
    },
    showBorder: true,
  };
}
