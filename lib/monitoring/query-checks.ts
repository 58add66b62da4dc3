import { Token } from "cdktf";
import { quoted } from "../core/problems";
import type { LogAlertProps } from "./log-alert-props";
import type { LogQuery } from "./log-query";

/** The combined size of what a log alert says, in bytes (Microsoft Learn, "Azure Monitor service limits"). */
const MAX_BYTES = 64 * 1024;

/** Operators and functions that a log alert does not take, as they stand in a query. */
const REFUSED: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/(?:^|[|(;])\s*search\b/, "search: name the table"],
  [/\bevaluate\s+bag_unpack\b/, "bag_unpack()"],
  [/\bevaluate\s+pivot\b/, "pivot()"],
  [/\bevaluate\s+narrow\b/, "narrow()"],
  [/\bAggregatedValue\b/, "AggregatedValue: Azure uses the name itself"],
];

/** What a query that runs every minute must not have besides. */
const REFUSED_EVERY_MINUTE: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bunion\b/, "union"],
  [/\|\s*(?:take|limit)\b/, "take or limit"],
  [/\bingestion_time\s*\(/, "ingestion_time()"],
  [/\badx\s*\(/, "adx()"],
];

const UNION = /(?:^|[|(;])\s*union\b/;
const CROSS_RESOURCE = /\b(?:workspace|app|resource|adx|arg)\s*\(/;
const AGO = /\bago\s*\(\s*([^)]*?)\s*\)/g;
const TIMESPAN = /^-?\d+(?:\.\d+)?(?:d|h|m|s|ms|microsecond|tick)$/;

/**
 * What is wrong with a query, for a log alert (Microsoft Learn, "Create or edit a log search alert rule" and "Optimize log
 * search alert queries"). Comments and quoted texts do not count.
 */
export function queryProblems(
  text: string,
  props: Pick<LogAlertProps, "query" | "frequency" | "dimensions" | "customProperties" | "description">,
): readonly string[] {
  const bare = withoutTexts(text);
  const found = [...REFUSED, ...(props.frequency === "PT1M" ? REFUSED_EVERY_MINUTE : [])]
    .filter(([pattern]) => pattern.test(bare))
    .map(([, what]) => `query must not use ${what}`);
  const spans = [...bare.matchAll(AGO)].map(([, span = ""]) => span).filter((span) => !TIMESPAN.test(span));
  return [
    ...(text.trim() === "" ? ["query must be KQL, got nothing"] : []),
    ...found,
    ...(props.frequency !== "PT1M" && UNION.test(bare) && !CROSS_RESOURCE.test(bare)
      ? [
          "query must not use union of tables: a log alert starts with one table; join others, or define an alert for each",
        ]
      : []),
    ...spans.map((span) => `query must give ago() a time span such as 24h, got ${quoted(span)}`),
    ...sizeProblems(text, props),
    ...missingColumns(text, props),
  ];
}

function sizeProblems(
  text: string,
  { customProperties = {}, description = "" }: Pick<LogAlertProps, "customProperties" | "description">,
): readonly string[] {
  const size = Buffer.byteLength(JSON.stringify([text, description, customProperties]));
  if (size <= MAX_BYTES) return [];
  return [
    `query must be shorter: with description and customProperties it takes ${size} bytes, and Azure 65536 at most`,
  ];
}

/** Azure splits by columns of the result: a name that the query does not have at all is none. */
function missingColumns(text: string, props: Pick<LogAlertProps, "query" | "dimensions">): readonly string[] {
  if (Token.isUnresolved(text) && typeof props.query === "string") return [];
  const names = (props.dimensions ?? dimensionsOf(props.query)).map((dimension) =>
    typeof dimension === "string" ? dimension : dimension.name,
  );
  return names
    .filter((name) => name !== "" && !text.includes(name))
    .map((name) => `query must return the dimension ${quoted(name)}: it does not name it`);
}

function dimensionsOf(query: LogQuery | string): readonly string[] {
  return typeof query === "string" ? [] : query.dimensions;
}

/** The query without comments, and with nothing between quotes. */
function withoutTexts(text: string): string {
  return text.replace(/@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*/g, (match) =>
    match.startsWith("//") ? "" : '""',
  );
}
