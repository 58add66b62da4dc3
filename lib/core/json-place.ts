/** A bracket, separator, number or word of JSON at a position. */
const TOKEN = /(?:([{}[\],:])|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const SPACE = /[ \t\n\r]*/y;

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
    const start = skip(SPACE, text, offset);
    const token = readToken(text, start);
    if (token.end === undefined) return token.problem;
    const next = step(state, token.kind, open);
    if (!next) return start;
    state = next;
    offset = token.end;
  }
  return offset;
}

type Token =
  | { readonly kind: string; readonly end: number }
  | { readonly end?: undefined; readonly problem: number };

function readToken(text: string, start: number): Token {
  if (text[start] === '"') return readString(text, start);
  const end = skip(TOKEN, text, start);
  const word = text.slice(start, end);
  if (end > start) return { kind: /^[{}[\],:]$/.test(word) ? word : "scalar", end };
  // an unfinished number or word at the end is a text that was cut off
  const rest = text.slice(start, start + 40);
  return { problem: rest.length < 40 && /^-?[\w.+-]*$/.test(rest) ? text.length : start };
}

/** Strings may be megabytes long: no regular expression goes through them. */
function readString(text: string, start: number): Token {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return { kind: "string", end: i + 1 };
    if (code < 0x20) return { problem: i };
    if (code !== BACKSLASH) continue;
    const escaped = /^(["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(i + 1, i + 6));
    if (!escaped) return { problem: text.length - i > 6 ? i : text.length };
    i += escaped[0].length;
  }
  return { problem: text.length };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The end of what a sticky expression matches at a position. */
function skip(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
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
