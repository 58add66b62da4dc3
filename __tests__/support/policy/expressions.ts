/** The template functions of policy rules that the definitions here use; others throw. */
export interface Scope {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly field: (name: string) => unknown;
}

type Call = (args: readonly unknown[], scope: Scope) => unknown;

const FUNCTIONS: Readonly<Record<string, Call>> = {
  parameters: ([name], { parameters }) => {
    if (!Object.hasOwn(parameters, String(name))) throw new Error(`no value for the parameter ${name}`);
    return parameters[String(name)];
  },
  field: ([name], { field }) => field(String(name)),
  concat: (args) => args.map(String).join(""),
  length: ([value]) => (Array.isArray(value) || typeof value === "string" ? value.length : 0),
  tolower: ([value]) => String(value).toLowerCase(),
};

const TOKEN = /\s*(?:'((?:[^']|'')*)'|([A-Za-z]\w*)|(-?\d+)|([(),]))/y;

/** The value of a text of a rule: what stands in brackets is an expression, and `[[` is a bracket. */
export function evaluateText(text: unknown, scope: Scope): unknown {
  if (typeof text !== "string" || !text.startsWith("[") || !text.endsWith("]")) return text;
  if (text.startsWith("[[")) return text.slice(1);
  return new Parser(text.slice(1, -1), scope).parse();
}

class Parser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly scope: Scope,
  ) {}

  parse(): unknown {
    const value = this.value();
    if (this.text.slice(this.at).trim() !== "") throw new Error(`cannot read [${this.text}]`);
    return value;
  }

  private value(): unknown {
    const [, literal, name, number] = this.next();
    if (literal !== undefined) return literal.replaceAll("''", "'");
    if (number !== undefined) return Number(number);
    const call = FUNCTIONS[(name ?? "").toLowerCase()];
    if (!call) throw new Error(`the function ${name} of [${this.text}] is not known here`);
    return call(this.args(), this.scope);
  }

  private args(): readonly unknown[] {
    this.expect("(");
    const found: unknown[] = [];
    if (this.peek() === ")") {
      this.next();
      return found;
    }
    for (;;) {
      found.push(this.value());
      const [, , , , mark] = this.next();
      if (mark === ")") return found;
      if (mark !== ",") throw new Error(`cannot read [${this.text}]`);
    }
  }

  private expect(mark: string): void {
    if (this.next()[4] !== mark) throw new Error(`cannot read [${this.text}]`);
  }

  private peek(): string | undefined {
    const before = this.at;
    const [, , , , mark] = this.next();
    this.at = before;
    return mark;
  }

  private next(): RegExpExecArray {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (!found) throw new Error(`cannot read [${this.text}]`);
    this.at = TOKEN.lastIndex;
    return found;
  }
}
