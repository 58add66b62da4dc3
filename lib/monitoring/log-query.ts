import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AlertFrequency, AlertWindow } from "./durations";
import type { KqlLiteral } from "./kql-literal";

/** A query whose every row is something to be told of, with how a log alert shall ask it. */
export interface LogQuery {
  /** "rpo-missed": the file's name. */
  readonly name: string;
  /** KQL. */
  readonly text: string;
  /** One sentence for those who are told. */
  readonly description: string;
  /** The columns that tell one thing from the other: each combination is an alert of its own. At most 6. */
  readonly dimensions: readonly string[];
  /** The column with the resource that the alert is fired on. @default - the workspace */
  readonly resourceIdColumn?: string;
  readonly frequency: AlertFrequency;
  readonly window: AlertWindow;
}

/** The values of a query's parameters; a line with one that is undefined is left out. */
export type QueryParameters = Readonly<Record<string, KqlLiteral | undefined>>;

/**
 * The text of a query of the folder `queries`, with its parameters filled in and its comments left out.
 * @throws Error when the file and the parameters do not fit: a mistake of this library
 */
export function renderQuery(name: string, parameters: QueryParameters): string {
  const lines = linesOf(name);
  const used = new Set(lines.flatMap(parametersOf));
  const unknown = [...used].filter((parameter) => !(parameter in parameters));
  const unused = Object.keys(parameters).filter((parameter) => !used.has(parameter));
  const misfits = [...unknown, ...unused];
  if (misfits.length > 0) throw new Error(`${name}.kql and its parameters differ in ${misfits.join(", ")}`);
  return lines
    .filter((line) => parametersOf(line).every((parameter) => parameters[parameter] !== undefined))
    .map((line) => line.replace(PARAMETER, (_, parameter: string) => parameters[parameter] ?? ""))
    .join("\n");
}

const PARAMETER = /\{\{(\w+)\}\}/g;
const PART = /^\{\{> ([\w-]+)\}\}$/;

/** The lines of a file and of the parts that it names, without comments. */
function linesOf(name: string): readonly string[] {
  const lines = readFileSync(join(__dirname, "queries", `${name}.kql`), "utf8")
    .trimEnd()
    .split("\n");
  return lines
    .filter((line) => !line.trimStart().startsWith("//"))
    .flatMap((line) => {
      const [, part] = PART.exec(line) ?? [];
      return part === undefined ? [line] : linesOf(`parts/${part}`);
    });
}

function parametersOf(line: string): readonly string[] {
  return [...line.matchAll(PARAMETER)].map(([, parameter = ""]) => parameter);
}
