import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

type Json = Record<string, unknown>;

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * Resolves the elements of one stack as the framework does when it looks for references between stacks. What holds no
 * token is copied here, and a text that many resources share, such as the name of their vault, is resolved once; all else
 * is the framework's to resolve, and so are its refusals.
 */
export class ElementResolver {
  private readonly texts = new Map<string, unknown>();

  constructor(private readonly scope: IConstruct) {}

  /** @throws what the framework throws, with its path to the value that it refuses */
  resolve(element: unknown): unknown {
    try {
      return this.value(element);
    } catch {
      return this.framework(element);
    }
  }

  private value(value: unknown): unknown {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        return Number.isSafeInteger(value) && value >= 0 ? value : this.framework(value);
      case "boolean":
      case "undefined":
        return value;
      case "object":
        return value === null ? null : this.object(value);
      default:
        return this.framework(value);
    }
  }

  private text(value: string): unknown {
    if (isPlain(value)) return value;
    if (!this.texts.has(value)) this.texts.set(value, this.framework(value));
    return this.texts.get(value);
  }

  private object(value: object): unknown {
    if (Array.isArray(value)) return value.some(isToken) ? this.framework(value) : this.list(value);
    if (Object.getPrototypeOf(value) !== Object.prototype || "resolve" in value) return this.framework(value);
    const result: Json = {};
    for (const [key, inner] of Object.entries(value)) {
      if (!isPlain(key)) return this.framework(value);
      const resolved = this.value(inner);
      if (resolved !== undefined) result[key] = resolved;
    }
    return result;
  }

  private list(values: readonly unknown[]): readonly unknown[] {
    return values.map((value) => this.value(value)).filter((value) => value !== undefined);
  }

  private framework(value: unknown): unknown {
    return Tokenization.resolve(value, { scope: this.scope, preparing: true, resolver: RESOLVER });
  }
}

/** Is it a text without tokens? Numbers that stand for tokens are beyond 1e+200. */
function isPlain(text: string): boolean {
  return !(
    text.includes("TfToken[") ||
    text.includes("e+") ||
    text === Token.STRING_MAP_TOKEN_VALUE ||
    text === Token.ANY_MAP_TOKEN_VALUE
  );
}

/** Does a list with this element stand for a token? */
function isToken(element: unknown): boolean {
  if (typeof element === "string") return element.startsWith("#{TfToken[");
  return typeof element === "number" && !Number.isSafeInteger(element);
}
