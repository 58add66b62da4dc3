/** One token of JSON at a position; whitespace before it is skipped. */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings must not hold control characters unescaped
  /\s*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type State = "value" | "first item" | "first key" | "key" | "colon" | "after";

/**
 * Where a text that is not JSON stops being JSON: the offset of the first token that does not fit, or the text's length
 * when it is cut off. `JSON.parse` says so only in some versions of Node.
 */
export function firstSyntaxError(text: string): number {
  const open: string[] = [];
  let state: State = "value";
  let offset = 0;
  while (!(state === "after" && open.length === 0)) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    const start = offset + (/^\s*/.exec(text.slice(offset, offset + 1_000))?.[0].length ?? 0);
    if (!match) return isCutOff(text, start) ? text.length : start;
    const next = step(state, match[1] ?? (match[2] === undefined ? "scalar" : "string"), open);
    if (!next) return start;
    state = next;
    offset = TOKEN.lastIndex;
  }
  return offset;
}

/** An unfinished string, number or word at the end is a text that was cut off. */
function isCutOff(text: string, start: number): boolean {
  const rest = text.slice(start);
  return rest === "" || /^"(?:[^"\\]|\\.)*\\?$/.test(rest) || /^-?[\w.+-]*$/.test(rest);
}

/** The state after a token; undefined where the token does not fit. `open` holds the brackets that are still open. */
function step(state: State, token: string, open: string[]): State | undefined {
  const last = open.at(-1);
  if (state === "colon") return token === ":" ? "value" : undefined;
  if (state === "key" || state === "first key") {
    if (token === "string") return "colon";
    return token === "}" && state === "first key" ? close(open) : undefined;
  }
  if (state === "after") {
    if (token === ",") return last === "{" ? "key" : "value";
    return token === (last === "{" ? "}" : "]") ? close(open) : undefined;
  }
  if (token === "]" && state === "first item") return close(open);
  if (token === "string" || token === "scalar") return "after";
  if (token !== "{" && token !== "[") return undefined;
  open.push(token);
  return token === "{" ? "first key" : "first item";
}

function close(open: string[]): State {
  open.pop();
  return "after";
}
